using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LambdaCrud.IntegrationTests;

/// <summary>A proxy between the API and DynamoDB Local. A subclass decides how to handle each call.</summary>
internal abstract class DynamoDbWire : IAsyncDisposable
{
    private readonly HttpClient _dynamoDb;
    private readonly WebApplication _server;

    protected DynamoDbWire(Uri dynamoDb)
    {
        _dynamoDb = new HttpClient { BaseAddress = dynamoDb };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(async context => await ServeAsync(context, await WireRequest.ReadAsync(context.Request)));
    }

    public Uri Endpoint => new(_server.Urls.Single());

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _dynamoDb.Dispose();
    }

    protected Task StartAsync() => _server.StartAsync();

    protected abstract Task ServeAsync(HttpContext context, WireRequest request);

    protected async Task<WireAnswer> PassOnAsync(WireRequest request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(request.Body, Encoding.UTF8) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(WireAnswer.MediaType);
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        using var response = await _dynamoDb.SendAsync(message);
        return new WireAnswer(
            (int)response.StatusCode,
            [.. response.Headers.NonValidated
                .Where(header => header.Key.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase))
                .Select(header => (header.Key, header.Value.ToString()))],
            await response.Content.ReadAsByteArrayAsync());
    }
}

/// <summary>An attempt at a call, as sent on the wire.</summary>
/// <param name="InvocationId">The same for all attempts of the SDK at one call. API Gateway tries once and sends no such id.</param>
internal sealed record WireRequest(string Action, string InvocationId, string Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    private static readonly string[] PassedOn = ["X-Amz-Target", "X-Amz-Date", "Authorization"];

    public static async Task<WireRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return new WireRequest(
            request.Headers["X-Amz-Target"].ToString().Split('.')[^1],
            request.Headers["amz-sdk-invocation-id"].FirstOrDefault() ?? Guid.NewGuid().ToString(),
            await reader.ReadToEndAsync(),
            [.. PassedOn.Select(name => (name, request.Headers[name].ToString()))]);
    }
}

/// <summary>An answer, as sent on the wire.</summary>
internal sealed record WireAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public const string MediaType = "application/x-amz-json-1.0";

    public byte[] Head => Encoding.ASCII.GetBytes(string.Join("\r\n", [
        $"HTTP/1.1 {Status} {ReasonPhrases.GetReasonPhrase(Status)}",
        .. Headers.Select(header => $"{header.Name}: {header.Value}"),
        $"Content-Type: {MediaType}",
        $"Content-Length: {Body.Length}",
        "\r\n",
    ]));

    /// <param name="type">The error type without its namespace.</param>
    public static WireAnswer Error(int status, string type) => new(status, [], Encoding.UTF8.GetBytes(DynamoDbReply.Error(status, type).Body));

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = MediaType;
        response.ContentLength = Body.Length;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        await response.Body.WriteAsync(Body);
    }
}
