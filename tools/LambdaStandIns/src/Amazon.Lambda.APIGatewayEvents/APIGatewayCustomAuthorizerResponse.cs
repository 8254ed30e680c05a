using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The response of a Lambda authorizer of a REST API.</summary>
[DataContract]
public class APIGatewayCustomAuthorizerResponse
{
    [DataMember(Name = "principalId")]
    [JsonPropertyName("principalId")]
    public string PrincipalID { get; set; }

    [DataMember(Name = "policyDocument")]
    [JsonPropertyName("policyDocument")]
    public APIGatewayCustomAuthorizerPolicy PolicyDocument { get; set; } = new();

    /// <summary>Passed to the integration as the authorizer map of the request. API Gateway converts every value to text.</summary>
    [DataMember(Name = "context")]
    [JsonPropertyName("context")]
    public APIGatewayCustomAuthorizerContextOutput Context { get; set; }

    /// <summary>The API key for the usage plan, if the API takes its keys from the authorizer.</summary>
    [DataMember(Name = "usageIdentifierKey")]
    [JsonPropertyName("usageIdentifierKey")]
    public string UsageIdentifierKey { get; set; }
}

/// <summary>The IAM policy that tells API Gateway whether to allow the request.</summary>
public class APIGatewayCustomAuthorizerPolicy
{
    [JsonPropertyName("Version")]
    public string Version { get; set; } = "2012-10-17";

    [JsonPropertyName("Statement")]
    public List<IAMPolicyStatement> Statement { get; set; } = [];

    public class IAMPolicyStatement
    {
        [JsonPropertyName("Effect")]
        public string Effect { get; set; } = "Allow";

        [JsonPropertyName("Action")]
        public HashSet<string> Action { get; set; }

        [JsonPropertyName("Resource")]
        public HashSet<string> Resource { get; set; }

        [JsonPropertyName("NotResource")]
        public HashSet<string> NotResource { get; set; }

        [JsonPropertyName("Condition")]
        public IDictionary<string, IDictionary<string, object>> Condition { get; set; }
    }
}
