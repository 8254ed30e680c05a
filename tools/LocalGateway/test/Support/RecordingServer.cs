using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace LocalGateway.Tests.Support;

/// <summary>A request as the server received it.</summary>
internal sealed record RecordedRequest(string HttpMethod, string Target, IHeaderDictionary Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>The reply of the server.</summary>
internal sealed record ServerReply(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    public ServerReply(int status, string body = "", params (string Name, string Value)[] headers)
        : this(status, System.Text.Encoding.UTF8.GetBytes(body), headers)
    {
    }
}

/// <summary>A server that stands for a backend. It records its requests and sends the replies that the test defines.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<RecordedRequest> _requests = [];

    private RecordingServer(WebApplication application) => _application = application;

    public Uri Url => new(_application.Urls.Single());

    /// <summary>The URL without the slash at its end.</summary>
    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public static Task<RecordingServer> StartAsync(int status = 200, string body = "", params (string Name, string Value)[] headers) =>
        StartAsync(_ => Task.FromResult(new ServerReply(status, body, headers)));

    public static async Task<RecordingServer> StartAsync(Func<RecordedRequest, Task<ServerReply>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new RecordingServer(builder.Build());
        server._application.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            var request = new RecordedRequest(context.Request.Method, target, new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray());
            server._requests.Enqueue(request);
            var reply = await answer(request);
            context.Response.StatusCode = reply.Status;
            foreach (var (name, value) in reply.Headers)
                context.Response.Headers.Append(name, value);
            if (reply.Body.Length > 0)
                context.Response.Headers.ContentLength = reply.Body.Length;
            await context.Response.Body.WriteAsync(reply.Body);
        });
        await server._application.StartAsync();
        return server;
    }

    /// <summary>The URL of an address without a listener.</summary>
    public static async Task<string> VacantOriginAsync()
    {
        await using var server = await StartAsync();
        return server.Origin;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
