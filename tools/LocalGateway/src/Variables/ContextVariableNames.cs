using System.Collections.Frozen;

namespace LocalGateway.Variables;

/// <summary>The <c>$context</c> variables of a REST API (Amazon API Gateway: "Variables for data transformations").</summary>
internal static class ContextVariableNames
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            "accountId", "apiId", "awsEndpointRequestId", "deploymentId", "domainName", "domainPrefix", "extendedRequestId", "httpMethod",
            "isCanaryRequest", "operationName", "path", "protocol", "requestId", "requestTime", "requestTimeEpoch", "resourceId",
            "resourcePath", "stage", "wafResponseCode", "webaclArn",
            "identity.accessKey", "identity.accountId", "identity.apiKey", "identity.apiKeyId", "identity.caller",
            "identity.cognitoAuthenticationProvider", "identity.cognitoAuthenticationType", "identity.cognitoIdentityId",
            "identity.cognitoIdentityPoolId", "identity.principalOrgId", "identity.sourceIp", "identity.user", "identity.userAgent",
            "identity.userArn", "identity.vpcId", "identity.vpceId",
            "error.message", "error.messageString", "error.responseType", "error.validationErrorString",
        ],
        StringComparer.Ordinal);

    // Variables with free names: from an authorizer, a client certificate or the templates of a call.
    private static readonly string[] Prefixes = ["authorizer.", "identity.clientCert.", "requestOverride.", "responseOverride."];

    /// <param name="name">The name after <c>context.</c></param>
    public static bool IsKnown(string name) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal));
}
