using System.Text;

namespace LocalGateway.Tests.Support;

/// <summary>What the gateway logs, for tests to read or to wait for.</summary>
internal sealed class LogLines : TextWriter
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Arrival)> _waiting = [];

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_lock)
        {
            _lines.Add(value!);
            foreach (var (_, arrival) in _waiting.Where(waiting => waiting.Wanted(value!)))
                arrival.TrySetResult(value!);
        }
    }

    /// <summary>The first line of the kind, once it is there.</summary>
    public Task<string> WaitForAsync(Func<string, bool> wanted)
    {
        lock (_lock)
        {
            if (_lines.Find(line => wanted(line)) is { } line)
                return Task.FromResult(line);
            return WaitForNextAsync(wanted);
        }
    }

    /// <summary>The first line of the kind from now on.</summary>
    public Task<string> WaitForNextAsync(Func<string, bool> wanted)
    {
        lock (_lock)
        {
            var arrival = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((wanted, arrival));
            return arrival.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
