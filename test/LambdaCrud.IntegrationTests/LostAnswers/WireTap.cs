namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>Sees the calls of one client of a <see cref="FaultyDynamoDb"/> and decides the fault for each.</summary>
/// <param name="marks">Texts that occur in the bodies of this client's calls and in no others.</param>
internal sealed class WireTap(IReadOnlyList<string> marks)
{
    private readonly Lock _lock = new();
    private readonly List<(string InvocationId, CallName Name)> _calls = [];
    private Disturbance? _disturbance;
    private bool _isReached;
    private int _inDynamoDb;
    private TaskCompletionSource? _quiet;

    /// <summary>The calls since <see cref="Disturb"/>. A call with several attempts counts once.</summary>
    public IReadOnlyList<CallName> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls.Select(call => call.Name)];
        }
    }

    /// <summary>The number of attempts that the fault has affected.</summary>
    public int FaultCount { get; private set; }

    /// <summary>The number of answers that came too late without a fault, because this machine is loaded.</summary>
    public int Overdue { get; private set; }

    /// <summary>Resets the tap: it has seen no call, and the fault waits for its call.</summary>
    public void Disturb(Disturbance? disturbance)
    {
        lock (_lock)
        {
            (_disturbance, _isReached, FaultCount, Overdue) = (disturbance, false, 0, 0);
            _calls.Clear();
        }
    }

    /// <summary>Completes when DynamoDB processes none of the calls anymore.</summary>
    public Task QuietAsync()
    {
        lock (_lock)
            return _inDynamoDb == 0 ? Task.CompletedTask : (_quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    internal bool Concerns(WireRequest request) => marks.Any(mark => request.Body.Contains(mark, StringComparison.Ordinal));

    internal Fault Begin(WireRequest request)
    {
        lock (_lock)
        {
            _inDynamoDb++;
            var known = _calls.FindIndex(call => call.InvocationId == request.InvocationId);
            if (known < 0)
                _calls.Add((request.InvocationId, new(request.Action, 1 + _calls.Count(call => call.Name.Action == request.Action))));
            if (_disturbance is not { } disturbance)
                return Fault.None;
            var isIt = (known < 0 ? _calls[^1] : _calls[known]).Name == disturbance.Call;
            _isReached |= isIt;
            var isFaulty = disturbance.Reach switch
            {
                Reach.FirstAttempt => isIt && known < 0,
                Reach.EveryAttempt => isIt,
                _ => _isReached,
            };
            if (isFaulty)
                FaultCount++;
            return isFaulty ? disturbance.Fault : Fault.None;
        }
    }

    /// <summary>DynamoDB has processed the call, or will never receive it.</summary>
    internal void End(bool isOverdue)
    {
        lock (_lock)
        {
            Overdue += isOverdue ? 1 : 0;
            if (--_inDynamoDb > 0)
                return;
            _quiet?.SetResult();
            _quiet = null;
        }
    }
}
