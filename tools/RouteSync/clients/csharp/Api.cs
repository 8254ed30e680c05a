// Written once by `dotnet dev.cs client csharp`. This file is yours: the command does not change it again.
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Api.Client;

/// <summary>How a client signs in and how often it repeats a request.</summary>
public sealed class ApiOptions
{
    /// <summary>
    /// The credentials, by the name of their security scheme in the contract. The client asks for one before each request, so the function
    /// may return a new token when the old one expires.
    /// </summary>
    public Dictionary<string, Func<CancellationToken, ValueTask<string>>> Credentials { get; } = [];

    /// <summary>How often the client sends a request that may be repeated.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>If the API asks for a longer pause, the client does not repeat the request.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The clock for the pauses.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>An answer without a body.</summary>
/// <param name="response">The response. Its content has been read.</param>
public class Answer(HttpResponseMessage response)
{
    public HttpStatusCode Status => response.StatusCode;

    public HttpResponseHeaders Headers => response.Headers;

    /// <summary>
    /// The entity tag, for the parameters <c>ifMatch</c> and <c>ifNoneMatch</c> of a later request. Without the tag, a change would have no
    /// condition. So there must be one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The answer has no entity tag.</exception>
    public string ETag => Header("ETag") ?? throw new InvalidOperationException($"The answer with the status {(int)Status} has no entity tag.");

    /// <summary>Whether the resource still has the entity tag in <c>ifNoneMatch</c>. Then the answer has no value.</summary>
    public bool IsNotModified => Status == HttpStatusCode.NotModified;

    /// <summary>Whether this is the stored answer to an earlier request with the same key.</summary>
    public bool IsReplayed => Header("Idempotency-Replayed") == "true";

    /// <summary>The address of the new resource.</summary>
    public Uri? Location => Headers.Location is { } location ? new Uri(response.RequestMessage!.RequestUri!, location) : null;

    /// <summary>The parameter <c>cursor</c> of the next page; null on the last page.</summary>
    public string? NextCursor
    {
        get
        {
            // Link: <?limit=20&cursor=AQAA>; rel="next" (RFC 8288)
            var next = Header("Link")?.Split(", <").FirstOrDefault(link => link.Contains("rel=\"next\"", StringComparison.Ordinal));
            var query = next?.Split('>')[0].Split('?').ElementAtOrDefault(1)?.Split('&');
            return query?.FirstOrDefault(part => part.StartsWith("cursor=", StringComparison.Ordinal)) is { } cursor
                ? Uri.UnescapeDataString(cursor["cursor=".Length..])
                : null;
        }
    }

    private string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}

/// <summary>An answer with a value.</summary>
public sealed class Answer<T>(HttpResponseMessage response, T? value) : Answer(response)
    where T : class
{
    /// <exception cref="InvalidOperationException">The answer is a 304.</exception>
    public T Value => value ?? throw new InvalidOperationException($"The answer has the status {(int)Status} and no value. Use the copy that you have.");
}

/// <summary>The API refused the request or failed (RFC 9457).</summary>
public sealed class ProblemException(Problem problem, Answer answer) : Exception($"{problem.Title} ({problem.Code}). {problem.Detail}".TrimEnd())
{
    public Problem Problem => problem;

    /// <summary>The stable name of the type of problem.</summary>
    public string Code => problem.Code;

    /// <summary>The status and the headers.</summary>
    public Answer Answer => answer;
}

/// <summary>Lists, page by page.</summary>
public static class Pages
{
    /// <summary>All pages of a list. A page is requested when the loop comes to it.</summary>
    /// <param name="getPage">Calls the operation with the cursor. The first cursor is null.</param>
    public static async IAsyncEnumerable<T> OfAsync<T>(
        Func<string?, Task<Answer<T>>> getPage, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        string? cursor = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await getPage(cursor);
            yield return page.Value;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }
}

/// <summary>Sends the requests of a client.</summary>
/// <param name="http">Its <see cref="HttpClient.BaseAddress"/> is the address of the API's stage, with or without a slash at its end.</param>
public sealed class ApiConnection(HttpClient http, ApiOptions? options = null)
{
    private static readonly JsonSerializerOptions Serializer = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly ApiOptions _options = options ?? new();

    internal async Task<Answer> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        new((await SendWithRepeatsAsync(request, cancellationToken)).Response);

    internal async Task<Answer<T>> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var (response, body) = await SendWithRepeatsAsync(request, cancellationToken);
        return new(response, body.Length == 0 ? null : JsonSerializer.Deserialize<T>(body, Serializer));
    }

