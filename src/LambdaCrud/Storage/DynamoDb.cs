using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace LambdaCrud.Storage;

/// <summary>
/// The clients, made once per function. Region, credentials and, for another endpoint, <c>AWS_ENDPOINT_URL_DYNAMODB</c> come from the
/// environment by the SDK's own rules.
/// </summary>
public static class DynamoDbClients
{
    public static IAmazonDynamoDB Retrying { get; } = new AmazonDynamoDBClient(DynamoDb.Configure(DynamoDb.MaxRetries, DynamoDb.AttemptTimeout));

    /// <summary>
    /// For writes that must not be applied twice. When an answer is lost on its way the SDK cannot know whether the write was made: to
    /// repeat a SET under a condition is harmless, to repeat an ADD is not.
    /// </summary>
    public static IAmazonDynamoDB WithoutRetries { get; } = new AmazonDynamoDBClient(DynamoDb.Configure(maxRetries: 0, DynamoDb.OnlyAttemptTimeout));
}

/// <summary>How long DynamoDB may take, and what its failures mean.</summary>
public static class DynamoDb
{
    /// <summary>
    /// For one attempt, connecting included. DynamoDB answers in milliseconds; the first request of a new environment also sets up TLS.
    /// </summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(2);

    /// <summary>For an attempt that is the only one.</summary>
    public static readonly TimeSpan OnlyAttemptTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After the first attempt. The SDK's standard mode waits up to 1 s before the first retry and up to 2 s before the second, so a call
    /// ends after 3 × 2 s + 1 s + 2 s = 9 s at most; the functions' timeout is 10 s. What would still take longer, as a handler that makes
    /// several calls, is stopped in time by the deadline of <see cref="Http.Endpoint"/>.
    /// </summary>
    public const int MaxRetries = 2;

    public static AmazonDynamoDBConfig Configure(int maxRetries, TimeSpan attemptTimeout) => new()
    {
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = maxRetries,
        Timeout = attemptTimeout,
        ConnectTimeout = attemptTimeout,
    };

    /// <summary>The object mapping. A context by the builder asks for no table description; with V2 a list stays a list.</summary>
    public static DynamoDBContext MappingOver(IAmazonDynamoDB client) => new DynamoDBContextBuilder()
        .WithDynamoDBClient(() => client)
        .ConfigureContext(config =>
        {
            config.Conversion = DynamoDBEntryConversion.V2;
            config.IsEmptyStringValueEnabled = true;
        })
        .Build();

    /// <summary>Whether DynamoDB throttled, failed or could not be reached: the same request may succeed a little later.</summary>
    public static bool IsUnavailable(Exception failure) => failure switch
    {
        ProvisionedThroughputExceededException or RequestLimitExceededException or ThrottlingException => true,
        InternalServerErrorException or TransactionConflictException or ReplicatedWriteConflictException => true,
        TransactionInProgressException => true,
        TransactionCanceledException { CancellationReasons: { } reasons } =>
            reasons.Exists(reason => reason.Code is "ThrottlingError" or "ProvisionedThroughputExceeded"),
        AmazonServiceException service => (int)service.StatusCode >= 500,
        HttpRequestException or TimeoutException or IOException => true,
        _ => false,
    };
}
