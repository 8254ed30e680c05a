using System.Text.RegularExpressions;

namespace LocalGateway.Recording;

/// <summary>
/// Masks secrets in a text: the given values, tokens (JWTs), and the values of members and form fields with names such as password. It
/// rather masks too much than too little.
/// </summary>
/// <param name="values">Values that the request or the reply has shown to be secrets.</param>
internal sealed partial class SecretText(IReadOnlyList<string> values)
{
    public const string Mask = "(masked)";

    private const int Timeout = 1000;

    private const string NamePattern =
        "authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-amz-security-token|authorizationtoken|api[-_]?key|passw(?:or)?d"
        + "|passphrase|secret|client_?secret|secret_?hash|token|access_?token|id_?token|refresh_?token|usageidentifierkey|private_?key"
        + "|code_verifier";

    // Expressions of DynamoDB have names such as :token.
    // A JSON text in a string of another JSON text has backslashes before its quotes, and some writers replace the quote by its code.
    private const string Head = $"""(?<head>(?<quote>\\*"|\\+u0022):?(?:{NamePattern})\k<quote>\s*:\s*""";

    /// <summary>Whether the value of a member, field or parameter with this name is a secret.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    public string Of(string text)
    {
        if (text.Length == 0)
            return text;
        try
        {
            foreach (var value in values)
                text = text.Replace(value, Mask, StringComparison.Ordinal);
            text = Jwt().Replace(text, Mask);
            text = Members().Replace(text, "${head}" + Mask + "${quote}");
            text = Attributes().Replace(text, "${head}" + Mask + "${quote}");
            text = Lists().Replace(
                text, list => $"{list.Groups["head"].Value}{Items().Replace(list.Groups["items"].Value, $"${{quote}}{Mask}${{quote}}")}]");
            return Fields().Replace(text, "${head}" + Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    [GeneratedRegex($@"\A(?:{NamePattern})\z", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Name();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)*", RegexOptions.None, Timeout)]
    private static partial Regex Jwt();

    [GeneratedRegex($"""{Head}\k<quote>)(?:.*?)(?<!\\)\k<quote>""", RegexOptions.IgnoreCase | RegexOptions.Singleline, Timeout)]
    private static partial Regex Members();

    // A value of DynamoDB with its type: {"S": "secret"}.
    [GeneratedRegex($$"""{{Head}}\{\s*\k<quote>[SNB]\k<quote>\s*:\s*\k<quote>)(?:.*?)(?<!\\)\k<quote>""", RegexOptions.IgnoreCase | RegexOptions.Singleline, Timeout)]
    private static partial Regex Attributes();

    [GeneratedRegex($"""{Head}\[)(?<items>[^\]]*)\]""", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Lists();

    [GeneratedRegex("""(?<quote>\\*"|\\+u0022).*?(?<!\\)\k<quote>""", RegexOptions.Singleline, Timeout)]
    private static partial Regex Items();

    [GeneratedRegex($@"(?<head>(?:^|[&?;\s])(?:{NamePattern})=)[^&;\s""]+", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex Fields();
}
