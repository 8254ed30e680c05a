using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace LambdaCrud.Storage;

/// <summary>
/// The SDK's client. It retries a call in the cases of the SDK's standard mode, and in one other case: the answer does not show the result
/// of the call.
/// </summary>
internal sealed class DynamoDbClient : AmazonDynamoDBClient
{
    public DynamoDbClient(AmazonDynamoDBConfig config)
        : base(config)
    {
    }

    public DynamoDbClient(AWSCredentials credentials, AmazonDynamoDBConfig config)
        : base(credentials, config)
    {
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new Policy(Config)));
    }

    /// <summary>
    /// The standard mode does not retry a call whose error reply was incomplete or is not from DynamoDB. This policy does.
    /// </summary>
    private sealed class Policy(IClientConfig config) : StandardRetryPolicy(config)
    {
        public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
            await base.RetryForExceptionAsync(executionContext, exception) || DynamoDb.IsUndecided(exception);
    }
}
