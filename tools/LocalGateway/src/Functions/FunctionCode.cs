namespace LocalGateway.Functions;

/// <summary>
/// A folder of built assemblies, loaded at the first call of one of its functions. After a rebuild, new calls use the new assemblies, and
/// calls in progress finish on the old ones. <paramref name="isReplacement"/>: whether the code is loaded again in this process.
/// </summary>
/// <param name="programs">The names of programs in the folder that are not assemblies.</param>
internal sealed class FunctionCode(
    string folder, IReadOnlyList<string> programs, TimeProvider timeProvider, GatewayLog log, bool isReplacement = false) : IDisposable
{
    // A build copies the assemblies one by one. They are a consistent set only after this long without a change.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private CodeVersion _current = new(folder, isReplacement, programs);
    private FileSystemWatcher? _watcher;
    private ITimer? _quiet;
    private TaskCompletionSource? _settling;
    private bool _wasWatched;
    private bool _isDisposed;

    /// <summary>
    /// The newest version; the caller must leave it with <see cref="CodeVersion.Exit"/>. Waits while a build is being written.
    /// </summary>
    public async ValueTask<CodeVersion> EnterAsync(CancellationToken cancellationToken)
    {
        Task settling;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_watcher is null)
                Watch();
            if (_settling is null)
                return Enter();
            settling = _settling.Task;
        }

        await settling.WaitAsync(cancellationToken);
        lock (_lock)
            return Enter();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Unwatch();
            EndSettling();
            _current.Retire();
        }
    }

    private CodeVersion Enter()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _current.Enter();
        return _current;
    }

    // Called before anything is loaded, so that no change is missed.
    private void Watch()
    {
        if (!Directory.Exists(folder))
            return;
        _quiet = timeProvider.CreateTimer(_ => TakeOver(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new(folder, "*.dll") { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        foreach (var program in programs)
            _watcher.Filters.Add(program);
        _watcher.Created += Settle;
        _watcher.Changed += Settle;
        _watcher.Renamed += Settle;
        _watcher.Deleted += Settle;
        _watcher.Error += Settle;
        try
        {
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException exception)
        {
            // Linux limits the number of watches per user.
            log.Write($"The gateway cannot watch {folder}, so it must be restarted after a rebuild: {exception.Message}");
        }

        // The folder was deleted and created again.
        if (_wasWatched)
            Settle(this, EventArgs.Empty);
        _wasWatched = true;
    }

    private void Unwatch()
    {
        _watcher?.Dispose();
        _watcher = null;
        _quiet?.Dispose();
        _quiet = null;
    }

    private void Settle(object sender, EventArgs change)
    {
        lock (_lock)
        {
            if (_quiet is null)
                return;
            _settling ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            _quiet.Change(Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndSettling()
    {
        _settling?.TrySetResult();
        _settling = null;
    }

    private void TakeOver()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            if (!Directory.Exists(folder))
            {
                log.Write($"The folder {folder} was deleted. Its functions run the loaded code until the next build.");
                Unwatch();
            }

            if (_current.FindRebuilt() is { } rebuilt)
            {
                var old = _current;
                _current = new(folder, isRebuilt: true, programs);
                old.Retire();
                log.Write($"RELOAD {rebuilt} was rebuilt: new calls get new environments");
            }

            EndSettling();
        }
    }
}
