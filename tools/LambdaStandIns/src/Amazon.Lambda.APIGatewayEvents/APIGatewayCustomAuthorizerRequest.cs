namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The request that an API Gateway REST API sends to its Lambda authorizer.</summary>
public class APIGatewayCustomAuthorizerRequest
{
    /// <summary><c>TOKEN</c> or <c>REQUEST</c>.</summary>
    public string Type { get; set; }

    /// <summary>The value of the identity header. Only for TOKEN authorizers, which get no other part of the request.</summary>
    public string AuthorizationToken { get; set; }

    public string MethodArn { get; set; }

    public string Path { get; set; }

    public string HttpMethod { get; set; }

    public IDictionary<string, string> Headers { get; set; }

    public IDictionary<string, string> QueryStringParameters { get; set; }

    public IDictionary<string, string> PathParameters { get; set; }

    public IDictionary<string, string> StageVariables { get; set; }

    public APIGatewayProxyRequest.ProxyRequestContext RequestContext { get; set; }
}
