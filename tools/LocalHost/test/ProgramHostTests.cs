using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace LocalHost.Tests;

/// <summary>Functions that run in processes of their own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProgramHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Class_libraries_run_as_processes_or_one_error_line_names_the_missing_package()
    {
        using var host = HostProcess.Start(
            "run", "--template", TestTemplates.WriteTo(_folder), "--data", _folder.File("data"), "--port", "0", "--in-memory", "--no-seed",
            "--functions", "process");
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "Amazon.Lambda.RuntimeSupport.dll")))
        {
            var (exitCode, _, errors) = await host.EndAsync();

            Assert.Equal(1, exitCode);
            Assert.StartsWith(
                "error: The function Notes cannot run in a process of its own: Amazon.Lambda.RuntimeSupport is missing, ",
                Assert.Single(errors),
                StringComparison.Ordinal);
            return;
        }

        using var client = new HttpClient { BaseAddress = HostProcess.AddressIn(await host.LineWithAsync("Serving")) };

        Assert.Equal("noted", await client.GetStringAsync("notes"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task The_processes_of_functions_end_with_the_host_even_if_it_is_killed(string signal)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        // It holds a connection to the test, and waits.
        var bootstrap = _folder.Write("bootstrap", $"""
            #!/bin/bash
            exec 3<>/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port}
            read -r line <&3

            """);
        File.SetUnixFileMode(bootstrap, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var template = _folder.Write("template.yaml", """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Waiting:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: provided.al2023
                  Handler: bootstrap
                  CodeUri: .
                  Events:
                    Get: { Type: Api, Properties: { Path: /wait, Method: get } }
            """);
        using var host = HostProcess.Start(
            "run", "--template", template, "--data", _folder.File("data"), "--port", "0", "--in-memory", "--no-seed");
        using var client = new HttpClient { BaseAddress = HostProcess.AddressIn(await host.LineWithAsync("Serving")) };

        var unanswered = client.GetAsync("wait");
        using var program = await listener.AcceptSocketAsync();
        await host.SignalAsync(signal);

        await HostProcess.HangsUpAsync(program);
        await Record.ExceptionAsync(() => unanswered);
    }
}
