using LocalGateway.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class FunctionCodeTests : IDisposable
{
    private readonly FunctionProject _project = new();
    private readonly StoppedTimer _quiet = new();
    private readonly LogLines _log = new();
    private readonly FunctionCode _code;

    public FunctionCodeTests()
    {
        _project.Build("Shop", "class One;");
        _code = new(_project.Folder, [], _quiet, new(_log));
    }

    public void Dispose()
    {
        _code.Dispose();
        _log.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task A_call_waits_while_a_build_is_written()
    {
        var old = await LoadAsync();
        _project.Build("Shop", "class Two;");
        await _quiet.WasSet;

        var entering = _code.EnterAsync(CancellationToken.None);
        Assert.False(entering.IsCompleted);
        _quiet.Elapse();

        Assert.NotSame(old, await entering);
        Assert.Single(_log.All);
    }

    [Fact]
    public async Task A_build_of_the_same_sources_does_not_reload_the_code()
    {
        var old = await LoadAsync();
        _project.Build("Shop", "class One;");
        await _quiet.WasSet;

        var entering = _code.EnterAsync(CancellationToken.None);
        _quiet.Elapse();

        Assert.Same(old, await entering);
        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task A_call_stops_waiting_for_a_build_when_its_time_is_over()
    {
        await LoadAsync();
        _project.Build("Shop", "class Two;");
        await _quiet.WasSet;
        using var timeout = new CancellationTokenSource();

        var entering = _code.EnterAsync(timeout.Token).AsTask();
        await timeout.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entering);
    }

    [Fact]
    public async Task A_call_stops_waiting_for_a_build_when_the_gateway_stops()
    {
        await LoadAsync();
        _project.Build("Shop", "class Two;");
        await _quiet.WasSet;

        var entering = _code.EnterAsync(CancellationToken.None).AsTask();
        _code.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => entering);
    }

    private async Task<CodeVersion> LoadAsync()
    {
        var code = await _code.EnterAsync(CancellationToken.None);
        code.Load("Shop");
        return code;
    }

    /// <summary>A clock with one timer. The test decides when the timer elapses.</summary>
    private sealed class StoppedTimer : TimeProvider, ITimer
    {
        private readonly TaskCompletionSource _wasSet = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Action _callback = () => { };

        public Task WasSet => _wasSet.Task.WaitAsync(Patience.Limit);

        public void Elapse() => _callback();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = () => callback(state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _wasSet.TrySetResult();
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
