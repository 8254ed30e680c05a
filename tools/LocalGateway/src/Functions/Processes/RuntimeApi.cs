using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LocalGateway.Functions.Processes;

/// <summary>
/// Lambda's Runtime API (Lambda developer guide, "Using the Lambda runtime API for custom runtimes") for one process, on the loopback
/// address. The program asks for the next event, and sends its response or error.
/// </summary>
internal sealed class RuntimeApi : IHttpApplication<IFeatureCollection>, IAsyncDisposable
{
    private const string Version = "2018-06-01";
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private readonly Lock _lock = new();
    private readonly KestrelServer _server;
    private readonly Channel<RuntimeInvocation> _waiting = Channel.CreateUnbounded<RuntimeInvocation>();
    private readonly TaskCompletionSource _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RuntimeInvocation? _current;
    private bool _isTaken;
    private FunctionErrorException? _end;

    private RuntimeApi()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        // A function may take long, and a debugger may stop it.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        // Kestrel of .NET 10 closes an idle connection within a second if this limit is infinite.
        options.Limits.KeepAliveTimeout = TimeSpan.FromDays(365);
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        _server = new(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>: <c>127.0.0.1:39211</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Completes when the program asks for its first event. Has an error if the program cannot be initialised.</summary>
    public Task Initialized => _initialized.Task;

    public static async Task<RuntimeApi> StartAsync()
    {
        var api = new RuntimeApi();
        await api._server.StartAsync(api, CancellationToken.None);
        api.Address = new Uri(api._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Authority;
        return api;
    }

    /// <summary>Gives the program its next event. There must be no other invocation in progress.</summary>
    public Task<ReadOnlyMemory<byte>> InvokeAsync(RuntimeInvocation invocation)
    {
        lock (_lock)
        {
            (_current, _isTaken) = (invocation, false);
            if (_end is not null)
                invocation.Fail(_end);
        }

        _waiting.Writer.TryWrite(invocation);
        return invocation.Outcome;
    }

    /// <summary>Ends everything that waits for the program, because it has ended.</summary>
    public void End(FunctionErrorException reason)
    {
        lock (_lock)
        {
            _end = reason;
            _current?.Fail(reason);
        }

        _initialized.TrySetException(reason);
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        // A page in a browser reaches this address too. Its requests name another host or an origin.
        if (request.Headers.Host != Address || request.Headers.Origin.Count > 0)
            return AnswerAsync(context, 403, "Forbidden", "Only the function's program may call the Runtime API.");
        return (request.Method, request.Path.Split('/')) switch
        {
            ("GET", ["", Version, "runtime", "invocation", "next"]) => NextAsync(context),
            ("POST", ["", Version, "runtime", "invocation", var id, "response"]) => ResponseAsync(context, id),
            ("POST", ["", Version, "runtime", "invocation", var id, "error"]) => ErrorAsync(context, id),
            ("POST", ["", Version, "runtime", "init", "error"]) => InitErrorAsync(context),
            _ => AnswerAsync(context, 404, "NotFound", "The Runtime API has no such path."),
        };
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(now.Token);
        _server.Dispose();
    }

    private async Task NextAsync(IFeatureCollection context)
    {
        bool isUnanswered;
        lock (_lock)
            isUnanswered = _isTaken;
        if (isUnanswered)
        {
            await AnswerAsync(context, 403, "InvalidStateTransition", "The program has not answered its last event.");
            return;
        }

        _initialized.TrySetResult();
        var aborted = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        RuntimeInvocation invocation;
        try
        {
            invocation = await _waiting.Reader.ReadAsync(aborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_lock)
            _isTaken = true;
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        invocation.WriteHeaders(response.Headers);
        response.Headers.ContentType = "application/json";
        response.Headers.ContentLength = invocation.Payload.Length;
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(invocation.Payload, aborted);
    }

    private async Task ResponseAsync(IFeatureCollection context, string id)
    {
        var body = await ReadAsync(context);
        if (Take(id) is not { } invocation)
        {
            await UnknownIdAsync(context);
        }
        else if (body is null)
        {
            const string message = "The response is larger than 6 MB.";
            invocation.Fail(new("Function.ResponseSizeTooLarge", message, []));
            await AnswerAsync(context, 413, "RequestEntityTooLarge", message);
        }
        else
        {
            invocation.Complete(body);
            await AcceptAsync(context);
        }
    }

    private async Task ErrorAsync(IFeatureCollection context, string id)
    {
        var error = await ReadErrorAsync(context);
        if (Take(id) is not { } invocation)
        {
            await UnknownIdAsync(context);
            return;
        }

        invocation.Fail(error);
        await AcceptAsync(context);
    }

    private async Task InitErrorAsync(IFeatureCollection context)
    {
        var error = await ReadErrorAsync(context);
        // The program may exit when it has the answer. Its error must be known before.
        _initialized.TrySetException(error);
        await AcceptAsync(context);
    }

    /// <summary>The invocation in progress if it has this id; then it is answered.</summary>
    private RuntimeInvocation? Take(string id)
    {
        lock (_lock)
        {
            if (!_isTaken || _current?.RequestId != id)
                return null;
            _isTaken = false;
            return _current;
        }
    }

    private static async Task<FunctionErrorException> ReadErrorAsync(IFeatureCollection context)
    {
        var type = (string?)context.GetRequiredFeature<IHttpRequestFeature>().Headers[ErrorTypeHeader] ?? "Unhandled";
        try
        {
            using var error = JsonDocument.Parse(await ReadAsync(context) ?? []);
            var root = error.RootElement;
            return new(
                Text(root, "errorType") ?? type,
                Text(root, "errorMessage") ?? "",
                root.TryGetProperty("stackTrace", out var trace) && trace.ValueKind == JsonValueKind.Array
                    ? [.. trace.EnumerateArray().Select(line => line.ToString())]
                    : []);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new(type, "", []);
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>The body; null if it is longer than Lambda allows. It is read to its end, because the program sends it to its end.</summary>
    private static async Task<byte[]?> ReadAsync(IFeatureCollection context)
    {
        using var kept = new MemoryStream();
        var body = context.GetRequiredFeature<IHttpRequestFeature>().Body;
        var buffer = new byte[81_920];
        var total = 0L;
        while (await body.ReadAsync(buffer) is var read and > 0)
        {
            total += read;
            if (total <= Function.MaxPayload)
                kept.Write(buffer, 0, read);
        }

        return total <= Function.MaxPayload ? kept.ToArray() : null;
    }

    private static Task AcceptAsync(IFeatureCollection context) => WriteAsync(context, 202, """{"status":"OK"}""");

    private static Task UnknownIdAsync(IFeatureCollection context) =>
        AnswerAsync(context, 400, "InvalidRequestID", "No event with this request id waits for an answer.");

    private static Task AnswerAsync(IFeatureCollection context, int status, string type, string message) =>
        WriteAsync(context, status, JsonSerializer.Serialize(new { errorMessage = message, errorType = type }));

    private static async Task WriteAsync(IFeatureCollection context, int status, string json)
    {
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        response.Headers.ContentType = "application/json";
        var body = Encoding.UTF8.GetBytes(json);
        response.Headers.ContentLength = body.Length;
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body);
    }
}
