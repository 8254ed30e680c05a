using System.Collections.Concurrent;
using System.Globalization;
using LocalGateway.Errors;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Integrations;

/// <summary>Calls the method's integration and waits at most until its timeout.</summary>
internal sealed class IntegrationCall(IReadOnlyDictionary<Route, IIntegration> integrations, TimeLimits limits, TimeProvider timeProvider) : IStep
{
    // Each has a timer. Requests that end in time leave them to later requests.
    private readonly ConcurrentBag<CancellationTokenSource> _timeouts = [];

    public async ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Reply is not null)
        {
            exchange.Trace?.Decide(0, static _ => "the cache has answered, so the integration is not called");
            return null;
        }

        var start = timeProvider.GetTimestamp();
        var route = exchange.Match.Route;
        var limit = limits.Of(route.Method.Integration.Timeout);
        var timeout = Begin(limit);
        IntegrationOutcome outcome;
        try
        {
            outcome = await integrations[route].RunAsync(exchange, timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            outcome = TimedOut(limit);
        }
        finally
        {
            End(timeout);
        }

        // Before a later step compresses the reply.
        IntegrationAnswer? answer = outcome.Reply is { } reply ? new(reply.StatusCode, ReplyWords.Of(reply), outcome.Author) : null;
        var result = new IntegrationResult(timeProvider.GetElapsedTime(start), outcome.Error, outcome.Backend, answer);
        exchange.Set(result);
        exchange.Reply = outcome.Reply;
        exchange.Trace?.Decide((route.Method.Integration, result), static facts => BackendWords.Decision(facts.Integration, facts.result));
        return outcome.Error;
    }

    private static GatewayError TimedOut(TimeSpan limit) => new(GatewayResponseType.IntegrationTimeout)
    {
        Reason = string.Create(CultureInfo.InvariantCulture, $"the integration takes longer than its {limit.TotalSeconds:0.##} s"),
    };

    private CancellationTokenSource Begin(TimeSpan limit)
    {
        if (!_timeouts.TryTake(out var timeout))
            return new(limit, timeProvider);
        timeout.CancelAfter(limit);
        return timeout;
    }

    private void End(CancellationTokenSource timeout)
    {
        if (timeout.TryReset())
            _timeouts.Add(timeout);
        else
            timeout.Dispose();
    }
}

/// <summary>The outcome of the integration call.</summary>
/// <param name="Latency">The time until the integration answered or the call was abandoned.</param>
/// <param name="Error">Null on success.</param>
/// <param name="Backend">The backend's own answer.</param>
/// <param name="Answer">Null if the integration made no reply.</param>
internal sealed record IntegrationResult(TimeSpan Latency, GatewayError? Error, BackendResult? Backend, IntegrationAnswer? Answer);

/// <summary>What the words about a reply need. It does not keep the reply.</summary>
/// <param name="Status">The client's.</param>
/// <param name="Says">Why the reply is an error, in its own words.</param>
/// <param name="Author">What has made the reply.</param>
internal readonly record struct IntegrationAnswer(int Status, string? Says, ReplyAuthor Author);
