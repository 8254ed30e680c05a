using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates.Values;
using LocalGateway.Model;

namespace LocalGateway.Authorization;

/// <summary>The <c>identityValidationExpression</c> of an authorizer: a Java regular expression that a whole text has to match.</summary>
internal sealed class ValidationExpression
{
    private readonly Regex? _regex;

    /// <param name="authorizer">Whose it is, for the message.</param>
    /// <param name="expression">Null takes every text.</param>
    /// <exception cref="GatewayException">It is no regular expression.</exception>
    public ValidationExpression(Authorizer authorizer, string? expression)
    {
        try
        {
            _regex = expression is null ? null : JavaRegex.Whole(expression);
        }
        catch (ArgumentException exception)
        {
            throw new GatewayException(
                $"The validation expression of the authorizer {authorizer.Name} is not a valid regular expression.", exception);
        }
    }

    public bool IsMatch(string text)
    {
        try
        {
            return _regex is null || _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
