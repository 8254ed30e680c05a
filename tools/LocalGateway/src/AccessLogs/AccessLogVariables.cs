using System.Globalization;
using LocalGateway.Authorization;
using LocalGateway.Authorization.LambdaAuthorizers;
using LocalGateway.Errors;
using LocalGateway.Integrations;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.AccessLogs;

/// <summary>
/// The <c>$context</c> variables of an access log: those of mapping templates, and those known only after the reply (Amazon API Gateway:
/// "Variables for access logging"). Variables of IAM authentication, WAF and custom domains never have a value on this machine.
/// </summary>
internal sealed class AccessLogVariables(RequestVariables variables)
{
    private const string Context = "context.";

    public string? Get(Exchange exchange, Reply reply, GatewayError? error, string name)
    {
        if (!name.StartsWith(Context, StringComparison.Ordinal))
            return null;
        var variable = name[Context.Length..];
        return variable switch
        {
            "status" => Text(reply.StatusCode),
            "responseLength" => Text(reply.StatusCode is 204 or 205 or 304 ? 0 : reply.Body.Length),
            "responseLatency" => Text(exchange.TimeProvider.GetElapsedTime(exchange.StartTimestamp)),
            "xrayTraceId" => RootOf(exchange.TraceId),
            _ => OfIntegration(exchange.Get<IntegrationResult>(), variable)
                ?? OfAuthorizer(exchange, variable)
                ?? error?.Variable(variable)
                ?? variables.Get(exchange, name),
        };
    }

    private static string? OfIntegration(IntegrationResult? integration, string variable) => variable switch
    {
        "integrationLatency" or "integration.latency" => Text(integration?.Latency),
        "integrationStatus" or "integration.integrationStatus" => Text(integration?.Backend?.ServiceStatus),
        "integration.status" => Text(integration?.Backend?.Status),
        "integrationErrorMessage" or "integration.error" => integration?.Error?.Message ?? integration?.Backend?.Problem,
        "awsEndpointRequestId" or "integration.requestId" => integration?.Backend?.RequestId,
        _ => null,
    };

    private static string? OfAuthorizer(Exchange exchange, string variable) => variable switch
    {
        "authorizer.error" => exchange.Get<AuthorizationResult>()?.Error?.Message,
        "authorizer.latency" => Text(exchange.Get<AuthorizationResult>()?.Latency),
        "authorizer.requestId" => (exchange.Caller as LambdaCaller)?.RequestId,
        "authorizer.integrationStatus" => exchange.Caller is LambdaCaller ? Text(200) : null,
        "authorizer.status" => exchange.Get<AuthorizationResult>() is { } authorization ? Text(authorization.Error?.Status ?? 200) : null,
        _ => null,
    };

    private static string? RootOf(string traceId) =>
        traceId.Split(';').FirstOrDefault(field => field.StartsWith("Root=", StringComparison.Ordinal))?["Root=".Length..];

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole milliseconds.</summary>
    private static string? Text(TimeSpan? time) => ((long?)time?.TotalMilliseconds)?.ToString(CultureInfo.InvariantCulture);
}
