using System.Globalization;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Variables;

/// <summary>
/// The variables of a request by name: <c>context.requestId</c>, <c>stageVariables.table</c>, <c>method.request.header.Accept</c>.
/// Gateway responses, parameter mappings, access logs and the event all use this one source.
/// </summary>
internal sealed class RequestVariables(RestApi api, string accountId)
{
    private static readonly string[] Prefixes =
        ["context.", "stageVariables.", "method.request.header.", "method.request.querystring.", "method.request.path."];

    private static readonly string[] ContextNames =
    [
        "accountId", "apiId", "deploymentId", "domainName", "domainPrefix", "extendedRequestId", "httpMethod", "path", "protocol",
        "requestId", "requestTime", "resourceId", "resourcePath", "stage",
    ];

    private readonly string _deploymentId = StableId.Create(api.ApiId + "/deployment", 6);

    public RestApi Api => api;

    public string AccountId => accountId;

    public string DeploymentId => _deploymentId;

    public static bool IsReference(string name) =>
        Prefixes.Any(prefix => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal));

    /// <returns>Null if the variable does not exist, or is not known yet at this step.</returns>
    public string? Get(Exchange exchange, string name)
    {
        if (After(name, "context.") is { } variable)
            return ContextVariable(exchange, variable);
        if (After(name, "stageVariables.") is { } stageVariable)
            return api.Stage.Variables.GetValueOrDefault(stageVariable);
        if (After(name, "method.request.header.") is { } header)
            return LastOf(exchange.Request.Headers, header);
        if (After(name, "method.request.querystring.") is { } parameter)
            return exchange.Request.QueryParameters.FirstOrDefault(candidate => candidate.Key == parameter).Value?[^1];
        if (After(name, "method.request.path.") is { } pathParameter)
            return exchange.Match.PathParameters?.FirstOrDefault(candidate => candidate.Key == pathParameter).Value;
        return null;
    }

    /// <summary><c>$context</c> as mapping templates see it.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="awsEndpointRequestId">The request id of the AWS service, if one has answered.</param>
    public IReadOnlyDictionary<string, object?> Context(Exchange exchange, string? awsEndpointRequestId)
    {
        var context = new Dictionary<string, object?>(ContextNames.Length + 3);
        foreach (var name in ContextNames)
            context[name] = ContextVariable(exchange, name);
        context["requestTimeEpoch"] = exchange.RequestTime.ToUnixTimeMilliseconds();
        var identity = new Dictionary<string, object?>
        {
            ["accessKey"] = null,
            ["accountId"] = null,
            ["caller"] = null,
            ["cognitoAuthenticationProvider"] = null,
            ["cognitoAuthenticationType"] = null,
            ["cognitoIdentityId"] = null,
            ["cognitoIdentityPoolId"] = null,
            ["principalOrgId"] = null,
            ["sourceIp"] = exchange.Request.SourceIp,
            ["user"] = null,
            ["userAgent"] = UserAgent(exchange),
            ["userArn"] = null,
        };
        context["identity"] = identity;
        if (exchange.ApiKey is { } key)
        {
            identity["apiKey"] = key.Value;
            identity["apiKeyId"] = key.KeyId;
        }

        if (awsEndpointRequestId is not null)
            context["awsEndpointRequestId"] = awsEndpointRequestId;
        if (exchange.Caller is { } caller)
            context["authorizer"] = caller.Variables();
        return context;
    }

    private string? ContextVariable(Exchange exchange, string name) => name switch
    {
        "accountId" => accountId,
        "apiId" => api.ApiId,
        "deploymentId" => _deploymentId,
        "domainName" => DomainName(exchange),
        "domainPrefix" => DomainPrefix(exchange),
        "extendedRequestId" => exchange.ExtendedRequestId,
        "httpMethod" => exchange.Request.HttpMethod,
        "identity.apiKey" => exchange.ApiKey?.Value,
        "identity.apiKeyId" => exchange.ApiKey?.KeyId,
        "identity.sourceIp" => exchange.Request.SourceIp,
        "identity.userAgent" => UserAgent(exchange),
        "path" => exchange.PathWithStage,
        "protocol" => exchange.Request.Protocol,
        "requestId" => exchange.RequestId,
        "requestTime" => RequestTime(exchange),
        "requestTimeEpoch" => exchange.RequestTime.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "resourceId" => exchange.Match.Route?.ResourceId,
        "resourcePath" => exchange.Match.Route?.Method.ResourcePath,
        "stage" => api.Stage.Name,
        _ => After(name, "authorizer.") is { } caller ? exchange.Caller?.Variable(caller) : null,
    };

    public static string DomainName(Exchange exchange) => exchange.Request.Headers["Host"].ToString();

    public static string DomainPrefix(Exchange exchange)
    {
        var host = DomainName(exchange);
        var end = host.AsSpan().IndexOfAny('.', ':');
        return end < 0 ? host : host[..end];
    }

    public static string? UserAgent(Exchange exchange) => exchange.Request.Headers["User-Agent"] is [.., { } last] ? last : null;

    /// <summary>The format of Apache's common log: <c>09/Apr/2015:12:34:56 +0000</c>.</summary>
    public static string RequestTime(Exchange exchange) =>
        exchange.RequestTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    // The sources of mappings are case-sensitive; headers elsewhere are not.
    private static string? LastOf(HeaderList headers, string name)
    {
        foreach (var (candidate, values) in headers)
        {
            if (candidate == name)
                return values[^1];
        }

        return null;
    }

    private static string? After(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;
}