    internal static string Text(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        Enum => JsonSerializer.Serialize(value, value.GetType(), Serializer).Trim('"'),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private async Task<(HttpResponseMessage Response, string Body)> SendWithRepeatsAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // A pause without Retry-After: 1, 2, 4 … seconds.
            var pause = TimeSpan.FromSeconds(1 << (attempt - 1));
            try
            {
                using var message = await MessageAsync(request, cancellationToken);
                var response = await http.SendAsync(message, cancellationToken);
                var body = await response.Content.ReadAsStringAsync(cancellationToken);
                if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
                    return (response, body);

                var problem = ProblemOf(response, body);
                pause = response.Headers.RetryAfter?.Delta ?? pause;
                if (attempt >= _options.Attempts || pause > _options.LongestPause || !MayBeRepeated(request, response.StatusCode, problem?.Code))
                {
                    throw problem is null
                        ? new HttpRequestException($"The answer has the status {(int)response.StatusCode} and no problem.", null, response.StatusCode)
                        : new ProblemException(problem, new Answer(response));
                }
            }
            catch (Exception exception) when (attempt < _options.Attempts && request.IsRepeatable && HasNoAnswer(exception, cancellationToken))
            {
            }

            await Task.Delay(pause, _options.Time, cancellationToken);
        }
    }

    private static bool HasNoAnswer(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException { StatusCode: null } or IOException
        || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested);

    private static bool MayBeRepeated(ApiRequest request, HttpStatusCode status, string? code) => (int)status switch
    {
        429 => code != "quota-exceeded",
        409 => code is "edit-conflict" or "request-in-progress",
        502 or 503 or 504 => request.IsRepeatable,
        _ => false,
    };

    private static Problem? ProblemOf(HttpResponseMessage response, string body) =>
        response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonSerializer.Deserialize<Problem>(body, Serializer) : null;

    private async Task<HttpRequestMessage> MessageAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), $"{http.BaseAddress?.AbsoluteUri.TrimEnd('/')}/{request.Target}");
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        foreach (var (scheme, header, prefix) in request.Credentials)
        {
            if (_options.Credentials.TryGetValue(scheme, out var credential))
                message.Headers.TryAddWithoutValidation(header, prefix + await credential(cancellationToken));
        }

        if (request.Content is { } content)
        {
            message.Content = new StringContent(
                JsonSerializer.Serialize(content, content.GetType(), Serializer), Encoding.UTF8, new MediaTypeHeaderValue(request.MediaType));
        }

        return message;
    }
}

/// <summary>What an operation sends.</summary>
internal sealed class ApiRequest(string method, string path)
{
    private readonly List<string> _query = [];
    private string _path = path;

    public string Method => method;

    public string Target => _query.Count == 0 ? _path : $"{_path}?{string.Join('&', _query)}";

    public List<(string Name, string Value)> Headers { get; } = [];

    public List<(string Scheme, string Header, string Prefix)> Credentials { get; } = [];

    public object? Content { get; private set; }

    public string MediaType { get; private set; } = "application/json";

    /// <summary>Whether a second request has no further effect: by the HTTP method (RFC 9110 §9.2.2), or because it has a key.</summary>
    public bool IsRepeatable => method is "GET" or "PUT" or "DELETE" || Headers.Any(header => header.Name == "Idempotency-Key");

    public ApiRequest Credential(string scheme, string header, string prefix)
    {
        Credentials.Add((scheme, header, prefix));
        return this;
    }

    public ApiRequest Path(string name, object value)
    {
        _path = _path.Replace($"{{{name}}}", Uri.EscapeDataString(ApiConnection.Text(value)), StringComparison.Ordinal);
        return this;
    }

    public ApiRequest Query(string name, object? value)
    {
        if (value is not null)
            _query.Add($"{name}={Uri.EscapeDataString(ApiConnection.Text(value))}");
        return this;
    }

    public ApiRequest Header(string name, object? value)
    {
        if (value is not null)
            Headers.Add((name, ApiConnection.Text(value)));
        return this;
    }

    /// <summary>All attempts of a request have the same key.</summary>
    public ApiRequest IdempotencyKey(string? key) => Header("Idempotency-Key", key ?? Guid.NewGuid().ToString());

    public ApiRequest Body(object value, string mediaType)
    {
        (Content, MediaType) = (value, mediaType);
        return this;
    }

    public Task<Answer> SendAsync(ApiConnection api, CancellationToken cancellationToken) => api.SendAsync(this, cancellationToken);

    public Task<Answer<T>> SendAsync<T>(ApiConnection api, CancellationToken cancellationToken)
        where T : class => api.SendAsync<T>(this, cancellationToken);
}
