using System.Buffers;

namespace LocalGateway.Requests;

/// <summary>The characters that HTTP allows in a header field (RFC 9110, 5.1 and 5.5).</summary>
internal static class HttpField
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // All control characters except the tab. A line break in a value would start another header.
    private static readonly SearchValues<char> ForbiddenInValues =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(code => code != '\t').Select(code => (char)code), '\x7f']);

    public static bool IsName(ReadOnlySpan<char> name) => name.Length > 0 && !name.ContainsAnyExcept(TokenCharacters);

    public static bool IsValue(string value) => !value.AsSpan().ContainsAny(ForbiddenInValues);

    /// <summary>Replaces forbidden characters by blanks, as the RFC specifies.</summary>
    public static string? WithoutForbidden(string? value) => value is null || IsValue(value)
        ? value
        : string.Create(value.Length, value, (text, source) => source.AsSpan().ReplaceAny(text, ForbiddenInValues, ' '));
}
