using LocalGateway.Model;
using LocalGateway.Recording.Health;
using LocalGateway.Throttling;

namespace LocalGateway.Recording;

/// <summary>The limits of a recorder.</summary>
public sealed record RecorderOptions
{
    /// <summary>The memory of all records together in bytes, estimated. The oldest records make room for new ones.</summary>
    public long Capacity { get; init; } = 64 * 1024 * 1024;

    /// <summary>The number of records that are kept.</summary>
    public int MaxRecords { get; init; } = 5_000;

    /// <summary>A record with more bytes in its payloads keeps only the beginning of each.</summary>
    public int MaxPayloads { get; init; } = 512 * 1024;

    /// <summary>The bytes that such a record keeps of each payload.</summary>
    public int CutPayload { get; init; } = 32 * 1024;

    /// <summary>
    /// Rate: records per second over time. Burst: records at once. Further requests are only counted. So a load test is not slowed down.
    /// </summary>
    public ThrottleLimit Limit { get; init; } = new(100, 3_000);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>
/// Keeps what a gateway did with its last requests, in memory only. One recorder belongs to one gateway. Thread-safe.
/// </summary>
public sealed class RequestRecorder
{
    private readonly RecorderOptions _options;
    private readonly TokenBucket _limit;
    private readonly Lock _lock = new();
    private readonly Queue<RequestRecord> _records = [];
    private Action<RequestRecord>[] _listeners = [];
    private long _size;
    private long _lastNumber;
    private long _unrecorded;

    public RequestRecorder(RecorderOptions? options = null)
    {
        _options = options ?? new();
        _limit = new(_options.Limit, _options.TimeProvider);
        Health = new(_options.TimeProvider);
    }

    /// <summary>The number of requests that came too fast to be recorded.</summary>
    public long Unrecorded => Interlocked.Read(ref _unrecorded);

    /// <summary>The records that are kept, the oldest first.</summary>
    public IReadOnlyList<RequestRecord> Records
    {
        get
        {
            lock (_lock)
                return [.. _records];
        }
    }

    internal FunctionLines Lines { get; } = new();

    internal HealthMeter Health { get; }

    /// <param name="number">The number of a record, from 1.</param>
    /// <returns>Null if the record is not kept any more.</returns>
    public RequestRecord? Find(long number)
    {
        lock (_lock)
            return _records.FirstOrDefault(record => record.Number == number);
    }

    /// <summary>Removes all records. Their numbers are not used again.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _records.Clear();
            _size = 0;
        }
    }

    /// <summary>Calls a listener with each record from now on, until the result is disposed.</summary>
    /// <param name="listener">It delays the reply to the client, so it must only take a note. It must not throw.</param>
    public IDisposable Subscribe(Action<RequestRecord> listener)
    {
        lock (_lock)
            _listeners = [.. _listeners, listener];
        return new Subscription(() =>
        {
            lock (_lock)
                _listeners = [.. _listeners.Where(other => other != listener)];
        });
    }

    /// <returns>Whether the next request is recorded.</returns>
    internal bool TryBegin()
    {
        if (_limit.TryTake())
            return true;
        Interlocked.Increment(ref _unrecorded);
        return false;
    }

    internal void Add(RecordedFacts facts)
    {
        var kept = facts.PayloadSize > _options.MaxPayloads ? facts.Cut(_options.CutPayload) : facts;
        Action<RequestRecord>[] listeners;
        RequestRecord record;
        lock (_lock)
        {
            record = new(++_lastNumber, kept, this);
            _records.Enqueue(record);
            _size += record.Size;
            while (_records.Count > _options.MaxRecords || (_size > _options.Capacity && _records.Count > 1))
                _size -= _records.Dequeue().Size;
            listeners = _listeners;
        }

        foreach (var listener in listeners)
            listener(record);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
