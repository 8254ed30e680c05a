using System.Globalization;
using System.Text.Json;
using LocalGateway.Errors;
using LocalGateway.Integrations.Http;
using LocalGateway.Integrations.Mapping;
using LocalGateway.MappingTemplates;
using LocalGateway.Model;
using LocalGateway.Policies;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>
/// The <c>aws</c> integration of a DynamoDB action. It checks what DynamoDB Local does not: the JSON types of the payload, and the rights
/// of the integration's role. It then sends the payload unchanged as the request, and maps the reply.
/// </summary>
internal sealed class DynamoDbAction(
    AwsActionIntegration integration,
    RequestMapping request,
    ResponseMapping response,
    OutgoingHeaders outgoing,
    TableAccesses accesses,
    RoleRights rights,
    DynamoDbService service) : IIntegration
{
    private const string Serialization = "SerializationException";

    // DynamoDB allows 32 nesting levels in an item. Each of them takes several JSON levels.
    private static readonly JsonDocumentOptions DeepJson = new() { MaxDepth = 256 };

    public async Task<IntegrationOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if ((integration.HttpMethod == "ANY" ? exchange.Request.HttpMethod : integration.HttpMethod) != "POST")
            return GatewayError.Misconfigured("the integration's httpMethod must be POST for DynamoDB");
        var overrides = new MappingOverrides();
        var (mapped, error) = request.Map(exchange, overrides, cancellationToken);
        if (mapped is null)
            return error!;
        var headers = outgoing.ForAws(exchange, mapped.Parameters.Headers);
        var call = exchange.Trace is null ? null : new ServiceCall($"DynamoDB {integration.Action}", headers, mapped.Payload);
        if (Refusal(mapped.Payload) is var (body, problem))
        {
            Trace(new BackendReply(400, [], body), problem, TimeSpan.Zero);
            return Map(new([], body), new(400, 400, Problem: problem));
        }

        var start = exchange.TimeProvider.GetTimestamp();
        var asked = call is null ? null : CapacityReport.Ask(integration.Action, mapped.Payload.Span);
        var (reply, failure) = await service.SendAsync(integration.Action, headers, asked ?? mapped.Payload, cancellationToken);
        if (call is not null && reply is not null)
        {
            (reply, var units) = asked is null ? (reply, CapacityReport.Units(reply.Body)) : CapacityReport.Take(reply);
            call = call with { Capacity = units };
        }

        Trace(reply, failure?.Reason, exchange.TimeProvider.GetElapsedTime(start));
        if (reply is null)
            return GatewayError.IntegrationRefused($"the gateway cannot reach DynamoDB: {failure!.Reason}");
        var requestId = reply.Headers["x-amzn-RequestId"];
        var answer = reply.StatusCode < 400 ? reply.Body : ServiceErrors.Translate(reply.Body);
        return Map(
            new(WithJsonType(reply.Headers), answer) { RequestId = requestId },
            new(reply.StatusCode, reply.StatusCode, requestId) { ServiceError = reply.StatusCode < 400 ? null : ServiceErrors.Describe(answer) });

        void Trace(BackendReply? reply, string? problem, TimeSpan latency)
        {
            if (call is not null)
                exchange.Trace!.Add(call.With(reply, problem, latency));
        }

        IntegrationOutcome Map(IntegrationReply answer, BackendResult result)
        {
            var outcome = result.Status.ToString(CultureInfo.InvariantCulture);
            return response.Map(exchange, outcome, answer, overrides, cancellationToken) with { Backend = result };
        }
    }

    /// <summary>The service's answer to a request that it would not run, with the reason for the log; null if it would run it.</summary>
    private (byte[] Body, string Problem)? Refusal(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, DeepJson);
            var request = document.RootElement;
            if (request.ValueKind != JsonValueKind.Object)
                return (ServiceErrors.OfFramework(Serialization, null), "the request for DynamoDB is not a JSON object");
            if (WireTypes.Problem(integration.Action, request) is { } mismatch)
                return (ServiceErrors.OfFramework(Serialization, mismatch), $"DynamoDB does not accept a JSON type in the request: {mismatch}");
            return AccessProblem(request) is { } denial ? (ServiceErrors.OfFramework("AccessDeniedException", denial), denial) : null;
        }
        catch (JsonException exception)
        {
            var place = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            return (ServiceErrors.OfFramework(Serialization, null), $"the request for DynamoDB is not JSON ({place})");
        }
    }

    /// <summary>The service's error message for the first access that the role does not allow; null if the role allows all.</summary>
    private string? AccessProblem(JsonElement request)
    {
        foreach (var access in accesses.Of(integration.Action, request))
        {
            var decision = rights.Decide(access);
            if (decision == PolicyDecision.Allow)
                continue;
            var reason = decision == PolicyDecision.ExplicitDeny
                ? "with an explicit deny in an identity-based policy"
                : $"because no identity-based policy allows the {access.Action} action";
            return $"User: {service.AssumedRole(rights.RoleName)} is not authorized to perform: {access.Action} "
                + $"on resource: {access.Resource} {reason}";
        }

        return null;
    }

    // DynamoDB answers with application/x-amz-json-1.0. The binary media types of an API are not meant to match it.
    private static HeaderList WithJsonType(HeaderList headers)
    {
        headers.Set("Content-Type", "application/json");
        return headers;
    }
}
