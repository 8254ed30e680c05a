using System.Diagnostics;
using Amazon.Lambda.Core;

namespace LambdaStandIns.Tests.Runtime;

[Collection(ProcessWide.Name)]
public class LambdaLoggerTests
{
    [Fact]
    public void LambdaLogger_writes_to_the_console_outside_Lambda()
    {
        Assert.Equal("a\n", ConsoleOutput.Of(() => LambdaLogger.Log("a")));
        Assert.Equal("Warning: a\n", ConsoleOutput.Of(() => LambdaLogger.Log(LogLevel.Warning, "a")));
        Assert.Equal("Error: a {b} Arguments: \"1\" \"x\"\n", ConsoleOutput.Of(() => LambdaLogger.Log("Error", "a {b}", 1, "x")));
        Assert.Equal(
            "Error: a\nSystem.InvalidOperationException: boom\n",
            ConsoleOutput.Of(() => LambdaLogger.Log(LogLevel.Error, new InvalidOperationException("boom"), "a")));
    }

    [Fact]
    public void CurrentTraceId_is_read_from_the_environment_variable()
    {
        var before = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", "Root=1-2");
        Assert.Equal("Root=1-2", LambdaTraceProvider.CurrentTraceId);
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", before);
    }
}

public class ILambdaLoggerTests
{
    [Fact]
    public void A_logger_with_only_Log_and_LogLine_gets_each_message_without_arguments_as_a_line()
    {
        var lines = new Lines();
        ILambdaLogger logger = lines;
        logger.Log("Warning", "a");
        logger.Log(LogLevel.Warning, "b");
        logger.LogTrace("c");
        logger.LogDebug("d");
        logger.LogInformation("e");
        logger.LogWarning("f");
        logger.LogError("g");
        logger.LogCritical("h");
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h"], lines.Written);
    }

    [Fact]
    public void A_logger_that_takes_arguments_gets_an_exception_as_a_second_message()
    {
        var lines = new Lines();
        ILambdaLogger logger = lines;
        var boom = new InvalidOperationException("boom");
        logger.LogTrace("a", 1);
        logger.LogDebug(boom, "b", 2);
        logger.LogInformation("c", 3);
        logger.LogWarning("d", 4);
        logger.LogError("e", 5);
        logger.LogCritical("f", 6);
        logger.Log(LogLevel.Error, boom, "g");
        Assert.Equal(
            [
                "Trace a 1", "Debug b 2", "Debug System.InvalidOperationException: boom 2", "Information c 3", "Warning d 4", "Error e 5",
                "Critical f 6", "Error g ", "Error System.InvalidOperationException: boom ",
            ],
            lines.Written);
    }

    [Fact]
    public async Task A_message_with_arguments_ends_the_process_if_the_logger_has_only_Log_and_LogLine()
    {
        var program = Compiled.From(
            """
            using Amazon.Lambda.Core;
            ILambdaLogger logger = new Small();
            logger.LogInformation("plain");
            try { logger.LogInformation("with {argument}", 1); } catch { }
            logger.LogInformation("survived");
            class Small : ILambdaLogger
            {
                public void Log(string message) => System.Console.Write(message);
                public void LogLine(string message) => System.Console.WriteLine(message);
            }
            """);
        var folder = Directory.CreateTempSubdirectory("logger-");
        try
        {
            var start = new ProcessStartInfo("dotnet", [program.Write(folder.FullName)])
            {
                WorkingDirectory = folder.FullName, // The system may write a core dump there.
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // The published default calls itself. Unoptimized code overflows the stack, optimized code may loop forever.
                Environment = { ["DOTNET_JITMinOpts"] = "1" },
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.Equal("plain\n", await output);
            Assert.NotEmpty(await errors);
            Assert.NotEqual(0, process.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Lines : ILambdaLogger
    {
        public List<string> Written { get; } = [];

        public void Log(string message) => Written.Add(message);

        public void LogLine(string message) => Written.Add(message);

        public void Log(string level, string message, params object[] args) => Written.Add($"{level} {message} {string.Join(",", args)}");
    }
}
