using LocalGateway.Errors;

namespace LocalGateway.Requests;

/// <summary>
/// What the steps of the pipeline did with one recorded request. It keeps references and makes no text: most records are never read.
/// </summary>
/// <param name="start">When the first step began, in ticks of the exchange's clock.</param>
internal sealed class RequestTrace(long start)
{
    private readonly Lock _lock = new();
    private readonly List<StepTrace> _steps = new(14);
    private List<ITracedCall>? _calls;
    private Words? _decision;

    /// <summary>When the first step began.</summary>
    public long Start => start;

    /// <summary>The steps that ran, in their order.</summary>
    public IReadOnlyList<StepTrace> Steps => _steps;

    /// <summary>What the integration and the authorizer called and rendered, in their order.</summary>
    public IReadOnlyList<ITracedCall> Calls
    {
        get
        {
            lock (_lock)
                return _calls?.ToArray() ?? [];
        }
    }

    /// <summary>The current step says what it decided. The last words of a step count.</summary>
    /// <param name="facts">What the words need. It must not change any more.</param>
    /// <param name="words">Makes a sentence without its full stop, when somebody reads the record. No secrets.</param>
    public void Decide<T>(T facts, Func<T, string> words) => _decision = new Words<T>(facts, words);

    /// <summary>An integration that the gateway no longer waits for may still call this.</summary>
    /// <param name="call">A call or a rendering.</param>
    public void Add(ITracedCall call)
    {
        lock (_lock)
            (_calls ??= []).Add(call);
    }

    /// <summary>Ends the current step.</summary>
    public void End(string step, long timestamp, GatewayError? error)
    {
        _steps.Add(new(step, timestamp, error, _decision));
        _decision = null;
    }
}

/// <summary>One step that ran.</summary>
/// <param name="Name">As in the log.</param>
/// <param name="End">When it ended; it began when the step before it ended.</param>
/// <param name="Error">Null if it passed the request on.</param>
/// <param name="Decision">Null if the step had nothing to decide.</param>
internal readonly record struct StepTrace(string Name, long End, GatewayError? Error, Words? Decision);

/// <summary>A sentence that is made when somebody reads it.</summary>
internal abstract class Words
{
    public abstract override string ToString();
}

internal sealed class Words<T>(T facts, Func<T, string> words) : Words
{
    public override string ToString() => words(facts);
}
