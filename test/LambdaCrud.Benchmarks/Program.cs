using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LambdaCrud.Benchmarks;

// Short runs are sufficient, because each pair runs in the same process, one after the other.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(10).WithIterationCount(15).WithLaunchCount(1))
    .AddLogger(NullLogger.Instance)
    .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
    .WithOptions(ConfigOptions.DisableOptimizationsValidator)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "lambdacrud-benchmarks"));
var summary = BenchmarkRunner.Run<FunctionBenchmarks>(config);
if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
{
    Console.Error.WriteLine("A benchmark failed. Run it alone to see why.");
    return 1;
}

Console.WriteLine("Warm requests, as medians. The SDK's own calls are measured in the same run.");
Console.WriteLine($"{"",-14}{"SDK alone",14}{"function",14}{"beyond",12}{"SDK alone",14}{"function",14}{"beyond",12}");
foreach (var (name, label) in ((string, string)[])[("List", "GET /products"), ("Create", "POST /products"), ("Order", "POST /orders")])
{
    var (sdkTime, sdkBytes) = Of($"{name}BySdk");
    var (time, bytes) = Of(name);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{label,-14}{sdkTime,11:0.0} µs{time,11:0.0} µs{time - sdkTime,9:0.0} µs{sdkBytes,11:0.0} kB{bytes,11:0.0} kB{bytes - sdkBytes,9:0.0} kB"));
}

return 0;

(double Microseconds, double Kilobytes) Of(string benchmark)
{
    var report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == benchmark);
    return (report.ResultStatistics!.Median / 1_000, (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0) / 1_000.0);
}
