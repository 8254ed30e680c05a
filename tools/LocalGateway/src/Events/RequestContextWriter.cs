using System.Text.Json;
using LocalGateway.Requests;
using LocalGateway.Routing;
using LocalGateway.Variables;

namespace LocalGateway.Events;

/// <summary>Writes the <c>requestContext</c> of a proxy event and of a REQUEST authorizer's event.</summary>
internal sealed class RequestContextWriter(RequestVariables variables)
{
    public void Write(Utf8JsonWriter json, Exchange exchange)
    {
        var route = exchange.Match.Route;
        json.WriteStartObject();
        json.WriteString("accountId"u8, variables.AccountId);
        json.WriteString("apiId"u8, variables.Api.ApiId);
        if (exchange.Caller is { } caller)
        {
            json.WritePropertyName("authorizer"u8);
            caller.Write(json);
        }

        json.WriteString("deploymentId"u8, variables.DeploymentId);
        json.WriteString("domainName"u8, RequestVariables.DomainName(exchange));
        json.WriteString("domainPrefix"u8, RequestVariables.DomainPrefix(exchange));
        json.WriteString("extendedRequestId"u8, exchange.ExtendedRequestId);
        json.WriteString("httpMethod"u8, exchange.Request.HttpMethod);
        WriteIdentity(json, exchange);
        if (route.Method.OperationName is { } operation)
            json.WriteString("operationName"u8, operation);
        json.WriteString("path"u8, exchange.PathWithStage);
        json.WriteString("protocol"u8, exchange.Request.Protocol);
        json.WriteString("requestId"u8, exchange.RequestId);
        json.WriteString("requestTime"u8, RequestVariables.RequestTime(exchange));
        json.WriteNumber("requestTimeEpoch"u8, exchange.RequestTime.ToUnixTimeMilliseconds());
        json.WriteString("resourceId"u8, route.ResourceId);
        json.WriteString("resourcePath"u8, route.Method.ResourcePath);
        json.WriteString("stage"u8, variables.Api.Stage.Name);
        json.WriteEndObject();
    }

    // Only the members that an unsigned call can have. The rest is null, as in the service.
    private static void WriteIdentity(Utf8JsonWriter json, Exchange exchange)
    {
        json.WriteStartObject("identity"u8);
        json.WriteNull("accessKey"u8);
        json.WriteNull("accountId"u8);
        if (exchange.ApiKey is { } key)
        {
            json.WriteString("apiKey"u8, key.Value);
            json.WriteString("apiKeyId"u8, key.KeyId);
        }

        json.WriteNull("caller"u8);
        json.WriteNull("cognitoAuthenticationProvider"u8);
        json.WriteNull("cognitoAuthenticationType"u8);
        json.WriteNull("cognitoIdentityId"u8);
        json.WriteNull("cognitoIdentityPoolId"u8);
        json.WriteNull("principalOrgId"u8);
        json.WriteString("sourceIp"u8, exchange.Request.SourceIp);
        json.WriteNull("user"u8);
        json.WriteString("userAgent"u8, RequestVariables.UserAgent(exchange));
        json.WriteNull("userArn"u8);
        json.WriteEndObject();
    }
}
