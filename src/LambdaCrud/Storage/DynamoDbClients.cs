using Amazon.DynamoDBv2;

namespace LambdaCrud.Storage;

/// <summary>The clients, created once per function.</summary>
internal static class DynamoDbClients
{
    public static IAmazonDynamoDB Retrying { get; } = Create(DynamoDb.MaxRetries, DynamoDb.AttemptTimeout);

    /// <summary>
    /// For writes that must not be applied twice. If an answer is lost, it is unknown whether the write was made. A transaction can be
    /// repeated safely with its token; an ADD cannot.
    /// </summary>
    public static IAmazonDynamoDB WithoutRetries { get; } = Create(maxRetries: 0, DynamoDb.OnlyAttemptTimeout);

    /// <summary>
    /// For the warm-up. Every environment that starts from a snapshot would have the same connection, and DynamoDB closed it long ago. So
    /// before a snapshot, the client has connections of its own, and the caller closes them.
    /// </summary>
    public static IAmazonDynamoDB ForWarmUp() =>
        LambdaEnvironment.IsSnapshot ? Create(maxRetries: 0, DynamoDb.OnlyAttemptTimeout, sharesConnections: false) : Retrying;

    private static DynamoDbClient Create(int maxRetries, TimeSpan attemptTimeout, bool sharesConnections = true)
    {
        var limit = DynamoDb.LimitOf(attemptTimeout, Environment.GetEnvironmentVariable(DynamoDb.NoTimeouts));
        var config = LambdaEnvironment.Configure(DynamoDb.Configure(maxRetries, limit), Environment.GetEnvironmentVariable);
        config.CacheHttpClient = sharesConnections;
        return LambdaEnvironment.Credentials(Environment.GetEnvironmentVariable) is { } credentials
            ? new DynamoDbClient(credentials, config)
            : new DynamoDbClient(config);
    }
}
