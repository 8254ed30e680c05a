using LocalGateway.Errors;
using LocalGateway.Functions;
using LocalGateway.Integrations.Mapping;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.LambdaProxy;

/// <summary>
/// The Lambda proxy integration: the function gets the whole request as a payload 1.0 event and creates the whole response.
/// </summary>
internal sealed class ProxyCall(
    Function function, string httpMethod, ParameterMapping parameters, ProxyEventWriter events, ProxyResponseReader responses)
    : IIntegration
{
    // Of a reason with the message of an exception. The log of the function has all of it.
    private const int MaxWords = 300;

    public async Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        // Lambda's Invoke needs POST, but API Gateway uses the httpMethod of the integration.
        if (httpMethod != "POST")
            return GatewayError.Misconfigured($"the integration's httpMethod must be POST for Lambda, not {httpMethod}");
        // The function does not see the mapped parameters, but a forbidden mapping still fails the call.
        if (parameters.Map(exchange, cancellationToken).Error is { } error)
            return error;
        // A function that runs longer than the integration's timeout does not stop.
        var result = await function.InvokeRecordedAsync(events.Write(exchange), exchange, cancellationToken).WaitAsync(cancellationToken);
        return result switch
        {
            InvocationResult.Completed completed => WithBackend(responses.Read(completed.Output, exchange), completed.RequestId),
            InvocationResult.Refused { StatusCode: 413 } =>
                new GatewayError(GatewayResponseType.RequestTooLarge) { Reason = "the event exceeds Lambda's 6 MB" },
            // API Gateway hides Lambda's 429: "if the Lambda API rejects the invocation request, API Gateway returns a 500 error code".
            InvocationResult.Refused refused => GatewayError.IntegrationRefused($"Lambda answered {refused.StatusCode} {refused.Reason}"),
            InvocationResult.TimedOut timedOut =>
                GatewayError.BadGateway($"the function {function.LogicalId} timed out after {timedOut.Timeout.TotalSeconds:0.##} s"),
            InvocationResult.Failed failed => GatewayError.BadGateway(
                Sentences.Plain($"the function {function.LogicalId} failed with {failed.ErrorType}: {failed.ErrorMessage}", MaxWords)),
            _ => GatewayError.BadGateway($"the function {function.LogicalId} failed"),
        };
    }

    private static IntegrationOutcome WithBackend(IntegrationOutcome outcome, string? requestId) =>
        outcome with { Backend = new(outcome.Reply?.StatusCode ?? 502, 200, requestId) };
}
