using Amazon.DynamoDBv2;

namespace LambdaCrud.Storage;

/// <summary>
/// The clients, created once per function. The SDK reads region, credentials and, for another endpoint, <c>AWS_ENDPOINT_URL_DYNAMODB</c>
/// from the environment, by its own rules.
/// </summary>
internal static class DynamoDbClients
{
    public static IAmazonDynamoDB Retrying { get; } = Create(DynamoDb.MaxRetries, DynamoDb.AttemptTimeout);

    /// <summary>
    /// For writes that must not be applied twice. If an answer is lost, it is unknown whether the write was made. A transaction can be
    /// repeated safely with its token; an ADD cannot.
    /// </summary>
    public static IAmazonDynamoDB WithoutRetries { get; } = Create(maxRetries: 0, DynamoDb.OnlyAttemptTimeout);

    private static DynamoDbClient Create(int maxRetries, TimeSpan attemptTimeout) => new(
        DynamoDb.Configure(maxRetries, DynamoDb.LimitOf(attemptTimeout, Environment.GetEnvironmentVariable(DynamoDb.NoTimeouts))));
}
