using LocalGateway.Errors;
using LocalGateway.Functions;
using LocalGateway.Integrations.Mapping;
using LocalGateway.MappingTemplates;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.Lambda;

/// <summary>
/// The <c>aws</c> integration of a function. The function gets the mapped payload as its event, and its result or error is mapped for the
/// client. Selection patterns are matched against the error message, which is empty for a result.
/// </summary>
internal sealed class LambdaCall(Function function, string httpMethod, RequestMapping request, ResponseMapping response) : IIntegration
{
    private const string InvocationType = "X-Amz-Invocation-Type";

    public async Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        // Lambda's Invoke needs POST, but API Gateway uses the httpMethod of the integration.
        if ((httpMethod == "ANY" ? exchange.Request.HttpMethod : httpMethod) != "POST")
            return GatewayError.Misconfigured("the integration's httpMethod must be POST for Lambda");
        var overrides = new MappingOverrides();
        var (mapped, error) = request.Map(exchange, overrides, cancellationToken);
        if (mapped is null)
            return error!;
        if (LambdaPayloads.EventOf(mapped.Payload) is not { } payload)
        {
            const string message = "Could not parse request body into json";
            return new GatewayError(GatewayResponseType.BadRequestBody, message) { Reason = "a function's event must be JSON" };
        }

        switch (mapped.Parameters.Headers[InvocationType].ToString())
        {
            case "" or "RequestResponse":
                // A function that runs longer than the integration's timeout does not stop.
                var result = await function.InvokeRecordedAsync(payload, exchange, cancellationToken).WaitAsync(cancellationToken);
                return Answer(result, exchange, overrides, cancellationToken);
            case "Event":
                // The gateway does not wait for the outcome; the function's log shows it. Only a refusal is known immediately.
                var invocation = function.InvokeAsync(payload, exchange.TraceId, CancellationToken.None);
                return invocation is { IsCompletedSuccessfully: true, Result: InvocationResult.Refused refused }
                    ? Answer(refused, exchange, overrides, cancellationToken)
                    : response.Map(exchange, "", IntegrationReply.Empty, overrides, cancellationToken) with { Backend = new(202, 202) };
            default:
                return GatewayError.Misconfigured($"the header {InvocationType} must be RequestResponse or Event");
        }
    }

    private IntegrationOutcome Answer(
        InvocationResult result, Exchange exchange, MappingOverrides overrides, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case InvocationResult.Completed completed:
                return Map("", completed.Output, problem: null);
            case InvocationResult.Failed failed:
                return Map(
                    failed.ErrorMessage,
                    LambdaPayloads.Error(failed.ErrorType, failed.ErrorMessage, failed.StackTrace),
                    $"it failed with {Sentences.Plain(failed.ErrorType, 120)}");
            case InvocationResult.TimedOut timedOut:
                var seconds = FormattableString.Invariant($"{timedOut.Timeout.TotalSeconds:0.00}");
                var message = $"RequestId: {Guid.NewGuid()} Error: Task timed out after {seconds} seconds";
                return Map(message, LambdaPayloads.Error("Sandbox.Timedout", message, stackTrace: null), $"it timed out after {seconds} s");
            case InvocationResult.Refused { StatusCode: 413 }:
                return new GatewayError(GatewayResponseType.RequestTooLarge) { Reason = "the event exceeds Lambda's 6 MB" };
            case InvocationResult.Refused refused:
                return GatewayError.IntegrationRefused($"Lambda answered {refused.StatusCode} {refused.Reason}");
            default:
                return GatewayError.IntegrationRefused($"Lambda answered {result}");
        }

        IntegrationOutcome Map(string outcome, ReadOnlyMemory<byte> body, string? problem) =>
            response.Map(exchange, outcome, new([], body) { RequestId = result.RequestId }, overrides, cancellationToken) with
            {
                Backend = new(200, 200, result.RequestId, problem),
            };
    }
}
