using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace LambdaCrud.Benchmarks;

/// <summary>The calls of DynamoDB that a request made. The SDK can make them again, without the function.</summary>
internal sealed class RecordedCalls(IAmazonDynamoDB client)
{
    private readonly List<AmazonWebServiceRequest> _calls = [];

    /// <summary>A client that makes its calls and records them here.</summary>
    public IAmazonDynamoDB Recorder() => CallRecorder.Over(client, _calls);

    public async Task RepeatAsync()
    {
        foreach (var call in _calls)
        {
            await (call switch
            {
                ScanRequest scan => (Task)client.ScanAsync(scan),
                PutItemRequest put => client.PutItemAsync(put),
                BatchGetItemRequest batch => client.BatchGetItemAsync(batch),
                TransactWriteItemsRequest transaction => client.TransactWriteItemsAsync(transaction),
                _ => throw new InvalidOperationException($"{call.GetType().Name} has no line here: add it."),
            });
        }
    }
}

/// <summary>Public, because the type of the proxy is made in another assembly.</summary>
public class CallRecorder : DispatchProxy
{
    private IAmazonDynamoDB _client = null!;
    private List<AmazonWebServiceRequest> _calls = null!;

    internal static IAmazonDynamoDB Over(IAmazonDynamoDB client, List<AmazonWebServiceRequest> calls)
    {
        var proxy = Create<IAmazonDynamoDB, CallRecorder>();
        ((CallRecorder)proxy)._client = client;
        ((CallRecorder)proxy)._calls = calls;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (args is [AmazonWebServiceRequest call, ..])
            _calls.Add(call);
        return targetMethod!.Invoke(_client, args);
    }
}
