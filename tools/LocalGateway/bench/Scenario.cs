namespace LocalGateway.Benchmarks;

/// <summary>One endpoint that the benchmark measures.</summary>
/// <param name="name">The name in the report.</param>
/// <param name="url">The endpoint.</param>
/// <param name="request">Null for a GET request.</param>
internal sealed class Scenario(string name, Uri url, byte[]? request = null) : IDisposable
{
    private readonly LoadGenerator _load = new(url, request ?? LoadGenerator.Get(url));
    private readonly List<Round> _rounds = [];

    public string Name => name;

    public IReadOnlyList<Round> Rounds => _rounds;

    public Task WarmUpAsync(TimeSpan duration) => _load.RunAsync(duration);

    public async Task MeasureAsync(TimeSpan duration)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var requests = await _load.RunAsync(duration);
        processor = Environment.CpuUsage.TotalTime - processor;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        _rounds.Add(new(requests / duration.TotalSeconds, processor.TotalMicroseconds / requests, (double)bytes / requests));
    }

    public void Dispose() => _load.Dispose();
}

/// <summary>The result of one round.</summary>
internal sealed record Round(double RequestsPerSecond, double MicrosecondsPerRequest, double BytesPerRequest);
