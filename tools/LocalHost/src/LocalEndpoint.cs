using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LocalGateway;

namespace LocalHost;

/// <summary>How programs on this machine reach the local DynamoDB. They never sign with a real key.</summary>
public static class LocalEndpoint
{
    /// <summary>The variable that directs the AWS SDKs to another DynamoDB.</summary>
    public const string Variable = "AWS_ENDPOINT_URL_DYNAMODB";

    public const string Region = "us-east-1";

    // DynamoDB Local accepts only letters and digits.
    private const string AccessKey = "local";

    /// <summary>The credentials of direct integrations and functions. DynamoDB Local keeps separate tables for each access key.</summary>
    public static AwsCredentials Credentials { get; } = new(AccessKey, AccessKey);

    /// <summary>The environment of a function that uses <paramref name="endpoint"/>.</summary>
    /// <param name="noTimeouts">Whether the function's own clients shall wait without limit. A function that knows the variable does.</param>
    public static IReadOnlyDictionary<string, string> EnvironmentFor(Uri endpoint, bool noTimeouts = false)
    {
        var variables = new Dictionary<string, string>
        {
            [Variable] = endpoint.AbsoluteUri,
            ["AWS_ACCESS_KEY_ID"] = AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = AccessKey,
            ["AWS_REGION"] = Region,
        };
        if (noTimeouts)
            variables["NO_TIMEOUTS"] = "1";
        return variables;
    }

    public static AmazonDynamoDBClient CreateClient(Uri endpoint) => new(
        new BasicAWSCredentials(AccessKey, AccessKey),
        // By default the SDK retries a call to a missing server for almost two minutes.
        new AmazonDynamoDBConfig { ServiceURL = endpoint.AbsoluteUri, AuthenticationRegion = Region, MaxErrorRetry = 2 });
}
