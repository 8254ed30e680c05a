using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LambdaCrud.ColdStarts;

/// <summary>
/// What a function talks to, on one loopback address: Lambda's Runtime API, which gives it one event, and a DynamoDB that answers each action
/// with the same items.
/// </summary>
internal sealed class LambdaServices : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly byte[] _event;
    private readonly TaskCompletionSource<(long Asked, long Answered, byte[] Response)> _answered =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _noEvent = new();
    private long _asked;

    private LambdaServices(byte[] @event)
    {
        _event = @event;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(context => context.Request.Path.Value switch
        {
            "/" => AnswerAsync(context),
            "/2018-06-01/runtime/invocation/next" => NextAsync(context),
            "/2018-06-01/runtime/invocation/1/response" => TakeAsync(context),
            _ => FailAsync(context),
        });
    }

    public string Address => new Uri(_application.Urls.Single()).Authority;

    /// <summary>The times at which the function asked for its event and answered it (<see cref="Stopwatch"/>), and the response.</summary>
    public Task<(long Asked, long Answered, byte[] Response)> Answered => _answered.Task;

    public static async Task<LambdaServices> StartAsync(byte[] @event)
    {
        var services = new LambdaServices(@event);
        await services._application.StartAsync();
        return services;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task NextAsync(HttpContext context)
    {
        if (_asked != 0)
        {
            // There is no second event. The end of the function's process ends the request.
            await _noEvent.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        _asked = Stopwatch.GetTimestamp();
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = "1";
        headers["Lambda-Runtime-Deadline-Ms"] = $"{DateTimeOffset.UtcNow.AddSeconds(10).ToUnixTimeMilliseconds()}";
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-west-1:123456789012:function:Measured";
        headers["Lambda-Runtime-Trace-Id"] = "Root=1-6a000000-000000000000000000000001";
        headers.ContentType = "application/json";
        headers.ContentLength = _event.Length;
        await context.Response.Body.WriteAsync(_event);
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _answered.TrySetResult((_asked, Stopwatch.GetTimestamp(), body.ToArray()));
        context.Response.StatusCode = 202;
    }

    private async Task FailAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        _answered.TrySetException(new InvalidOperationException($"The function failed: {context.Request.Path} {await reader.ReadToEndAsync()}"));
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var action = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        var answer = await ConstantItems.AnswerToAsync(action, context.Request.Body);
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer.ToJsonString());
    }
}
