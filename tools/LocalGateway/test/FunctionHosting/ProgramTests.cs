using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LocalGateway.Functions.Processes;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

/// <summary>Functions that are programs: each runs as a process of its own.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TestProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_program_answers_and_its_idle_process_serves_the_next_request_too()
    {
        await using var gateway = await _program.StartAsync();

        Assert.Equal("call 1", await gateway.Client.GetStringAsync("/count"));
        Assert.Equal("call 2", await gateway.Client.GetStringAsync("/count"));
        Assert.Single(gateway.Log.All, line => line.Contains("cold start", StringComparison.Ordinal));
        Assert.Empty(gateway.Unavailable);
    }

    [Fact]
    public async Task Two_requests_at_once_have_two_processes_and_the_limit_of_processes_holds()
    {
        using var signal = new TcpListener(IPAddress.Loopback, 0);
        signal.Start();
        await using var gateway = await TestGateway.StartAsync(
            new TestApi { Methods = [TestApi.Lambda("GET", "/{proxy+}", "Program")], Functions = [_program.Function] },
            options => options with { MaxEnvironmentsPerFunction = 2 });

        var first = gateway.Client.GetStringAsync($"/wait?port={((IPEndPoint)signal.LocalEndpoint).Port}");
        using var firstCall = await signal.AcceptTcpClientAsync();
        var second = gateway.Client.GetStringAsync($"/wait?port={((IPEndPoint)signal.LocalEndpoint).Port}");
        using var secondCall = await signal.AcceptTcpClientAsync();
        var third = gateway.Client.GetStringAsync("/count");
        firstCall.GetStream().WriteByte(1);
        secondCall.GetStream().WriteByte(2);

        Assert.Equal("1", await first);
        Assert.Equal("2", await second);
        Assert.Equal("call 2", await third);
        Assert.Equal(2, gateway.Log.All.Count(line => line.Contains("cold start", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_headers_of_an_event_have_id_deadline_ARN_and_trace()
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestApi { Methods = [TestApi.Lambda("GET", "/{proxy+}", "Program")], Functions = [_program.Function] },
            options => options with { TimeProvider = new FixedTime(new(2026, 7, 22, 12, 0, 0, TimeSpan.Zero)) });

        using var response = await gateway.Client.GetAsync("/headers");

        var headers = (await response.Content.ReadAsStringAsync()).Split('\n').Order().ToList();
        var deadline = Assert.Single(headers, header => header.StartsWith("Lambda-Runtime-Deadline-Ms=", StringComparison.Ordinal));
        Assert.InRange(
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(deadline.Split('=')[1], CultureInfo.InvariantCulture)),
            new(2026, 7, 22, 12, 0, 1, TimeSpan.Zero),
            new(2026, 7, 22, 12, 1, 0, TimeSpan.Zero));
        headers.Remove(deadline);
        Assert.Matches("^Lambda-Runtime-Aws-Request-Id=[0-9a-f-]{36}$", headers[0]);
        Assert.Equal("Lambda-Runtime-Invoked-Function-Arn=arn:aws:lambda:us-east-1:123456789012:function:Program", headers[1]);
        Assert.Equal($"Lambda-Runtime-Trace-Id={Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id"))}", headers[2]);
        Assert.Equal(3, headers.Count);
    }

    [Fact]
    public async Task A_process_sees_its_own_variables_and_few_of_the_hosts()
    {
        // Only a variable that nobody else reads: tests run in parallel.
        var hidden = $"HIDDEN_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(hidden, "yes");
        await using var gateway = await _program.StartAsync(function => function with
        {
            MemorySize = 512,
            Environment = new Dictionary<string, string> { ["COLOR"] = "red", ["DOTNET_ROLL_FORWARD"] = "LatestMajor" },
        });

        var variables = (await gateway.Client.GetStringAsync("/variables")).Split('\n')
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal("red", variables["COLOR"]);
        Assert.Equal("Shop", variables["_HANDLER"]);
        Assert.Equal("Program", variables["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.Equal("512", variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("$LATEST", variables["AWS_LAMBDA_FUNCTION_VERSION"]);
        Assert.Equal("us-east-1", variables["AWS_REGION"]);
        Assert.Equal("AWS_Lambda_dotnet10", variables["AWS_EXECUTION_ENV"]);
        Assert.Equal("LatestMajor", variables["DOTNET_ROLL_FORWARD"]);
        Assert.Equal(":UTC", variables["TZ"]);
        Assert.Matches(@"^127\.0\.0\.1:[0-9]+$", variables["AWS_LAMBDA_RUNTIME_API"]);
        Assert.Matches(@"^[0-9]{4}/[0-9]{2}/[0-9]{2}/\[\$LATEST\][0-9a-f]{32}$", variables["AWS_LAMBDA_LOG_STREAM_NAME"]);
        Assert.True(variables.ContainsKey("LAMBDA_TASK_ROOT"));
        Assert.False(variables.ContainsKey(hidden));
    }

    [Fact]
    public async Task An_error_gives_502_and_the_process_stays_in_use()
    {
        await using var gateway = await _program.StartAsync();

        await gateway.Client.GetAsync("/error").HasStatusAsync(502);
        await gateway.Client.GetAsync("/odd-error").HasStatusAsync(502);

        Assert.Equal("call 3", await gateway.Client.GetStringAsync("/count"));
        Assert.Single(gateway.Log.All, line => line.EndsWith($"Unhandled NoStock: nothing is left{Environment.NewLine}at Buy{Environment.NewLine}at Main", StringComparison.Ordinal));
        Assert.Single(gateway.Log.All, line => line.EndsWith("Unhandled Odd.Error: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("error", "Unhandled NoSuchTable: the table is missing")]
    [InlineData("exit", "Runtime exited with error: exit status 7")]
    public async Task A_program_that_does_not_start_gives_502_and_the_log_says_why(string start, string reason)
    {
        await using var gateway = await _program.StartAsync(
            function => function with { Environment = new Dictionary<string, string> { ["START"] = start } });

        await gateway.Client.GetAsync("/count").HasStatusAsync(502);

        Assert.Contains(gateway.Log.All, line => line.Contains(reason, StringComparison.Ordinal));
        Assert.Lacks(gateway.Log.All, line => line.Contains("cold start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_exits_gives_502_and_the_next_request_gets_a_new_one()
    {
        await using var gateway = await _program.StartAsync();

        await gateway.Client.GetAsync("/count").AnswersAsync(200, "call 1");
        await gateway.Client.GetAsync("/exit").HasStatusAsync(502);
        using var next = await gateway.Client.GetAsync("/count");

        Assert.True(next.IsSuccessStatusCode, string.Join('\n', gateway.Log.All));
        Assert.Equal("call 1", await next.Content.ReadAsStringAsync());

        Assert.Contains(gateway.Log.All, line => line.EndsWith("Unhandled Runtime.ExitError: Runtime exited with error: exit status 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_exceeds_the_timeout_is_killed_and_the_next_request_gets_a_new_one()
    {
        using var signal = new TcpListener(IPAddress.Loopback, 0);
        signal.Start();
        await using var gateway = await _program.StartAsync(function => function with { Timeout = TimeSpan.FromMilliseconds(800) });

        var waiting = gateway.Client.GetAsync($"/wait?port={((IPEndPoint)signal.LocalEndpoint).Port}");
        using var call = await signal.AcceptTcpClientAsync();

        // The connection ends with the process.
        Assert.True(await EndsAsync(call));
        await waiting.HasStatusAsync(502);
        Assert.Contains(gateway.Log.All, line => line.EndsWith("Task timed out after 0.80 seconds", StringComparison.Ordinal));
        Assert.Lacks(gateway.Log.All, line => line.Contains("Runtime exited", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_response_over_6_MB_gives_502_and_the_program_gets_413()
    {
        await using var gateway = await _program.StartAsync();

        await gateway.Client.GetAsync("/large").HasStatusAsync(502);
        await gateway.Log.WaitForAsync(line => line.EndsWith("the response got 413", StringComparison.Ordinal));

        Assert.Contains(gateway.Log.All, line => line.Contains("Function.ResponseSizeTooLarge", StringComparison.Ordinal));
        Assert.Equal("call 2", await gateway.Client.GetStringAsync("/count"));
    }

    [Fact]
    public async Task The_Runtime_API_refuses_a_second_event_before_the_answer_and_an_unknown_request_id()
    {
        await using var gateway = await _program.StartAsync();

        Assert.Equal("403 400 404", await gateway.Client.GetStringAsync("/twice"));
    }

    [Fact]
    public async Task The_Runtime_API_refuses_pages_in_a_browser()
    {
        await using var gateway = await _program.StartAsync();

        Assert.Equal("403", await gateway.Client.GetStringAsync("/browser"));
    }

    [Fact]
    public async Task The_lines_that_a_program_prints_are_in_the_log()
    {
        await using var gateway = await _program.StartAsync();

        await gateway.Client.GetStringAsync("/print");

        await gateway.Log.WaitForAsync(line => line.StartsWith("[Program] ", StringComparison.Ordinal) && line.EndsWith(" a line of output", StringComparison.Ordinal));
        await gateway.Log.WaitForAsync(line => line.EndsWith(" a line of errors", StringComparison.Ordinal));
        Assert.Matches(@"^\[Program\] [0-9a-f-]{36} info a line of the runtime$", await gateway.Log.WaitForAsync(line => line.EndsWith("a line of the runtime", StringComparison.Ordinal)));
        Assert.Contains(gateway.Log.All, line => line.Contains("REPORT", StringComparison.Ordinal) && line.Contains(" Max Memory Used: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rebuilt_program_runs_without_a_restart()
    {
        await using var gateway = await _program.StartAsync();

        Assert.Equal("call 1", await gateway.Client.GetStringAsync("/count"));
        _program.Build("new call");
        await gateway.Log.WaitForAsync(line => line == "RELOAD Shop.dll was rebuilt: new calls get new environments");

        Assert.Equal("new call 1", await gateway.Client.GetStringAsync("/count"));
    }

    [Fact]
    public async Task All_processes_and_copies_of_code_are_gone_when_the_gateway_has_stopped()
    {
        var gateway = await _program.StartAsync();
        var folder = (await gateway.Client.GetStringAsync("/variables")).Split('\n')
            .Single(line => line.StartsWith("LAMBDA_TASK_ROOT=", StringComparison.Ordinal)).Split('=')[1];
        var id = int.Parse(await gateway.Client.GetStringAsync("/id"), CultureInfo.InvariantCulture);
        Assert.NotEqual(_program.Folder, folder);
        Assert.True(Directory.Exists(folder));

        await gateway.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_function_of_the_OS_runtime_runs_the_file_bootstrap()
    {
        var bootstrap = Path.Combine(_program.Folder, "bootstrap");
        File.WriteAllText(bootstrap, $"#!/bin/sh\nexec '{ProgramStart.Dotnet}' \"$LAMBDA_TASK_ROOT/Shop.dll\"\n");
        File.SetUnixFileMode(bootstrap, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var gateway = await _program.StartAsync(function => function with { Runtime = "provided.al2023", Handler = "not.used" });

        Assert.Equal("call 1", await gateway.Client.GetStringAsync("/count"));
        Assert.Lacks("AWS_EXECUTION_ENV", await gateway.Client.GetStringAsync("/variables"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_of_the_OS_runtime_runs_the_assembly_bootstrap_before_it_is_compiled_to_native_code()
    {
        using var program = new TestProgram("bootstrap");
        await using var gateway = await program.StartAsync(function => function with { Runtime = "provided.al2023", Handler = "not.used" });

        Assert.Equal("call 1", await gateway.Client.GetStringAsync("/count"));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named_at_the_start_and_gives_502()
    {
        await using var gateway = await _program.StartAsync(function => function with { Handler = "Missing" });

        Assert.Equal(
            $"The function Program cannot run before its code is built: The folder {_program.Folder} has no program Missing. "
            + "Check the function's Handler and build its project.",
            Assert.Single(gateway.Unavailable));
        await gateway.Client.GetAsync("/count").HasStatusAsync(502);
    }

    private static async Task<bool> EndsAsync(TcpClient connection)
    {
        try
        {
            return await connection.GetStream().ReadAsync(new byte[1]) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
