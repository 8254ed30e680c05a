using System.Text.Json;
using ApiGateway.Functions;
using ApiGateway.GatewayResponses;
using ApiGateway.Integrations.Mapping;
using ApiGateway.MappingTemplates;
using ApiGateway.Requests;

namespace ApiGateway.Integrations.Lambda;

/// <summary>
/// The <c>aws</c> integration of a function: it gets the mapped payload as its event, and its result or error is mapped back. Selection
/// patterns are matched with the error message; a result has none, which is the empty text.
/// </summary>
internal sealed class LambdaCall(Function function, string httpMethod, RequestMapping request, ResponseMapping response) : IIntegration
{
    private const string InvocationType = "X-Amz-Invocation-Type";

    public async Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        // Lambda's Invoke is a POST; API Gateway uses what the integration says.
        if ((httpMethod == "ANY" ? exchange.Request.HttpMethod : httpMethod) != "POST")
            return GatewayError.Misconfigured("Lambda is called by POST, and the integration's httpMethod is another");
        var overrides = new MappingOverrides();
        var (mapped, error) = request.Map(exchange, overrides, cancellationToken);
        if (mapped is null)
            return error!;
        ReadOnlyMemory<byte> payload = mapped.Payload.IsEmpty ? "{}"u8.ToArray() : mapped.Payload;
        if (!IsJson(payload.Span))
            return new GatewayError(GatewayResponseType.BadRequestBody, "Could not parse request body into json") { Reason = "a function's event must be JSON" };

        switch (mapped.Parameters.Headers[InvocationType].ToString())
        {
            case "" or "RequestResponse":
                return Answer(exchange, overrides, await function.InvokeAsync(payload, exchange.TraceId, cancellationToken), cancellationToken);
            case "Event":
                // Nobody waits for the outcome; the function's log tells it.
                _ = function.InvokeAsync(payload, exchange.TraceId, CancellationToken.None);
                return response.Map(exchange, "", IntegrationReply.Empty, overrides, cancellationToken) with { Backend = new(202, 202) };
            default:
                return GatewayError.Misconfigured($"the header {InvocationType} must be RequestResponse or Event");
        }
    }

    private IntegrationOutcome Answer(Exchange exchange, MappingOverrides overrides, InvocationResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case InvocationResult.Completed completed:
                return Map("", new([], completed.Output));
            case InvocationResult.Failed failed:
                return Map(failed.ErrorMessage, Error(failed.ErrorType, failed.ErrorMessage, failed.StackTrace));
            case InvocationResult.TimedOut timedOut:
                var message = FormattableString.Invariant($"RequestId: {Guid.NewGuid()} Error: Task timed out after {timedOut.Timeout.TotalSeconds:0.00} seconds");
                return Map(message, Error("Sandbox.Timedout", message, null));
            case InvocationResult.Refused { StatusCode: 413 }:
                return new GatewayError(GatewayResponseType.RequestTooLarge) { Reason = "the event exceeds Lambda's 6 MB" };
            default:
                return GatewayError.IntegrationRefused(result is InvocationResult.Refused refused ? $"Lambda answered {refused.StatusCode} {refused.Reason}" : "Lambda did not answer");
        }

        IntegrationOutcome Map(string outcome, IntegrationReply reply) =>
            response.Map(exchange, outcome, reply, overrides, cancellationToken) with { Backend = new(200, 200) };
    }

    /// <summary>A function's error as Lambda reports it.</summary>
    private static IntegrationReply Error(string type, string message, IReadOnlyList<string>? stackTrace)
    {
        var error = new Dictionary<string, object> { ["errorType"] = type, ["errorMessage"] = message };
        if (stackTrace is not null)
            error["stackTrace"] = stackTrace;
        return new([], JsonSerializer.SerializeToUtf8Bytes(error, JsonSerializerOptions.Web));
    }

    private static bool IsJson(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload);
        try
        {
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
