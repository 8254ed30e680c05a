using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LocalGateway;

namespace LocalHost;

/// <summary>How programs on this machine reach the local DynamoDB: nothing here ever signs with a real key.</summary>
public static class LocalEndpoint
{
    /// <summary>The variable by which the AWS SDKs are pointed at another DynamoDB.</summary>
    public const string Variable = "AWS_ENDPOINT_URL_DYNAMODB";

    public const string Region = "us-east-1";

    // DynamoDB Local takes letters and digits only.
    private const string AccessKey = "local";

    /// <summary>What direct integrations sign with; the same as in functions, lest DynamoDB Local keeps their tables apart.</summary>
    public static AwsCredentials Credentials { get; } = new(AccessKey, AccessKey);

    /// <summary>The environment of a function that is to use <paramref name="endpoint"/>.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentFor(Uri endpoint) => new Dictionary<string, string>
    {
        [Variable] = endpoint.AbsoluteUri,
        ["AWS_ACCESS_KEY_ID"] = AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = AccessKey,
        ["AWS_REGION"] = Region,
    };

    public static AmazonDynamoDBClient CreateClient(Uri endpoint) => new(
        new BasicAWSCredentials(AccessKey, AccessKey),
        // By default a call to a server that is not there is tried for almost two minutes.
        new AmazonDynamoDBConfig { ServiceURL = endpoint.AbsoluteUri, AuthenticationRegion = Region, MaxErrorRetry = 2 });
}
