namespace LocalGateway.Requests;

/// <summary>One request on its way through the pipeline, with what each step found out.</summary>
internal sealed class Exchange
{
    private readonly Dictionary<Type, object> _state = [];

    /// <summary>Replaced when its body is inflated.</summary>
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

    /// <summary>The path without the stage: what resources are matched with. Set by the stage lookup.</summary>
    public string Path { get; set; } = "";

    /// <summary>The path with the stage: <c>$context.path</c>. Set by the stage lookup.</summary>
    public string PathWithStage { get; set; } = "";

    /// <summary>Set by the integration, or by the cache before it.</summary>
    public Reply? Reply { get; set; }

    /// <summary>What a step has found out; null, or the default of a value type, before that.</summary>
    /// <typeparam name="T">A type of the step's own folder: the exchange knows none of them.</typeparam>
    public T? Get<T>() => _state.TryGetValue(typeof(T), out var value) ? (T)value : default;

    public void Set<T>(T value)
        where T : notnull => _state[typeof(T)] = value;
}

/// <summary>What goes back to the client.</summary>
internal sealed class Reply
{
    /// <summary>200 to 599.</summary>
    public required int StatusCode { get; init; }

    public HeaderList Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>With headers of its own, which can be set without touching the original's.</summary>
    public Reply Copy()
    {
        var copy = new Reply { StatusCode = StatusCode, Body = Body };
        foreach (var (name, values) in Headers)
            copy.Headers.Add(name, values);
        return copy;
    }
}
