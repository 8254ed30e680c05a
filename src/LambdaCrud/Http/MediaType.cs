using System.Text.RegularExpressions;

namespace LambdaCrud.Http;

/// <summary>
/// The grammar of a media type (RFC 9110 §8.3.1) with its parameters (§5.6.6). Parameters may be empty: <c>application/json;</c> is valid.
/// The framework's parser does not accept that. LocalGateway has the same grammar, and MediaTypeTests tests both with the same texts.
/// </summary>
internal static partial class MediaType
{
    private const string Token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private const string QuotedString = """
        "(?>[^\x00-\x08\x0A-\x1F"\\\x7F]|\\[^\x00-\x08\x0A-\x1F\x7F])*"
        """;

    /// <summary>Type and subtype as written; null if the text is not a media type.</summary>
    public static string? Of(string text) => Grammar().Match(text) is { Success: true } match ? match.Groups["type"].Value : null;

    // Blanks are matched in atomic groups. Otherwise the regex could split blanks between empty parameters in very many ways.
    [GeneratedRegex($@"\A(?>[ \t]*)(?<type>{Token}/{Token})(?>(?>[ \t]*);(?>[ \t]*)(?>{Token}=(?>{Token}|{QuotedString}))?)*(?>[ \t]*)\z")]
    private static partial Regex Grammar();
}
