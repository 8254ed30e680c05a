using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates.Values;
using LocalGateway.Model;

namespace LocalGateway.Authorization;

/// <summary>The <c>identityValidationExpression</c> of an authorizer: a Java regular expression that must match the whole text.</summary>
internal sealed class ValidationExpression
{
    private readonly Regex? _regex;

    /// <param name="authorizer">The authorizer, for the error message.</param>
    /// <param name="expression">Null accepts every text.</param>
    /// <exception cref="GatewayException">The expression is not a regular expression.</exception>
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
