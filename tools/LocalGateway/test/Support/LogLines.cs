using System.Text;

namespace LocalGateway.Tests.Support;

/// <summary>The log lines of the gateway. A test can read them or wait for one.</summary>
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

    /// <summary>Waits for the first wanted line, which may be there already.</summary>
    public Task<string> WaitForAsync(Func<string, bool> wanted)
    {
        lock (_lock)
        {
            if (_lines.Find(line => wanted(line)) is { } line)
                return Task.FromResult(line);
            return WaitForNextAsync(wanted);
        }
    }

    /// <summary>Waits for the next wanted line.</summary>
    public Task<string> WaitForNextAsync(Func<string, bool> wanted)
    {
        lock (_lock)
        {
            var arrival = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((wanted, arrival));
            return arrival.Task.WaitAsync(Patience.Limit);
        }
    }
}
