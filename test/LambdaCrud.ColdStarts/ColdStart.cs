using System.Diagnostics;
using System.Text.Json;

namespace LambdaCrud.ColdStarts;

/// <param name="Folder">The folder of the published code.</param>
/// <param name="Assembly">The name of the assembly.</param>
/// <param name="Project">The folder of the project.</param>
internal sealed record FunctionCode(string Folder, string Assembly, string Project);

internal sealed record MeasuredFunction(FunctionCode Code, string Name, string Handler, byte[] Event);

/// <summary>One start of a function in a process of its own, as Lambda's managed runtime starts it, and its first request.</summary>
/// <param name="Init">From the start of the process to its request for the first event, in milliseconds.</param>
/// <param name="First">From there to its response, in milliseconds.</param>
/// <param name="Status">The status in the response.</param>
internal sealed record ColdStart(double Init, double First, int Status)
{
    public double Total => Init + First;

    public static async Task<ColdStart> RunAsync(MeasuredFunction function, FunctionCode launcher)
    {
        await using var services = await LambdaServices.StartAsync(function.Event);
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "exec",
                "--depsfile", Path.Combine(function.Code.Folder, $"{function.Code.Assembly}.deps.json"),
                "--runtimeconfig", Path.Combine(function.Code.Folder, $"{function.Code.Assembly}.runtimeconfig.json"),
                Path.Combine(launcher.Folder, $"{launcher.Assembly}.dll"), function.Handler,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in VariablesOf(function, services.Address))
            start.Environment[name] = value;

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            var first = await Task.WhenAny(services.Answered, process.WaitForExitAsync());
            if (first != services.Answered)
                throw new InvalidOperationException($"The function {function.Name} ended before it answered: {string.Concat(await output)}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        var (asked, answered, response) = await services.Answered;
        using var json = JsonDocument.Parse(response);
        return new(
            Stopwatch.GetElapsedTime(began, asked).TotalMilliseconds,
            Stopwatch.GetElapsedTime(asked, answered).TotalMilliseconds,
            json.RootElement.GetProperty("statusCode").GetInt32());
    }

    private static IEnumerable<(string Name, string Value)> VariablesOf(MeasuredFunction function, string services) =>
    [
        ("AWS_LAMBDA_RUNTIME_API", services),
        ("AWS_ENDPOINT_URL_DYNAMODB", $"http://{services}"),
        ("LAMBDA_TASK_ROOT", function.Code.Folder),
        ("_HANDLER", function.Handler),
        ("AWS_LAMBDA_FUNCTION_NAME", function.Name),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "group"),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "stream"),
        ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        ("AWS_LAMBDA_LOG_LEVEL", "INFO"),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_SESSION_TOKEN", "token"),
        ("TABLE_NAME", "Table"),
        ("CURSOR_SIGNING_KEY", "0123456789abcdef0123456789abcdef"),
        ("ALLOWED_ORIGIN", "*"),
        ("METRICS_NAMESPACE", "ColdStarts"),
    ];
}
