using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class ReloadTests : IDisposable
{
    /// <summary>Signals that the call has begun, and waits until the test opens the gate.</summary>
    private const string WaitAtGate = """Gate("/begun").SetResult(); await Gate("").Task;""";

    private readonly FunctionProject _project = new();
    private readonly string _gate = Guid.NewGuid().ToString();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_rebuilt_function_runs_without_a_restart()
    {
        _project.Build("Shop", Function("Answer", """ "first" """));
        await using var gateway = await StartAsync("Answer");

        Assert.Equal("first", await gateway.Client.GetStringAsync("/Answer"));
        _project.Build("Shop", Function("Answer", """ "second" """));
        var line = await gateway.Log.WaitForAsync(IsReload);

        Assert.Equal("RELOAD Shop.dll was rebuilt: new calls get new environments", line);
        Assert.Equal("second", await gateway.Client.GetStringAsync("/Answer"));
        Assert.Equal(2, gateway.Log.All.Count(logged => logged.Contains("cold start", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_function_uses_its_rebuilt_library_without_a_restart()
    {
        _project.Build("Shop", Function("Answer", "Library.Text"), _project.Build("Library", Library("first")));
        await using var gateway = await StartAsync("Answer");

        Assert.Equal("first", await gateway.Client.GetStringAsync("/Answer"));
        _project.Build("Library", Library("second"));

        Assert.StartsWith("RELOAD Library.dll ", await gateway.Log.WaitForAsync(IsReload), StringComparison.Ordinal);
        Assert.Equal("second", await gateway.Client.GetStringAsync("/Answer"));
    }

    [Fact]
    public async Task All_functions_of_the_rebuilt_code_get_new_environments()
    {
        _project.Build("Shop", Function("One", """ "first" """) + Function("Two", """ "first" """));
        await using var gateway = await StartAsync("One", "Two");

        Assert.Equal("first", await gateway.Client.GetStringAsync("/One"));
        Assert.Equal("first", await gateway.Client.GetStringAsync("/Two"));
        _project.Build("Shop", Function("One", """ "second" """) + Function("Two", """ "second" """));
        await gateway.Log.WaitForAsync(IsReload);

        Assert.Equal("second", await gateway.Client.GetStringAsync("/One"));
        Assert.Equal("second", await gateway.Client.GetStringAsync("/Two"));
    }

    [Fact]
    public async Task A_running_call_finishes_with_the_old_code_including_parts_that_are_not_loaded_yet()
    {
        _project.Build("Shop", Function("Answer", "Library.Text", WaitAtGate), _project.Build("Library", Library("old")));
        await using var gateway = await StartAsync("Answer");

        var (begun, go) = (Gates.Of(_gate + "/begun"), Gates.Of(_gate));
        var first = gateway.Client.GetStringAsync("/Answer");
        await begun.Task;
        _project.Build("Shop", Function("Answer", """ "new" """));
        await gateway.Log.WaitForAsync(IsReload);
        Assert.Equal("new", await gateway.Client.GetStringAsync("/Answer"));
        go.SetResult();

        Assert.Equal("old", await first);
        Assert.Equal("new", await gateway.Client.GetStringAsync("/Answer"));
    }

    [Fact]
    public async Task A_call_that_timed_out_keeps_the_old_code_until_it_ends()
    {
        var (begun, go, ended) = (Gates.Of(_gate + "/begun"), Gates.Of(_gate), Gates.Of(_gate + "/old"));
        _project.Build(
            "Shop",
            Function("Answer", "Gate(Library.Text).TrySetResult().ToString()", WaitAtGate),
            _project.Build("Library", Library("/old")));
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", "Answer")],
            Functions = [_project.Function("Answer") with { Timeout = TimeSpan.FromMilliseconds(50) }],
        });

        await gateway.Client.GetAsync("/").HasStatusAsync(502);
        await begun.Task;
        _project.Build("Shop", Function("Answer", """ "new" """));
        await gateway.Log.WaitForAsync(IsReload);
        go.SetResult();

        await ended.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_function_without_a_build_runs_as_soon_as_it_is_built()
    {
        await using var gateway = await StartAsync("Answer");

        await gateway.Client.GetAsync("/Answer").HasStatusAsync(502);
        _project.Build("Shop", Function("Answer", """ "built" """));

        Assert.Equal("built", await gateway.Client.GetStringAsync("/Answer"));
    }

    [Fact]
    public async Task A_broken_assembly_gives_502_until_it_is_rebuilt()
    {
        _project.Write("Shop", [1, 2, 3]);
        await using var gateway = await StartAsync("Answer");

        await gateway.Client.GetAsync("/Answer").HasStatusAsync(502);
        Assert.Contains(gateway.Log.All, line => line.Contains("BadImageFormatException", StringComparison.Ordinal));
        _project.Build("Shop", Function("Answer", """ "mended" """));
        await gateway.Log.WaitForAsync(IsReload);

        Assert.Equal("mended", await gateway.Client.GetStringAsync("/Answer"));
    }

    [Fact]
    public async Task A_rebuild_runs_after_the_folder_was_deleted()
    {
        _project.Build("Shop", Function("Answer", """ "first" """));
        await using var gateway = await StartAsync("Answer");

        Assert.Equal("first", await gateway.Client.GetStringAsync("/Answer"));
        _project.Delete();
        await gateway.Log.WaitForAsync(line => line.Contains("was deleted", StringComparison.Ordinal));
        Assert.Equal("first", await gateway.Client.GetStringAsync("/Answer"));
        _project.Recreate();
        _project.Build("Shop", Function("Answer", """ "second" """));

        Assert.Equal("second", await gateway.Client.GetStringAsync("/Answer"));
    }

    [Fact]
    public async Task After_50_reloads_only_the_first_and_the_newest_code_are_in_memory()
    {
        var (first, second) = (Build("first"), Build("second"));
        _project.Write("Shop", first);
        await using var gateway = await StartAsync("Answer");
        Assert.Equal("first", await gateway.Client.GetStringAsync("/Answer"));

        for (var reload = 1; reload <= 50; reload++)
        {
            var reloaded = gateway.Log.WaitForNextAsync(IsReload);
            _project.Write("Shop", reload % 2 == 0 ? first : second);
            await reloaded;
            Assert.Equal(reload % 2 == 0 ? "first" : "second", await gateway.Client.GetStringAsync("/Answer"));
        }

        CollectUntil(() => CountContexts() == 2);
        Assert.Equal(2, CountContexts());

        static byte[] Build(string text) => FunctionProject.Compile("Shop", Function("Answer", $"\"{text}\""));
    }

    private string Function(string type, string body, string before) => $$"""
        public static class {{type}}
        {
            public static async Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request)
            {
                await Task.Yield();
                {{before}}
                return new() { StatusCode = 200, Body = Body() };
            }

            // A separate method, because its references are loaded when it is called.
            private static string Body() => {{body}};

            private static TaskCompletionSource Gate(string name) =>
                (TaskCompletionSource)AppDomain.CurrentDomain.GetData("{{_gate}}" + name);
        }

        """;

    private static string Function(string type, string body) => $$"""
        public sealed class {{type}}
        {
            public APIGatewayProxyResponse Handle(APIGatewayProxyRequest request) => new() { StatusCode = 200, Body = {{body}} };
        }

        """;

    private static string Library(string text) => $$"""public static class Library { public static string Text => "{{text}}"; }""";

    private static bool IsReload(string line) => line.StartsWith("RELOAD ", StringComparison.Ordinal);

    private Task<TestGateway> StartAsync(params string[] types) => TestGateway.StartAsync(new TestApi
    {
        Methods = [.. types.Select(type => TestApi.Lambda("GET", "/" + type, type))],
        Functions = [.. types.Select(_project.Function)],
    });

    // Not inlined, because a register or a local variable of the test could keep a context in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int CountContexts() => AssemblyLoadContext.All.Count(context => context.Name == $"Shop in {_project.Folder}");

    // A collectible context needs several rounds: for its objects, for its finalizers and for its code.
    private static void CollectUntil(Func<bool> isCollected)
    {
        for (var round = 0; round < 10 && !isCollected(); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
