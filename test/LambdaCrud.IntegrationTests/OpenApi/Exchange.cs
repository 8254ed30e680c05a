using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Tests.Support;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>A request and its answer, as the client sees them.</summary>
internal sealed record Exchange
{
    public required string Method { get; init; }

    /// <summary>Below the root of the API, undecoded, such as <c>/notes/1</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Undecoded, without the question mark.</summary>
    public string Query { get; init; } = "";

    public IReadOnlyList<HeaderLine> RequestHeaders { get; init; } = [];

    public byte[] RequestBody { get; init; } = [];

    public required int Status { get; init; }

    public IReadOnlyList<HeaderLine> Headers { get; init; } = [];

    /// <summary>Without a content coding.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Reads an exchange of <see cref="HttpClient"/>. The test can still read the content.</summary>
    /// <param name="root">The root of the API.</param>
    /// <returns>Null if the request is for an address outside of the API.</returns>
    public static async Task<Exchange?> ReadAsync(Uri root, HttpRequestMessage request, HttpResponseMessage response)
    {
        var target = request.RequestUri!;
        if (!target.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal))
            return null;
        await response.Content.LoadIntoBufferAsync();
        return new Exchange
        {
            Method = request.Method.Method,
            Path = $"/{target.AbsolutePath[root.AbsolutePath.Length..]}",
            Query = target.Query.TrimStart('?'),
            RequestHeaders = [.. LinesOf(request.Headers), .. LinesOf(request.Content?.Headers)],
            RequestBody = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(),
            Status = (int)response.StatusCode,
            Headers = [.. LinesOf(response.Headers), .. LinesOf(response.Content.Headers)],
            Body = Decoded(await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentEncoding.SingleOrDefault()),
        };
    }

    /// <summary>Reads an exchange over a socket.</summary>
    /// <param name="request">The text of the request, with its head.</param>
    public static Exchange Read(string request, RawResponse response)
    {
        var (head, body) = (request[..request.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n"), request.Split("\r\n\r\n", 2)[1]);
        var target = head[0].Split(' ')[1].Split('?', 2);
        return new Exchange
        {
            Method = head[0].Split(' ')[0],
            Path = target[0],
            Query = target.ElementAtOrDefault(1) ?? "",
            RequestHeaders = [.. head.Skip(1).Select(HeaderLine.Parse)],
            RequestBody = Encoding.Latin1.GetBytes(body),
            Status = response.Status,
            Headers = [.. response.HeaderLines.Select(HeaderLine.Parse)],
            Body = Encoding.UTF8.GetBytes(response.Body),
        };
    }

    /// <summary>Reads a call of a function by its event.</summary>
    /// <param name="proxyEvent">The event of a proxy integration.</param>
    /// <param name="response">The proxy response.</param>
    public static Exchange Read(JsonObject proxyEvent, JsonObject response) => new()
    {
        Method = (string)proxyEvent["httpMethod"]!,
        Path = (string)proxyEvent["path"]!,
        Query = string.Join('&', (proxyEvent["queryStringParameters"] as JsonObject ?? [])
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString((string)parameter.Value!)}")),
        RequestHeaders = LinesOf(proxyEvent["headers"]),
        RequestBody = Encoding.UTF8.GetBytes((string?)proxyEvent["body"] ?? ""),
        Status = (int)response["statusCode"]!,
        Headers = LinesOf(response["headers"]),
        Body = Encoding.UTF8.GetBytes((string?)response["body"] ?? ""),
    };

    private static IReadOnlyList<HeaderLine> LinesOf(JsonNode? headers) =>
        [.. (headers as JsonObject ?? []).Select(header => new HeaderLine(header.Key, (string)header.Value!))];

    private static IEnumerable<HeaderLine> LinesOf(HttpHeaders? headers) =>
        from header in headers?.NonValidated ?? default
        from value in header.Value
        select new HeaderLine(header.Key, value);

    private static byte[] Decoded(byte[] body, string? coding)
    {
        using Stream decoder = coding switch
        {
            "gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            "deflate" => new ZLibStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var plain = new MemoryStream();
        decoder.CopyTo(plain);
        return plain.ToArray();
    }
}

internal sealed record HeaderLine(string Name, string Value)
{
    public static HeaderLine Parse(string line) => new(line.Split(':', 2)[0], line.Split(':', 2)[1].Trim());

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
