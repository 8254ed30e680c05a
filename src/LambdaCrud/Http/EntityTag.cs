using System.Buffers;

namespace LambdaCrud.Http;

/// <summary>
/// The entity tags of one state of a resource. API Gateway compresses a reply after the function or the mapping template made it, depending
/// on the request's Accept-Encoding. Each coding of a reply needs a strong tag of its own (RFC 9110 §8.8.3.3). So the header becomes the end
/// of the tag: <c>"0"</c> is <c>"0;gzip.br"</c> for <c>Accept-Encoding: gzip, br</c>. The mapping templates of direct routes follow the same
/// rules.
/// </summary>
internal static class EntityTag
{
    private const char End = ';';

    private const int MaxLength = 64;

    private static readonly SearchValues<char> CodingCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*;=.,-");

    /// <param name="state">The tag of the state, with quotes; a weak tag is right for all codings.</param>
    /// <param name="acceptEncoding">The values of the request header.</param>
    /// <returns>The tag of the reply; a weak tag if the header is too long or has unusual characters.</returns>
    public static string Of(string state, IReadOnlyList<string> acceptEncoding)
    {
        if (acceptEncoding.Count == 0 || state is not ['"', .. var value, '"'])
            return state;
        var codings = string.Join(',', acceptEncoding).Replace(" ", "").Replace("\t", "");
        return codings switch
        {
            "" or "identity" => state,
            _ when codings.Length > MaxLength || codings.AsSpan().ContainsAnyExcept(CodingCharacters) => $"W/{state}",
            _ => $"\"{value}{End}{codings.Replace(',', '.')}\"",
        };
    }

    /// <summary>The tag of the state, from the tag of a reply.</summary>
    public static string StateOf(string tag) => tag.IndexOf(End) is var end and >= 0 ? $"{tag[..end]}\"" : tag;
}
