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
    public static IAmazonDynamoDB Retrying { get; } = new DynamoDbClient(DynamoDb.Configure(DynamoDb.MaxRetries, DynamoDb.AttemptTimeout));

    /// <summary>
    /// For writes that must not be applied twice. When an answer is lost, nobody knows whether the write was made: to repeat a transaction
    /// under its token is harmless, to repeat an ADD is not.
    /// </summary>
    public static IAmazonDynamoDB WithoutRetries { get; } = new DynamoDbClient(DynamoDb.Configure(maxRetries: 0, DynamoDb.OnlyAttemptTimeout));
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
        // Two ways in which the SDK sends a call again beside MaxErrorRetry: ten times when a connection breaks, although DynamoDB may have
        // made the write, and fifty times when it is redirected.
        MaxStaleConnectionRetries = 0,
        AllowAutoRedirect = false,
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

    /// <summary>A mapped object as the mapping itself would store it; without the last argument, empty strings would be left out.</summary>
    public static Dictionary<string, AttributeValue> ToItem<T>(this DynamoDBContext context, T value, string tableName) => context
        .ToDocument(value, new ToDocumentConfig { OverrideTableName = tableName })
        .ToAttributeMap(DynamoDBEntryConversion.V2, isEmptyStringValueEnabled: true);

    /// <summary>
    /// Whether DynamoDB throttled, failed, could not be reached, or its answer did not arrive whole: the same request may succeed a little
    /// later. A write may have been made.
    /// </summary>
    public static bool IsUnavailable(Exception failure) => IsUndecided(failure) || failure switch
    {
        ProvisionedThroughputExceededException or RequestLimitExceededException or ThrottlingException => true,
        InternalServerErrorException or TransactionConflictException or ReplicatedWriteConflictException => true,
        TransactionInProgressException => true,
        TransactionCanceledException { CancellationReasons: { } reasons } =>
            reasons.Exists(reason => reason.Code is "ThrottlingError" or "ProvisionedThroughputExceeded"),
        AmazonServiceException service => (int)service.StatusCode >= 500,
        _ => false,
    };

    /// <summary>
    /// Whether nobody knows what became of a call: the connection broke, the answer came too late, was cut in its head or its body, or is
    /// not one of DynamoDB's, whose errors have a code.
    /// </summary>
    internal static bool IsUndecided(Exception failure) => failure switch
    {
        AmazonUnmarshallingException => true,
        AmazonDynamoDBException error when error.GetType() == typeof(AmazonDynamoDBException) => string.IsNullOrEmpty(error.ErrorCode),
        HttpRequestException or TimeoutException or IOException => true,
        _ => false,
    };
}
