using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace LambdaCrud.Storage;

/// <summary>The time limits for DynamoDB, and the meaning of its failures.</summary>
internal static class DynamoDb
{
    /// <summary>
    /// For one attempt, including the connection. DynamoDB answers in milliseconds, but the first request of a new environment also sets up
    /// TLS.
    /// </summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(2);

    /// <summary>For an attempt without retries.</summary>
    public static readonly TimeSpan OnlyAttemptTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The retries after the first attempt. The SDK's standard mode waits up to 1 s before the first retry and up to 2 s before the second.
    /// So a call takes at most 3 × 2 s + 1 s + 2 s = 9 s; the functions' timeout is 10 s. A handler with several calls can take longer. The
    /// deadline of <see cref="Http.Endpoint"/> stops it in time.
    /// </summary>
    public const int MaxRetries = 2;

    /// <summary>
    /// The value 1 means that no time limit ends a call. The local host sets it for a debugger: a breakpoint would exceed every limit.
    /// </summary>
    public const string NoTimeouts = "NO_TIMEOUTS";

    /// <summary>The limit of a client.</summary>
    /// <param name="noTimeouts">The value of the variable <see cref="NoTimeouts"/>.</param>
    public static TimeSpan LimitOf(TimeSpan attemptTimeout, string? noTimeouts) =>
        noTimeouts == "1" ? Timeout.InfiniteTimeSpan : attemptTimeout;

    public static AmazonDynamoDBConfig Configure(int maxRetries, TimeSpan attemptTimeout) => new()
    {
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = maxRetries,
        // In two other cases the SDK resends a call regardless of MaxErrorRetry: ten times after a broken connection, although DynamoDB may
        // have made the write, and fifty times after a redirect.
        MaxStaleConnectionRetries = 0,
        AllowAutoRedirect = false,
        Timeout = attemptTimeout,
        ConnectTimeout = attemptTimeout,
    };

    /// <summary>
    /// The object mapping. A context from the builder does not request the table description. With V2, a list stays a list.
    /// </summary>
    public static DynamoDBContext MappingOver(IAmazonDynamoDB client) => new DynamoDBContextBuilder()
        .WithDynamoDBClient(() => client)
        .ConfigureContext(config =>
        {
            config.Conversion = DynamoDBEntryConversion.V2;
            config.IsEmptyStringValueEnabled = true;
        })
        .Build();

    /// <summary>
    /// Whether DynamoDB throttled, failed or could not be reached, or its answer was incomplete. The same request may succeed a little
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
    /// Whether the result of a call is unknown: the connection broke, the answer was late or incomplete (head or body), or the answer is
    /// not from DynamoDB. DynamoDB's errors have a code.
    /// </summary>
    internal static bool IsUndecided(Exception failure) => failure switch
    {
        AmazonUnmarshallingException => true,
        AmazonDynamoDBException error when error.GetType() == typeof(AmazonDynamoDBException) => string.IsNullOrEmpty(error.ErrorCode),
        HttpRequestException or TimeoutException or IOException => true,
        _ => false,
    };
}
