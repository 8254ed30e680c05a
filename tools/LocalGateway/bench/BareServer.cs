using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalGateway.Benchmarks;

/// <summary>
/// ASP.NET Core endpoints that answer with a constant and write no log. <c>/floor</c> shows the minimum cost of an HTTP reply on this
/// machine. <c>POST /</c> replaces DynamoDB, so that the work of DynamoDB is not measured. <c>/relay</c> only calls <c>POST /</c>, so it shows
/// the minimum cost of a reply that needs a backend.
/// </summary>
internal sealed class BareServer : IAsyncDisposable
{
    private static readonly byte[] Ok = """{"status": "ok"}"""u8.ToArray();
    private static readonly byte[] Item = """{"Item":{"pk":{"S":"PRODUCT#1"},"name":{"S":"Coffee"},"amount":{"N":"1190"}}}"""u8.ToArray();
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client;

    private BareServer(WebApplication app, HttpMessageInvoker client) => (_app, _client) = (app, client);

    public Uri Url => new(_app.Urls.Single());

    public static async Task<BareServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/floor", static (HttpContext context) => AnswerAsync(context, Ok));
        app.MapPost("/", static (HttpContext context) => AnswerAsync(context, Item));
        var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            UseCookies = false,
            UseProxy = false,
        });
        app.MapGet("/relay", (HttpContext context) => RelayAsync(context, client, new Uri(app.Urls.Single())));
        await app.StartAsync();
        return new(app, client);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private static async Task RelayAsync(HttpContext context, HttpMessageInvoker client, Uri backend)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, backend) { Content = new ByteArrayContent(Item) };
        using var response = await client.SendAsync(request, context.RequestAborted);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, 0, body.Length);
    }
}
