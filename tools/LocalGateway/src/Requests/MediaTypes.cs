using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Requests;

/// <summary>Media types as API Gateway compares them: without parameters, regardless of case.</summary>
internal static partial class MediaTypes
{
    private const string Json = "application/json";
    private const string Token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private const string QuotedString = """
        "(?>[^\x00-\x08\x0A-\x1F"\\\x7F]|\\[^\x00-\x08\x0A-\x1F\x7F])*"
        """;

    /// <summary>The type of a request's body: without a Content-Type API Gateway takes it for JSON.</summary>
    /// <returns>Empty for what <see cref="Of"/> is empty for.</returns>
    public static string OfBody(StringValues contentType) => contentType.Count == 0 ? Json : Of(contentType);

    /// <summary>A media type by the grammar of RFC 9110 §8.3.1 and §5.6.6, which allows empty parameters.</summary>
    /// <param name="contentType">The values of the header.</param>
    /// <returns>Empty for another text, and for none or more than one: RFC 9110 §8.3 warns of guessing.</returns>
    public static string Of(StringValues contentType) =>
        contentType is [{ } only] ? Grammar().Match(only).Groups["type"].Value : "";

    /// <summary>The first of a list, as in an Accept header, without its parameters.</summary>
    public static string First(string? header)
    {
        var first = header.AsSpan();
        var end = first.IndexOfAny(',', ';');
        return (end < 0 ? first : first[..end]).Trim().ToString();
    }

    /// <summary>The template for a reply: the first type of the Accept header decides, then JSON, then the order of the API.</summary>
    /// <param name="templates">By media type; at least one.</param>
    /// <param name="accept">The header.</param>
    public static (string MediaType, T Template) Choose<T>(List<(string MediaType, T Template)> templates, string accept)
    {
        var index = IndexOf(First(accept));
        if (index < 0)
            index = IndexOf(Json);
        return templates[Math.Max(index, 0)];

        int IndexOf(string wanted) =>
            templates.FindIndex(template => template.MediaType.Equals(wanted, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Whether a media type is binary by the API's list, whose entries are <c>type/subtype</c>, <c>type/*</c> or <c>*/*</c>.
    /// </summary>
    public static bool IsBinary(IReadOnlyList<string> binaryMediaTypes, string mediaType)
    {
        foreach (var entry in binaryMediaTypes)
        {
            if (entry == "*/*" || entry.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
                return true;
            if (entry is [.. var type, '/', '*'] && mediaType.StartsWith(type + "/", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // Blanks are taken as a whole: in a run of empty parameters they could otherwise be split in very many ways.
    [GeneratedRegex($@"\A(?>[ \t]*)(?<type>{Token}/{Token})(?>(?>[ \t]*);(?>[ \t]*)(?>{Token}=(?>{Token}|{QuotedString}))?)*(?>[ \t]*)\z")]
    private static partial Regex Grammar();
}
