using Amazon.DynamoDBv2;

namespace LambdaCrud.Storage;

/// <summary>
/// The clients, created once per function. The SDK reads region, credentials and, for another endpoint, <c>AWS_ENDPOINT_URL_DYNAMODB</c>
/// from the environment, by its own rules.
/// </summary>
internal static class DynamoDbClients
{
    public static IAmazonDynamoDB Retrying { get; } = new DynamoDbClient(DynamoDb.Configure(DynamoDb.MaxRetries, DynamoDb.AttemptTimeout));

    /// <summary>
    /// For writes that must not be applied twice. If an answer is lost, it is unknown whether the write was made. A transaction can be
    /// repeated safely with its token; an ADD cannot.
    /// </summary>
    public static IAmazonDynamoDB WithoutRetries { get; } = new DynamoDbClient(DynamoDb.Configure(maxRetries: 0, DynamoDb.OnlyAttemptTimeout));
}
