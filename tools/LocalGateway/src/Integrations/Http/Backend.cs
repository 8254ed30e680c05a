using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LocalGateway.Compression;
using LocalGateway.Errors;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.Http;

/// <summary>The reply of a server; a compressed body is already decompressed.</summary>
internal sealed record BackendReply(int StatusCode, HeaderList Headers, ReadOnlyMemory<byte> Body);

/// <summary>
/// The HTTP client that one gateway uses to call other servers. It follows no redirects, stores no cookies, and uses no proxy.
/// </summary>
/// <param name="inflation">Limits the memory of all decompressed bodies together.</param>
internal sealed class Backend(Inflation inflation) : IDisposable
{
    // Bytes.
    private const int UnknownLength = 4 * 1024;
    private const int MaxInitialBuffer = 64 * 1024;

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>The same, and the call becomes part of the request's recording.</summary>
    public async Task<(BackendReply? Reply, GatewayError? Error)> SendAsync(
        string httpMethod, Uri uri, HeaderList headers, ReadOnlyMemory<byte> body, Exchange exchange, CancellationToken cancellationToken)
    {
        var start = exchange.TimeProvider.GetTimestamp();
        var (reply, error) = await SendAsync(httpMethod, uri, headers, body, cancellationToken);
        exchange.Trace?.Add(new ServiceCall($"{httpMethod} {uri}", headers, body).With(
            reply, error?.Reason, exchange.TimeProvider.GetElapsedTime(start)));
        return (reply, error);
    }

    /// <returns>The reply, or an error if no reply arrives or the reply is not acceptable.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<(BackendReply? Reply, GatewayError? Error)> SendAsync(
        string httpMethod, Uri uri, HeaderList headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = CreateRequest(httpMethod, uri, headers, body);
            using var response = await _client.SendAsync(request, cancellationToken);
            var received = HeadersOf(response);
            var coding = received["Content-Encoding"].ToString();
            return await ReceiveAsync(response.Content, cancellationToken) is { } content
                && await DecompressAsync(content, coding, cancellationToken) is { } plain
                    ? (new BackendReply((int)response.StatusCode, received, plain), null)
                    : (null, GatewayError.IntegrationRefused("the reply is over 10 MB"));
        }
        catch (InvalidDataException)
        {
            return (null, GatewayError.BadGateway("the reply does not match its Content-Encoding"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, GatewayError.Unreachable($"the backend does not answer: {exception.Message}"));
        }
    }

    public void Dispose() => _client.Dispose();

    /// <returns>Null if the reply is over the limit.</returns>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        // One byte more, so that the last read finds the end and the buffer need not grow for it.
        var expected = Math.Min(content.Headers.ContentLength ?? UnknownLength, MaxInitialBuffer) + 1;
        var received = new ArrayBufferWriter<byte>((int)expected);
        while (await stream.ReadAsync(received.GetMemory(), cancellationToken) is var read and > 0)
        {
            received.Advance(read);
            if (received.WrittenCount > RequestLimits.MaxPayload)
                return null;
        }

        return received.WrittenMemory;
    }

    /// <returns>Null if the content is over the limit after its decompression. Content in an unknown coding stays as it is.</returns>
    private async ValueTask<ReadOnlyMemory<byte>?> DecompressAsync(
        ReadOnlyMemory<byte> content, string coding, CancellationToken cancellationToken)
    {
        if (content.IsEmpty || !Inflation.IsKnown(coding))
            return content;
        using var inflated = await inflation.ReadAsync(content, coding, RequestLimits.MaxPayload, cancellationToken);
        return inflated?.Body;
    }

    private static HttpRequestMessage CreateRequest(string httpMethod, Uri uri, HeaderList headers, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(httpMethod), uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (!body.IsEmpty || httpMethod is "POST" or "PUT" or "PATCH")
            request.Content = new ReadOnlyMemoryContent(body);
        foreach (var (name, values) in headers)
        {
            // The client sends this host anyway, and does not have to read it first.
            if (name.Equals("Host", StringComparison.OrdinalIgnoreCase) && values == uri.Authority)
                continue;
            if (values is [var value])
                Add(request, name, HttpField.WithoutForbidden(value));
            else
                Add(request, name, values.Select(HttpField.WithoutForbidden));
        }

        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (!request.Headers.TryAddWithoutValidation(name, value))
            request.Content?.Headers.TryAddWithoutValidation(name, value);
    }

    private static void Add(HttpRequestMessage request, string name, IEnumerable<string?> values)
    {
        if (!request.Headers.TryAddWithoutValidation(name, values))
            request.Content?.Headers.TryAddWithoutValidation(name, values);
    }

    private static HeaderList HeadersOf(HttpResponseMessage response)
    {
        var ofResponse = response.Headers.NonValidated;
        var ofContent = response.Content.Headers.NonValidated;
        var headers = new HeaderList(ofResponse.Count + ofContent.Count);
        Copy(ofResponse, headers);
        Copy(ofContent, headers);
        return headers;
    }

    private static void Copy(HttpHeadersNonValidated source, HeaderList headers)
    {
        foreach (var (name, values) in source)
        {
            foreach (var value in values)
                headers.Add(name, value);
        }
    }
}
