using Amazon.Lambda.Core;

namespace LocalGateway.Functions;

/// <summary>The context of an invocation, as the handler sees it.</summary>
internal sealed class LambdaContext(
    Invocation invocation, TimeSpan timeout, ILambdaSerializer? serializer, FunctionLogger logger, TimeProvider timeProvider) : ILambdaContext
{
    private readonly long _start = timeProvider.GetTimestamp();

    public string AwsRequestId => invocation.RequestId;

    public string FunctionName => invocation.Identity.Name;

    public string FunctionVersion => "$LATEST";

    public string InvokedFunctionArn => invocation.Identity.Arn;

    public string LogGroupName => invocation.Identity.LogGroup;

    public string LogStreamName => invocation.LogStream;

    public int MemoryLimitInMB => invocation.Identity.MemorySize;

    public TimeSpan RemainingTime =>
        timeProvider.GetElapsedTime(_start) is var elapsed && elapsed < timeout ? timeout - elapsed : TimeSpan.Zero;

    public string TraceId => invocation.TraceId;

    public ILambdaLogger Logger => logger;

    public ILambdaSerializer Serializer => serializer!;

    /// <summary>Only mobile SDKs send one.</summary>
    public IClientContext ClientContext => null!;

    /// <summary>Only mobile SDKs send one.</summary>
    public ICognitoIdentity Identity => null!;
}

/// <summary>The properties that identify a function.</summary>
internal sealed record FunctionIdentity(string Name, string Arn, string LogGroup, int MemorySize);

/// <summary>One call of a function.</summary>
internal sealed record Invocation(FunctionIdentity Identity, string RequestId, string TraceId, string LogStream);
