using System.Globalization;
using System.Text.Json;
using LocalGateway.Errors;
using LocalGateway.Integrations.Mapping;
using LocalGateway.MappingTemplates;
using LocalGateway.Model;
using LocalGateway.Policies;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>
/// The <c>aws</c> integration of a DynamoDB action. It first checks the rights of the integration's role. It then sends the mapped payload
/// unchanged as the request, and maps the reply.
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
        if (Refusal(mapped.Payload) is { } refusal)
            return Map(new([], AccessDenied(refusal)), new(400, 400, Problem: refusal));

        var headers = outgoing.ForAws(exchange, mapped.Parameters.Headers);
        var (reply, failure) = await service.SendAsync(integration.Action, headers, mapped.Payload, cancellationToken);
        if (reply is null)
            return GatewayError.IntegrationRefused($"the gateway cannot reach DynamoDB: {failure!.Reason}");
        var requestId = reply.Headers["x-amzn-RequestId"];
        return Map(
            new(WithJsonType(reply.Headers), reply.Body) { RequestId = requestId }, new(reply.StatusCode, reply.StatusCode, requestId));

        IntegrationOutcome Map(IntegrationReply answer, BackendResult result)
        {
            var outcome = result.Status.ToString(CultureInfo.InvariantCulture);
            return response.Map(exchange, outcome, answer, overrides, cancellationToken) with { Backend = result };
        }
    }

    /// <summary>The service's error message for the first access that the role does not allow; null if the role allows all.</summary>
    private string? Refusal(ReadOnlyMemory<byte> payload)
    {
        foreach (var access in AccessesOf(payload))
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

    private static byte[] AccessDenied(string message) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
    {
        ["__type"] = "com.amazon.coral.service#AccessDeniedException",
        ["Message"] = message,
    });

    private IReadOnlyList<TableAccess> AccessesOf(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, DeepJson);
            return accesses.Of(integration.Action, document.RootElement);
        }
        catch (JsonException)
        {
            // The request names no table. DynamoDB itself reports the error.
            return [];
        }
    }

    // DynamoDB answers with application/x-amz-json-1.0. The binary media types of an API are not meant to match it.
    private static HeaderList WithJsonType(HeaderList headers)
    {
        headers.Set("Content-Type", "application/json");
        return headers;
    }
}
