using System.Collections.Concurrent;

namespace LocalGateway.Functions.Processes;

/// <summary>All running processes of a gateway's functions. Disposing ends them.</summary>
internal sealed class FunctionProcesses : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProcessEnvironment, bool> _running = [];
    private volatile bool _isDisposed;

    /// <summary>Remembers a process until it ends.</summary>
    public void Add(ProcessEnvironment process)
    {
        _running[process] = true;
        _ = process.Ended.ContinueWith(
            _ => _running.TryRemove(process, out var _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (_isDisposed)
            _ = process.EndAsync();
    }

    /// <summary>Returns when the processes have ended. A killed process ends at once.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Task.WaitAll(_running.Keys.Select(process => process.EndAsync()).ToArray(), Patience);
    }
}
