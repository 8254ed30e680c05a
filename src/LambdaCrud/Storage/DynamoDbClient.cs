using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace LambdaCrud.Storage;

/// <summary>
/// The SDK's client, which sends a call again when its answer does not say what became of it, and in no other case but those the SDK's
/// standard mode names.
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

    /// <summary>The standard mode, which by itself does not repeat a call whose error reply was cut or is not DynamoDB's.</summary>
    private sealed class Policy(IClientConfig config) : StandardRetryPolicy(config)
    {
        public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
            await base.RetryForExceptionAsync(executionContext, exception) || DynamoDb.IsUndecided(exception);
    }
}
