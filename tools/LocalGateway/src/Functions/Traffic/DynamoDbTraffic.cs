using System.Collections.Concurrent;

namespace LocalGateway.Functions.Traffic;

/// <summary>
/// The calls of DynamoDB that a function in this process makes while it serves one request. They are known by the asynchronous context of the
/// call: the HTTP client of .NET tells of each request in the context of the code that sends it.
/// </summary>
internal sealed class DynamoDbTraffic
{
    /// <summary>A function with more calls than this has a record without the rest.</summary>
    public const int MaxCalls = 100;

    private static readonly AsyncLocal<DynamoDbTraffic?> Context = new();

    private readonly ConcurrentQueue<ObservedCall> _calls = [];
    private readonly TimeProvider _timeProvider;
    private volatile bool _hasEnded;

    private DynamoDbTraffic(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>The traffic of the current code; null if nobody records it.</summary>
    public static DynamoDbTraffic? Current => Context.Value is { _hasEnded: false } current ? current : null;

    /// <summary>Observes the code that the caller calls from now on.</summary>
    public static DynamoDbTraffic Begin(TimeProvider timeProvider)
    {
        HttpListener.EnsureStarted();
        return Context.Value = new(timeProvider);
    }

    /// <summary>The calls. Code that runs on after the answer is not observed.</summary>
    public IReadOnlyList<DynamoDbCall> End()
    {
        _hasEnded = true;
        IReadOnlyList<DynamoDbCall> calls = [.. _calls.Select(call => call.Result())];
        // Code of the function that runs on keeps its context, but the bodies are in the result.
        _calls.Clear();
        return calls;
    }

    /// <returns>Null if there are too many.</returns>
    public ObservedCall? Add(string operation)
    {
        if (_calls.Count >= MaxCalls)
            return null;
        var call = new ObservedCall(operation, _timeProvider);
        _calls.Enqueue(call);
        return call;
    }
}

/// <summary>A call in progress, or at its end.</summary>
internal sealed class ObservedCall(string operation, TimeProvider timeProvider)
{
    private readonly long _start = timeProvider.GetTimestamp();
    private TimeSpan? _latency;
    private int? _status;

    public BodyBeginning Request { get; } = new();

    public BodyBeginning Reply { get; } = new();

    /// <param name="status">Null if there is no reply.</param>
    public void Answered(int? status)
    {
        _status = status;
        _latency = timeProvider.GetElapsedTime(_start);
    }

    public DynamoDbCall Result() => new(
        operation, Request.Bytes, _status, Reply.Bytes, _latency ?? timeProvider.GetElapsedTime(_start));
}
