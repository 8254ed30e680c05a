using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalGateway.Benchmarks;

/// <summary>
/// ASP.NET Core endpoints that answer with a constant and write no log. <c>/floor</c> shows the minimum cost of an HTTP reply on this
/// machine. <c>POST /</c> replaces DynamoDB, so that the work of DynamoDB is not measured.
/// </summary>
internal sealed class BareServer : IAsyncDisposable
{
    private static readonly byte[] Ok = """{"status": "ok"}"""u8.ToArray();
    private static readonly byte[] Item = """{"Item":{"pk":{"S":"PRODUCT#1"},"name":{"S":"Coffee"},"amount":{"N":"1190"}}}"""u8.ToArray();
    private readonly WebApplication _app;

    private BareServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public static async Task<BareServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/floor", static (HttpContext context) => AnswerAsync(context, Ok));
        app.MapPost("/", static (HttpContext context) => AnswerAsync(context, Item));
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task AnswerAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, 0, body.Length);
    }
}
