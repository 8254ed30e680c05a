using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates;

namespace LocalGateway;

/// <summary>
/// Regular expressions for client input. They run in linear time if possible. A limit in time would also count the first use and the waiting
/// on a busy machine, so only the patterns that can take exponential time have one.
/// </summary>
internal static class BoundedRegex
{
    /// <summary>The methods of the result throw a <see cref="RegexMatchTimeoutException"/> at the limit, if there is one.</summary>
    /// <exception cref="ArgumentException">The pattern is not valid.</exception>
    public static Regex Compile(string pattern, RegexOptions options = RegexOptions.None)
    {
        options |= RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            // Lookaround, atomic groups and back-references need the backtracking engine, which cannot count its steps.
            return new Regex(pattern, options, MappingTemplateLimits.BacktrackingTimeout);
        }
    }
}
