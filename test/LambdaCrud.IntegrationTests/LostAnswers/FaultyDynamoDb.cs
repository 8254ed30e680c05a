using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>
/// The wire to DynamoDB Local. It forwards calls and applies the faults of a <see cref="WireTap"/> to its calls. It uses no timer:
/// it holds a late answer until the client disconnects.
/// </summary>
internal sealed class FaultyDynamoDb : DynamoDbWire
{
    private readonly ConcurrentDictionary<WireTap, bool> _taps = [];

    private FaultyDynamoDb(Uri dynamoDb)
        : base(dynamoDb)
    {
    }

    public static async Task<FaultyDynamoDb> StartAsync(Uri dynamoDb)
    {
        var wire = new FaultyDynamoDb(dynamoDb);
        await wire.StartAsync();
        return wire;
    }

    /// <param name="marks">Texts that occur in the bodies of these calls and in no others.</param>
    public WireTap Tap(params IReadOnlyList<string> marks)
    {
        var tap = new WireTap(marks);
        _taps[tap] = true;
        return tap;
    }

    public void Remove(WireTap tap) => _taps.TryRemove(tap, out _);

    protected override async Task ServeAsync(HttpContext context, WireRequest request)
    {
        var tap = _taps.Keys.FirstOrDefault(tap => tap.Concerns(request));
        var fault = tap?.Begin(request) ?? Fault.None;
        var answer = await AnswerAsync(request, fault);
        tap?.End(isOverdue: fault == Fault.None && context.RequestAborted.IsCancellationRequested);
        switch (fault)
        {
            case Fault.LoseAnswer:
                await CloseAsync(context, []);
                break;
            case Fault.Reset or Fault.RefuseBeforeWrite:
                Reset(context);
                break;
            case Fault.CutInHead:
                await CloseAsync(context, answer.Head[..(answer.Head.Length / 2)]);
                break;
            case Fault.CutInBody:
                await CloseAsync(context, [.. answer.Head, .. answer.Body[..(answer.Body.Length / 2)]]);
                break;
            case Fault.AnswerLate:
                await UntilClientIsGoneAsync(context);
                break;
            default:
                await answer.WriteAsync(context.Response);
                break;
        }
    }

    /// <summary>The answer to send. Forwards the call unless the fault keeps it from DynamoDB.</summary>
    private async Task<WireAnswer> AnswerAsync(WireRequest request, Fault fault)
    {
        var failure = WireAnswer.Error(500, "InternalServerError");
        switch (fault)
        {
            case Fault.RefuseBeforeWrite:
                return failure;
            case Fault.ThroughputExceeded:
                return WireAnswer.Error(400, "ProvisionedThroughputExceededException");
            case Fault.Throttle:
                return WireAnswer.Error(400, "ThrottlingException");
            case Fault.FailAfterWrite:
                await PassOnAsync(request);
                return failure;
            default:
                return await PassOnAsync(request);
        }
    }

    /// <summary>Sends these bytes and closes the connection.</summary>
    private static async Task CloseAsync(HttpContext context, byte[] bytes)
    {
        var socket = SocketOf(context);
        if (bytes.Length > 0)
            await socket.SendAsync(bytes);
        socket.Shutdown(SocketShutdown.Send);
        await UntilClientIsGoneAsync(context);
    }

    private static void Reset(HttpContext context)
    {
        var socket = SocketOf(context);
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
        context.Abort();
    }

    private static async Task UntilClientIsGoneAsync(HttpContext context)
    {
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    private static Socket SocketOf(HttpContext context) => context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
}
