namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>The calls of one client of a <see cref="FaultyDynamoDb"/>: sees them, and says what befalls them.</summary>
/// <param name="marks">Texts that stand in the bodies of this client's calls and of no other's.</param>
internal sealed class WireTap(IReadOnlyList<string> marks)
{
    private readonly Lock _lock = new();
    private readonly List<(string InvocationId, CallName Name)> _calls = [];
    private Disturbance? _disturbance;
    private bool _isReached;
    private int _inDynamoDb;
    private TaskCompletionSource? _quiet;

    /// <summary>The calls since <see cref="Disturb"/>, each once however often it was tried.</summary>
    public IReadOnlyList<CallName> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls.Select(call => call.Name)];
        }
    }

    /// <summary>How many attempts the fault has befallen.</summary>
    public int Befallen { get; private set; }

    /// <summary>How many answers came too late although no fault held them: this machine is loaded.</summary>
    public int Overdue { get; private set; }

    /// <summary>Starts anew: no call is seen yet, and the fault awaits its call.</summary>
    public void Disturb(Disturbance? disturbance)
    {
        lock (_lock)
        {
            (_disturbance, _isReached, Befallen, Overdue) = (disturbance, false, 0, 0);
            _calls.Clear();
        }
    }

    /// <summary>Completes when DynamoDB is at work on none of the calls.</summary>
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
            var isBefallen = disturbance.Reach switch
            {
                Reach.FirstAttempt => isIt && known < 0,
                Reach.EveryAttempt => isIt,
                _ => _isReached,
            };
            if (isBefallen)
                Befallen++;
            return isBefallen ? disturbance.Fault : Fault.None;
        }
    }

    /// <summary>DynamoDB has done the call, or will never see it.</summary>
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
