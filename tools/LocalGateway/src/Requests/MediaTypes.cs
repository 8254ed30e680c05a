using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Requests;

/// <summary>Media types as API Gateway compares them: without parameters, ignoring case.</summary>
internal static partial class MediaTypes
{
    private const string Json = "application/json";
    private const string Token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private const string QuotedString = """
        "(?>[^\x00-\x08\x0A-\x1F"\\\x7F]|\\[^\x00-\x08\x0A-\x1F\x7F])*"
        """;

    /// <summary>The media type of a request's body. Without a Content-Type, API Gateway treats the body as JSON.</summary>
    /// <returns>Empty in the same cases as <see cref="Of"/>.</returns>
    public static string OfBody(StringValues contentType) => contentType.Count == 0 ? Json : Of(contentType);

    /// <summary>Reads a media type by the grammar of RFC 9110 §8.3.1 and §5.6.6, which allows empty parameters.</summary>
    /// <param name="contentType">The values of the header.</param>
    /// <returns>Empty if the text is not a media type, or if there is not exactly one value: RFC 9110 §8.3 warns against guessing.</returns>
    public static string Of(StringValues contentType)
    {
        if (contentType is not [{ } only])
            return "";
        // Most media types have no parameters, and need no regular expression.
        var slash = only.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && HttpField.IsName(only.AsSpan(0, slash)) && HttpField.IsName(only.AsSpan(slash + 1))
            ? only
            : Grammar().Match(only).Groups["type"].Value;
    }

    /// <summary>The first media type of a list, as in an Accept header, without its parameters.</summary>
    public static ReadOnlySpan<char> First(ReadOnlySpan<char> header)
    {
        var end = header.IndexOfAny(',', ';');
        return (end < 0 ? header : header[..end]).Trim();
    }

    /// <summary>Chooses a reply's template: by the first type of the Accept header, else JSON, else the first in the API's order.</summary>
    /// <param name="templates">By media type; at least one.</param>
    /// <param name="accept">The header.</param>
    public static (string MediaType, T Template) Choose<T>(List<(string MediaType, T Template)> templates, string accept)
    {
        var index = IndexOf(templates, First(accept));
        if (index < 0)
            index = IndexOf(templates, Json);
        return templates[Math.Max(index, 0)];
    }

    /// <summary>
    /// Whether the API's list of binary media types contains a media type. Entries are <c>type/subtype</c>, <c>type/*</c> or <c>*/*</c>.
    /// </summary>
    public static bool IsBinary(IReadOnlyList<string> binaryMediaTypes, ReadOnlySpan<char> mediaType)
    {
        for (var index = 0; index < binaryMediaTypes.Count; index++)
        {
            var entry = binaryMediaTypes[index];
            if (entry == "*/*" || mediaType.Equals(entry, StringComparison.OrdinalIgnoreCase))
                return true;
            if (entry is [.., '/', '*'] && mediaType.StartsWith(entry.AsSpan(0, entry.Length - 1), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static int IndexOf<T>(List<(string MediaType, T Template)> templates, ReadOnlySpan<char> wanted)
    {
        for (var index = 0; index < templates.Count; index++)
        {
            if (wanted.Equals(templates[index].MediaType, StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return -1;
    }

    // Atomic groups match runs of blanks as a whole. Otherwise many empty parameters could be split in very many ways.
    [GeneratedRegex($@"\A(?>[ \t]*)(?<type>{Token}/{Token})(?>(?>[ \t]*);(?>[ \t]*)(?>{Token}=(?>{Token}|{QuotedString}))?)*(?>[ \t]*)\z")]
    private static partial Regex Grammar();
}
