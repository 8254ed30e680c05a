using System.Net;

namespace Studio.Requests;

/// <summary>Sends requests to the API as they are: it follows no redirects, keeps no cookies and decompresses nothing.</summary>
internal sealed class ApiClient(UserTokens tokens) : IDisposable
{
    public const string RequestId = "x-amzn-RequestId";

    private static readonly string[] OfTheConnection = ["Host", "Content-Length", "Connection", "Transfer-Encoding", RequestId];

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    /// <param name="port">The port of the gateway.</param>
    /// <param name="call">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="UnusableRequestException">The request cannot be sent.</exception>
    public Task<HttpResponseMessage> SendAsync(int port, ApiRequest call, CancellationToken cancellationToken)
    {
        if (!call.Target.StartsWith('/') || call.Target.StartsWith("//", StringComparison.Ordinal))
            throw new UnusableRequestException("the path must begin with one slash");
        if (call.Target == "/_local" || call.Target.StartsWith("/_local/", StringComparison.Ordinal))
            throw new UnusableRequestException("the path must be one of the API");
        // The API gets path and query as they are written.
        var asWritten = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var request = new HttpRequestMessage(new(call.Method), new Uri($"http://127.0.0.1:{port}{call.Target}", asWritten));
        request.Headers.TryAddWithoutValidation(RequestId, call.Id);
        if (call.Body.Length > 0)
            request.Content = new ByteArrayContent(call.Body);
        var tokenHeaders = call.User is null ? [] : tokens.Headers();
        foreach (var (name, value) in call.Headers.Where(header => !IsSetHere(header.Name, tokenHeaders)))
            Add(request, name, value);
        if (call.User is { } user)
        {
            var token = $"Bearer {tokens.Of(user)}";
            foreach (var name in tokenHeaders)
                Add(request, name, token);
        }

        return _client.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static bool IsSetHere(string name, string[] tokenHeaders) =>
        OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase) || tokenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value))
            return;
        request.Content ??= new ByteArrayContent([]);
        if (!request.Content.Headers.TryAddWithoutValidation(name, value))
            throw new UnusableRequestException($"HTTP does not allow the header {name}");
    }
}

/// <summary>A request to the API.</summary>
/// <param name="Id">Its <c>x-amzn-RequestId</c>.</param>
/// <param name="Method">Any method of HTTP.</param>
/// <param name="Target">Path and query, undecoded.</param>
/// <param name="Headers">Those of the connection are left out.</param>
/// <param name="Body">Empty sends no body.</param>
/// <param name="User">The user whose token the request carries; null leaves the headers as they are.</param>
internal sealed record ApiRequest(
    string Id, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, SentUser? User);
