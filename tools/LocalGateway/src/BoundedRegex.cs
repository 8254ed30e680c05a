using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates;

namespace LocalGateway;

/// <summary>Regular expressions for client input: they run in linear time if possible, and never longer than a limit.</summary>
internal static class BoundedRegex
{
    /// <summary>The methods of the result throw a <see cref="RegexMatchTimeoutException"/> at the limit.</summary>
    /// <exception cref="ArgumentException">The pattern is not valid.</exception>
    public static Regex Compile(string pattern, RegexOptions options = RegexOptions.None)
    {
        options |= RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, MappingTemplateLimits.RegexTimeout);
        }
        catch (NotSupportedException)
        {
            // Lookaround, atomic groups and back-references need the backtracking engine.
            return new Regex(pattern, options, MappingTemplateLimits.RegexTimeout);
        }
    }
}
