using LocalGateway.Requests;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Recording;

/// <summary>
/// What the headers add to the reason of a refusal: the values that a reply with an error is about, and what the reply asks for instead.
/// </summary>
internal static class HeaderWords
{
    private const int MaxValue = 120;

    private static readonly string[] Preconditions = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"];

    /// <param name="says">What the reply says about itself.</param>
    /// <returns>Sentences, without the values of secrets.</returns>
    public static string Of(string says, GatewayRequest request, Reply reply, SecretNames secrets)
    {
        if (reply.StatusCode is < 400 or >= 600)
            return "";
        var sent = AboutStatus(reply.StatusCode).Concat(Named(says, request.Headers)).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !secrets.IsHeader(name) && request.Headers[name].Count > 0)
            .Select(name => $"{name} was {Value(request.Headers[name])}");
        return Sentences.Join([.. sent, .. Missing(request, reply), .. Wanted(reply)]);
    }

    private static string[] AboutStatus(int status) => status switch
    {
        406 => ["Accept"],
        412 => Preconditions,
        415 => ["Content-Type", "Content-Encoding"],
        _ => [],
    };

    // A name without a hyphen can be any word: From, Date, Range.
    private static IEnumerable<string> Named(string says, HeaderList headers) => headers.Select(header => header.Key)
        .Where(name => name.Contains('-', StringComparison.Ordinal) && says.Contains(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Missing(GatewayRequest request, Reply reply)
    {
        if (reply.StatusCode == 415 && request.Headers["Content-Type"].Count == 0)
            yield return "the request has no Content-Type";
    }

    private static IEnumerable<string> Wanted(Reply reply)
    {
        (int[] Statuses, string Name, string Words)[] headers =
        [
            ([412], "ETag", "the current ETag is"),
            ([405], "Allow", "allowed are"),
            ([415], "Accept-Post", "the API accepts"),
            ([415], "Accept-Patch", "the API accepts"),
            ([415], "Accept", "the API accepts"),
        ];
        foreach (var (statuses, name, words) in headers)
        {
            if (statuses.Contains(reply.StatusCode) && reply.Headers[name] is { Count: > 0 } value)
                yield return $"{words} {Value(value)}";
        }

        if (reply.StatusCode is 429 or 503 && int.TryParse(reply.Headers["Retry-After"].ToString(), out var seconds) && seconds >= 0)
            yield return seconds == 1 ? "send it again after 1 second" : $"send it again after {seconds} seconds";
    }

    private static string Value(StringValues value) => value.ToString() is { Length: > 0 } text ? Sentences.Plain(text, MaxValue) : "empty";
}
