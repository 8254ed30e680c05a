using LocalGateway.Errors;
using LocalGateway.Integrations;
using LocalGateway.Requests;
using LocalGateway.Routing;
using LocalGateway.Variables;

namespace LocalGateway.Recording;

/// <summary>The pipeline's side of a recorder.</summary>
/// <param name="recorder">Keeps the records.</param>
/// <param name="secrets">The names of the secrets of the API that the pipeline runs.</param>
/// <param name="stepNames">The names of the steps, in their order.</param>
internal sealed class PipelineRecording(RequestRecorder recorder, SecretNames secrets, IReadOnlyList<string> stepNames)
{
    /// <summary>Gives the request a trace, unless requests come too fast.</summary>
    public void Begin(Exchange exchange)
    {
        if (recorder.TryBegin())
            exchange.Trace = new(exchange.TimeProvider.GetTimestamp());
    }

    /// <summary>Counts the request, and keeps its record if it has a trace.</summary>
    public void End(Exchange exchange, Reply reply, string answeredBy, GatewayError? error)
    {
        recorder.Health.Count(
            exchange.Match.Route?.Method.Name ?? default,
            reply.StatusCode,
            exchange.TimeProvider.GetElapsedTime(exchange.StartTimestamp),
            isCacheHit: answeredBy == "cache" && error is null,
            error);
        if (exchange.Trace is not { } trace)
            return;
        recorder.Add(new()
        {
            RequestId = exchange.RequestId,
            Start = exchange.RequestTime,
            Clock = exchange.TimeProvider,
            Trace = trace,
            StepNames = stepNames,
            Request = exchange.Request,
            RequestBody = exchange.Request.Body,
            Route = exchange.Match.Route,
            Caller = exchange.Caller,
            AnsweredBy = answeredBy,
            Error = error,
            Reply = reply,
            ReplyBody = reply.Body,
            Warnings = exchange.Warnings,
            Calls = trace.Calls,
            Integration = exchange.Get<IntegrationResult>(),
            Secrets = secrets,
        });
    }
}
