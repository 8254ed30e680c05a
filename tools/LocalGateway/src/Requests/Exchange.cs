namespace LocalGateway.Requests;

/// <summary>One request in the pipeline, with the results of each step.</summary>
internal sealed class Exchange : IDisposable
{
    // One value of each type. A request has only a few, so a list is faster than a dictionary.
    private readonly List<object> _state = new(4);
    private List<string>? _warnings;

    /// <summary>Replaced when its body is decompressed.</summary>
    public required GatewayRequest Request { get; set; }

    /// <summary>A UUID: the client's own <c>x-amzn-RequestId</c>, or a new one.</summary>
    public required string RequestId { get; init; }

    /// <summary>Sent as <c>x-amz-apigw-id</c>.</summary>
    public required string ExtendedRequestId { get; init; }

    /// <summary>The value of <c>X-Amzn-Trace-Id</c>.</summary>
    public required string TraceId { get; init; }

    public required DateTimeOffset RequestTime { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>In ticks of <see cref="TimeProvider"/>.</summary>
    public required long StartTimestamp { get; init; }

    /// <summary>The path without the stage; resources are matched against it. Set by the stage lookup.</summary>
    public string Path { get; set; } = "";

    /// <summary>The path with the stage: <c>$context.path</c>. Set by the stage lookup.</summary>
    public string PathWithStage { get; set; } = "";

    /// <summary>Null if the request is not recorded.</summary>
    public RequestTrace? Trace { get; set; }

    /// <summary>What may differ in API Gateway, for the log.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_state)
                return _warnings?.ToArray() ?? [];
        }
    }

    /// <summary>Set by the integration, or by the cache before it.</summary>
    public Reply? Reply { get; set; }

    /// <summary>The result of an earlier step; null, or the default of a value type, if that step has not run.</summary>
    /// <typeparam name="T">A type from the step's own folder; the exchange does not depend on it.</typeparam>
    public T? Get<T>()
    {
        foreach (var value in _state)
        {
            if (value is T found)
                return found;
        }

        return default;
    }

    public void Set<T>(T value)
        where T : notnull
    {
        var index = _state.FindIndex(static other => other is T);
        if (index < 0)
            _state.Add(value);
        else
            _state[index] = value;
    }

    /// <summary>An integration that the gateway no longer waits for may still call this.</summary>
    public void Warn(string warning)
    {
        lock (_state)
            (_warnings ??= []).Add(warning);
    }

    /// <summary>Releases what the steps hold for this request. The reply must be sent first.</summary>
    public void Dispose()
    {
        foreach (var value in _state)
            (value as IDisposable)?.Dispose();
    }
}

/// <summary>The reply to the client.</summary>
internal sealed class Reply
{
    /// <summary>200 to 599.</summary>
    public required int StatusCode { get; init; }

    public HeaderList Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A copy with its own headers: setting them does not change the original's.</summary>
    public Reply Copy()
    {
        var copy = new Reply { StatusCode = StatusCode, Body = Body };
        foreach (var (name, values) in Headers)
            copy.Headers.Add(name, values);
        return copy;
    }
}
