using System.Text.RegularExpressions;

namespace LambdaCrud.Http;

/// <summary>
/// The grammar of a media type (RFC 9110 §8.3.1) with its parameters (§5.6.6), which allows empty ones: <c>application/json;</c> is one.
/// The framework's parser does not know that. LocalGateway has the same grammar, and MediaTypeTests puts the same texts to both.
/// </summary>
internal static partial class MediaType
{
    private const string Token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private const string QuotedString = """
        "(?>[^\x00-\x08\x0A-\x1F"\\\x7F]|\\[^\x00-\x08\x0A-\x1F\x7F])*"
        """;

    /// <summary>Type and subtype as they are written; null for a text that is no media type.</summary>
    public static string? Of(string text) => Grammar().Match(text) is { Success: true } match ? match.Groups["type"].Value : null;

    // Blanks are taken as a whole: in a run of empty parameters they could otherwise be split in very many ways.
    [GeneratedRegex($@"\A(?>[ \t]*)(?<type>{Token}/{Token})(?>(?>[ \t]*);(?>[ \t]*)(?>{Token}=(?>{Token}|{QuotedString}))?)*(?>[ \t]*)\z")]
    private static partial Regex Grammar();
}
