using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Xunit.Sdk;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>Passes the requests of programs such as curl on to the API and checks each exchange with the contract.</summary>
internal sealed class CheckedFront : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Connection", "Host", "Transfer-Encoding"];

    private readonly HttpClient _api;
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<string> _violations = [];

    private CheckedFront(Uri api)
    {
        _api = ContractHandler.Client(api);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(ServeAsync);
    }

    public Uri Url => new(_server.Urls.Single());

    /// <summary>What the contract does not declare of the exchanges so far.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    public static async Task<CheckedFront> StartAsync(Uri api)
    {
        var front = new CheckedFront(api);
        await front._server.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _api.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target.TrimStart('/'));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers.Where(header => !OfTheConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
        }

        try
        {
            using var response = await _api.SendAsync(request);
            context.Response.StatusCode = (int)response.StatusCode;
            foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            {
                if (!OfTheConnection.Contains(name))
                    context.Response.Headers[name] = new StringValues([.. values]);
            }

            await context.Response.Body.WriteAsync(await response.Content.ReadAsByteArrayAsync());
        }
        catch (XunitException undeclared)
        {
            _violations.Enqueue(undeclared.Message);
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
        }
    }
}
