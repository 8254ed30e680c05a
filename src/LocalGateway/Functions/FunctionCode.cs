namespace ApiGateway.Functions;

/// <summary>
/// A folder of built assemblies, loaded at the first call of one of its functions. When they are built anew the next calls get the new
/// ones, while calls that have begun end on the old ones.
/// </summary>
internal sealed class FunctionCode(string folder, TimeProvider timeProvider, GatewayLog log) : IDisposable
{
    // A build copies one assembly after the other: only when it has been quiet for this long do they belong together.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private CodeVersion _current = new(folder);
    private FileSystemWatcher? _watcher;
    private ITimer? _settled;
    private bool _isDisposed;

    /// <summary>The newest version, to be left by <see cref="CodeVersion.Exit"/>.</summary>
    public CodeVersion Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_watcher is null)
                Watch();
            _current.Enter();
            return _current;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Unwatch();
            _current.Retire();
        }
    }

    // Before anything is loaded: no change can be missed.
    private void Watch()
    {
        if (!Directory.Exists(folder))
            return;
        _settled ??= timeProvider.CreateTimer(_ => TakeOver(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            _watcher = new(folder, "*.dll") { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            _watcher.Created += Settle;
            _watcher.Changed += Settle;
            _watcher.Renamed += Settle;
            _watcher.Deleted += Settle;
            _watcher.Error += Settle;
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException exception)
        {
            // Linux limits how many watches a user may have.
            log.Write($"{folder} cannot be watched, a rebuild needs a restart: {exception.Message}");
        }

        // After a time without a watch, which ends when the folder is deleted.
        Settle(this, EventArgs.Empty);
    }

    private void Unwatch()
    {
        _watcher?.Dispose();
        _watcher = null;
        _settled?.Dispose();
        _settled = null;
    }

    private void Settle(object sender, EventArgs change)
    {
        lock (_lock)
            _settled?.Change(Quiet, Timeout.InfiniteTimeSpan);
    }

    private void TakeOver()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            if (!Directory.Exists(folder))
            {
                log.Write($"{folder} is gone: its functions run as they were loaded until it is built anew");
                Unwatch();
            }

            if (_current.FindRebuilt() is not { } rebuilt)
                return;
            var old = _current;
            _current = new(folder);
            old.Retire();
            log.Write($"RELOAD {rebuilt} was built anew: from now on calls get new environments");
        }
    }
}
