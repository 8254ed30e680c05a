namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// The request that an API Gateway REST API sends to a function (the proxy event, payload format 1.0). Maps without entries are null.
/// </summary>
public class APIGatewayProxyRequest
{
    /// <summary>The path of the resource in the API, with its placeholders: <c>/products/{id}</c>.</summary>
    public string Resource { get; set; }

    /// <summary>The path that the client requested.</summary>
    public string Path { get; set; }

    public string HttpMethod { get; set; }

    /// <summary>The last value of each header. The names are as the client wrote them.</summary>
    public IDictionary<string, string> Headers { get; set; }

    public IDictionary<string, IList<string>> MultiValueHeaders { get; set; }

    /// <summary>The last value of each query parameter.</summary>
    public IDictionary<string, string> QueryStringParameters { get; set; }

    public IDictionary<string, IList<string>> MultiValueQueryStringParameters { get; set; }

    public IDictionary<string, string> PathParameters { get; set; }

    public IDictionary<string, string> StageVariables { get; set; }

    public ProxyRequestContext RequestContext { get; set; }

    public string Body { get; set; }

    public bool IsBase64Encoded { get; set; }

    public class ProxyRequestContext
    {
        /// <summary>The path with the stage as its first segment.</summary>
        public string Path { get; set; }

        public string AccountId { get; set; }

        public string ResourceId { get; set; }

        public string Stage { get; set; }

        public string RequestId { get; set; }

        public RequestIdentity Identity { get; set; }

        public string ResourcePath { get; set; }

        public string HttpMethod { get; set; }

        public string ApiId { get; set; }

        public string ExtendedRequestId { get; set; }

        /// <summary>Only for WebSocket APIs, like the other members about connections and messages.</summary>
        public string ConnectionId { get; set; }

        public long ConnectedAt { get; set; }

        public string DomainName { get; set; }

        public string DomainPrefix { get; set; }

        public string EventType { get; set; }

        public string MessageId { get; set; }

        public string RouteKey { get; set; }

        /// <summary>The values that the authorizer returned about the caller. Null without an authorizer.</summary>
        public APIGatewayCustomAuthorizerContext Authorizer { get; set; }

        public string OperationName { get; set; }

        [Obsolete("API Gateway never sends it.")]
        public string Error { get; set; }

        public string IntegrationLatency { get; set; }

        public string MessageDirection { get; set; }

        /// <summary>The time of the request in the common log format: <c>09/Apr/2015:12:34:56 +0000</c>.</summary>
        public string RequestTime { get; set; }

        /// <summary>The time of the request in milliseconds since 1970.</summary>
        public long RequestTimeEpoch { get; set; }

        public string Status { get; set; }
    }

    public class RequestIdentity
    {
        public string CognitoIdentityPoolId { get; set; }

        public string AccountId { get; set; }

        public string CognitoIdentityId { get; set; }

        public string Caller { get; set; }

        public string ApiKey { get; set; }

        public string ApiKeyId { get; set; }

        public string AccessKey { get; set; }

        public string SourceIp { get; set; }

        public string CognitoAuthenticationType { get; set; }

        public string CognitoAuthenticationProvider { get; set; }

        public string UserArn { get; set; }

        public string UserAgent { get; set; }

        public string User { get; set; }

        /// <summary>Set only on custom domains with mutual TLS.</summary>
        public ProxyRequestClientCert ClientCert { get; set; }
    }

    public class ProxyRequestClientCert
    {
        public string ClientCertPem { get; set; }

        public string SubjectDN { get; set; }

        public string IssuerDN { get; set; }

        public string SerialNumber { get; set; }

        public ClientCertValidity Validity { get; set; }
    }

    public class ClientCertValidity
    {
        public string NotBefore { get; set; }

        public string NotAfter { get; set; }
    }
}
