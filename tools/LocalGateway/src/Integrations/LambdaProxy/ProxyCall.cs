using System.Buffers;
using LocalGateway.Errors;
using LocalGateway.Functions;
using LocalGateway.Integrations.Mapping;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.LambdaProxy;

/// <summary>
/// The Lambda proxy integration: the function gets the whole request as a payload 1.0 event and makes the whole response.
/// </summary>
internal sealed class ProxyCall(
    Function function, string httpMethod, ParameterMapping parameters, ProxyEventWriter events, ProxyResponseReader responses)
    : IIntegration
{
    public async Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        // Lambda's Invoke is a POST; API Gateway uses what the integration says.
        if (httpMethod != "POST")
            return GatewayError.Misconfigured($"the integration's httpMethod is {httpMethod}, Lambda needs POST");
        // The function sees nothing of what is mapped, but a mapping that is not allowed fails the call all the same.
        if (parameters.Map(exchange, cancellationToken).Error is { } error)
            return error;
        // Not pooled: after a timeout the handler may go on reading it. The writer asks for 4 KB at once.
        var payload = new ArrayBufferWriter<byte>(4608 + exchange.Request.Body.Length);
        events.Write(exchange, payload);
        return await function.InvokeAsync(payload.WrittenMemory, exchange.TraceId, cancellationToken) switch
        {
            InvocationResult.Completed completed => WithBackend(responses.Read(completed.Output, exchange), completed.RequestId),
            InvocationResult.Refused { StatusCode: 413 } =>
                new GatewayError(GatewayResponseType.RequestTooLarge) { Reason = "the event exceeds Lambda's 6 MB" },
            // API Gateway hides Lambda's 429: "if the Lambda API rejects the invocation request, API Gateway returns a 500 error code".
            InvocationResult.Refused refused => GatewayError.IntegrationRefused($"Lambda answered {refused.StatusCode} {refused.Reason}"),
            InvocationResult.TimedOut timedOut =>
                GatewayError.BadGateway($"{function.LogicalId} timed out after {timedOut.Timeout.TotalSeconds:0.##} s"),
            _ => GatewayError.BadGateway($"{function.LogicalId} failed"),
        };
    }

    private static IntegrationOutcome WithBackend(IntegrationOutcome outcome, string? requestId) =>
        outcome with { Backend = new(outcome.Reply?.StatusCode ?? 502, 200, requestId) };
}
