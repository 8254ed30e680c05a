using System.Buffers;
using System.Diagnostics;
using System.Net;
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
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
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
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var received = HeadersOf(response);
            var coding = received["Content-Encoding"].ToString();
            return await ReadAsync(stream, coding, cancellationToken) is { } content
                ? (new BackendReply((int)response.StatusCode, received, content), null)
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

    /// <returns>Null if the reply is over the limit, before or after its decompression. A reply in an unknown coding stays as it is.</returns>
    private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, string coding, CancellationToken cancellationToken)
    {
        var received = new ArrayBufferWriter<byte>();
        while (await stream.ReadAsync(received.GetMemory(4096), cancellationToken) is var read and > 0)
        {
            received.Advance(read);
            if (received.WrittenCount > RequestLimits.MaxPayload)
                return null;
        }

        var content = received.WrittenMemory;
        if (content.IsEmpty || !Inflation.IsKnown(coding))
            return content;
        using var inflated = await inflation.ReadAsync(content, coding, RequestLimits.MaxPayload, cancellationToken);
        return inflated?.Body;
    }

    private static HttpRequestMessage CreateRequest(string httpMethod, Uri uri, HeaderList headers, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(new(httpMethod), uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (!body.IsEmpty || httpMethod is "POST" or "PUT" or "PATCH")
            request.Content = new ReadOnlyMemoryContent(body);
        foreach (var (name, values) in headers)
        {
            var allowed = values.Select(HttpField.WithoutForbidden);
            if (!request.Headers.TryAddWithoutValidation(name, allowed))
                request.Content?.Headers.TryAddWithoutValidation(name, allowed);
        }

        return request;
    }

    private static HeaderList HeadersOf(HttpResponseMessage response)
    {
        var headers = new HeaderList();
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            foreach (var value in values)
                headers.Add(name, value);
        }

        return headers;
    }
}
