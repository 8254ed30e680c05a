using LocalGateway.Functions.Processes;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

/// <summary>Class libraries in processes of their own.</summary>
public sealed class LibraryProcessTests : IDisposable
{
    // Two functions of one assembly. Both count in the same static field.
    private const string Source = """
        internal static class Shared
        {
            public static int Calls;

            public static APIGatewayProxyResponse Answer(string word) =>
                new() { StatusCode = 200, Body = $"{word} {++Calls} {Environment.GetEnvironmentVariable("COLOR")}" };
        }

        public sealed class Red { public APIGatewayProxyResponse Handle() => Shared.Answer("call"); }
        public sealed class Blue { public APIGatewayProxyResponse Handle() => Shared.Answer("call"); }
        """;

    // Loads and calls a handler in the least possible way. With the published packages, these tests run the real one instead.
    private const string RuntimeSupport = """"
        global using System.Linq;
        global using System.Net.Http;
        global using System.Reflection;

        namespace Amazon.Lambda.RuntimeSupport
        {
            public sealed class RuntimeSupportInitializer(string handler)
            {
                public async Task RunLambdaBootstrap()
                {
                    var names = handler.Split("::");
                    var type = Assembly.Load(names[0]).GetType(names[1], throwOnError: true);
                    var function = Activator.CreateInstance(type);
                    var root = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
                    using var client = new HttpClient { BaseAddress = new Uri(root), Timeout = System.Threading.Timeout.InfiniteTimeSpan };
                    while (true)
                    {
                        using var next = await client.GetAsync("next");
                        var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
                        var answer = (APIGatewayProxyResponse)type.GetMethod(names[2]).Invoke(function, null);
                        var json = JsonSerializer.Serialize(new { statusCode = answer.StatusCode, body = answer.Body });
                        using var posted = await client.PostAsync($"{id}/response", new StringContent(json));
                    }
                }
            }
        }
        """";

    private readonly FunctionProject _project = new();

    public LibraryProcessTests() => _project.Build("Shop", Source);

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(true, "call 1 blue")]
    [InlineData(false, "call 2 blue")]
    public async Task Two_functions_of_one_assembly_share_a_static_field_only_in_one_process(bool asProcesses, string second)
    {
        await using var gateway = await StartAsync(asProcesses);

        Assert.Equal("call 1 red", await gateway.Client.GetStringAsync("/red"));
        Assert.Equal(second, await gateway.Client.GetStringAsync("/blue"));
    }

    [Fact]
    public async Task The_files_of_a_build_that_name_its_packages_and_its_framework_are_used()
    {
        _project.WriteText("Shop.deps.json", """
            { "runtimeTarget": { "name": ".NETCoreApp,Version=v8.0" }, "targets": { ".NETCoreApp,Version=v8.0": {} }, "libraries": {} }
            """);
        _project.WriteText("Shop.runtimeconfig.json", """
            {
              "runtimeOptions": {
                "framework": { "name": "Microsoft.NETCore.App", "version": "8.0.0" },
                "configProperties": { "System.Globalization.Invariant": true, "Shop.Word": "configured" }
              }
            }
            """);
        _project.Build("Shop", Source.Replace("\"call\"", "$\"{AppContext.GetData(\"Shop.Word\")}\"", StringComparison.Ordinal));
        await using var gateway = await StartAsync();

        await gateway.Client.GetAsync("/red").AnswersAsync(200, "configured 1 red");
    }

    [Fact]
    public async Task An_idle_process_serves_the_next_request_and_still_sees_its_own_variables()
    {
        await using var gateway = await StartAsync();

        await gateway.Client.GetAsync("/red").AnswersAsync(200, "call 1 red");
        await gateway.Client.GetAsync("/blue").AnswersAsync(200, "call 1 blue");
        await gateway.Client.GetAsync("/red").AnswersAsync(200, "call 2 red");

        Assert.Equal(2, gateway.Log.All.Count(line => line.Contains("cold start", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_rebuilt_class_library_runs_without_a_restart()
    {
        await using var gateway = await StartAsync();

        await gateway.Client.GetAsync("/red").AnswersAsync(200, "call 1 red");
        _project.Build("Shop", Source.Replace("\"call\"", "\"new call\"", StringComparison.Ordinal));
        await gateway.Log.WaitForAsync(line => line == "RELOAD Shop.dll was rebuilt: new calls get new environments");

        await gateway.Client.GetAsync("/red").AnswersAsync(200, "new call 1 red");
    }

    [Fact]
    public void The_command_names_the_files_of_the_build_and_gives_the_handler_to_the_launcher()
    {
        _project.WriteText("Shop.deps.json", "{}");
        _project.WriteText("Shop.runtimeconfig.json", "{}");

        var start = ProgramStart.Find(_project.Function("Red"), _project.Folder);

        Assert.Equal(ProgramStart.Dotnet, start.FileName);
        Assert.Equal(
            [
                "exec", "--roll-forward", "LatestMajor",
                "--depsfile", Path.Combine(_project.Folder, "Shop.deps.json"),
                "--runtimeconfig", Path.Combine(_project.Folder, "Shop.runtimeconfig.json"),
                Path.Combine(AppContext.BaseDirectory, "FunctionLauncher.dll"), "Shop::Red::Handle",
            ],
            start.Arguments);
    }

    [Fact]
    public void Without_RuntimeSupport_the_start_ends_with_one_line_that_says_what_to_do()
    {
        using var gateway = new FunctionProject();

        var exception = Assert.Throws<GatewayException>(
            () => LibraryStart.RequireRuntimeSupport([_project.Function("Red")], path => path, gateway.Folder));

        Assert.Equal(
            "The function Red cannot run in a process of its own: Amazon.Lambda.RuntimeSupport is missing, because this build uses the "
            + "stand-ins of the Amazon.Lambda packages. Add a reference to Amazon.Lambda.RuntimeSupport to the function's project, or run "
            + "`dotnet dev.cs restore` with a registry that has the published packages.",
            exception.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RuntimeSupport_is_found_beside_the_function_and_beside_the_gateway(bool besideFunction)
    {
        using var gateway = new FunctionProject();
        (besideFunction ? _project : gateway).Write("Amazon.Lambda.RuntimeSupport", []);

        LibraryStart.RequireRuntimeSupport([_project.Function("Red")], path => path, gateway.Folder);
    }

    private Task<TestGateway> StartAsync(bool asProcesses = true)
    {
        _project.Build("Amazon.Lambda.RuntimeSupport", RuntimeSupport);
        var api = new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/red", "Red"), TestApi.Lambda("GET", "/blue", "Blue")],
            Functions = [Function("Red", "red"), Function("Blue", "blue")],
        };
        return TestGateway.StartAsync(api, options => options with { LibrariesAsProcesses = asProcesses });

        LambdaFunction Function(string type, string colour) => _project.Function(type) with
        {
            Timeout = TimeSpan.FromSeconds(60),
            Environment = new Dictionary<string, string> { ["COLOR"] = colour },
        };
    }
}
