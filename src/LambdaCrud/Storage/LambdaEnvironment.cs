using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace LambdaCrud.Storage;

/// <summary>
/// Takes region, endpoint and credentials from the variables that Lambda sets. The SDK would find the same values, but it would first look
/// in files and evaluate its endpoint rules. That is a twentieth of a cold start. In every other case, the SDK's own rules apply.
/// </summary>
internal static class LambdaEnvironment
{
    private static readonly string[] OtherEndpoints =
        ["AWS_ENDPOINT_URL", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"];

    /// <summary>Whether the code runs in Lambda, or in a process that stands for an environment of Lambda.</summary>
    public static bool IsLambda => Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 };

    /// <summary>Whether Lambda will take a snapshot of this environment and start others from it.</summary>
    public static bool IsSnapshot => Environment.GetEnvironmentVariable("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start";

    /// <summary>Null if the variables have no credentials. With SnapStart, Lambda gives them by another way.</summary>
    public static AWSCredentials? Credentials(Func<string, string?> variable) =>
        variable("AWS_ACCESS_KEY_ID") is { Length: > 0 } id && variable("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret
            ? variable("AWS_SESSION_TOKEN") is { Length: > 0 } token
                ? new SessionAWSCredentials(id, secret, token)
                : new BasicAWSCredentials(id, secret)
            : null;

    /// <summary>Sets region and endpoint, if the variables name them.</summary>
    public static AmazonDynamoDBConfig Configure(AmazonDynamoDBConfig config, Func<string, string?> variable)
    {
        if (Array.Exists(OtherEndpoints, name => variable(name) is { Length: > 0 }) || variable("AWS_REGION") is not { Length: > 0 } region)
            return config;
        var endpoint = variable("AWS_ENDPOINT_URL_DYNAMODB") is { Length: > 0 } configured ? configured : EndpointOf(region);
        if (endpoint is null)
            return config;
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = region;
        return config;
    }

    /// <summary>Null for a region outside the partition <c>aws</c>, such as <c>cn-north-1</c> or <c>us-gov-west-1</c>.</summary>
    private static string? EndpointOf(string region) =>
        region.Split('-') is [not "cn", _, [>= '0' and <= '9']] ? $"https://dynamodb.{region}.amazonaws.com" : null;
}
