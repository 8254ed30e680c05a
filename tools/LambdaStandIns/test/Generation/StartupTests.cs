using Amazon.Lambda.APIGatewayEvents;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Dependency injection with both forms of a startup class.</summary>
public class StartupTests
{
    private const string Services = """
        public class Counter { public int Value { get; set; } }
        public sealed class Trace : IDisposable { public static List<string> Log { get; } = []; public Trace() => Log.Add("made"); public void Dispose() => Log.Add("disposed"); }
        """;

    [Fact]
    public async Task A_FromServices_parameter_comes_from_the_services_of_the_startup_class()
    {
        var project = Api(
            "string A([FromServices] Counter counter, [FromQuery] int by) => $\"{counter.Value += by}\";",
            "[LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) => services.AddSingleton<Counter>(); }");
        var environment = project.Start("A");
        var request = new APIGatewayProxyRequest { QueryStringParameters = new Dictionary<string, string> { ["by"] = "2" } };

        await environment.CallAsync(request);

        Assert.Equal("4", Body(await environment.CallAsync(request)));
        Assert.Equal("2", Body(await project.Start("A").CallAsync(request)));
    }

    [Fact]
    public async Task The_parameter_of_ConfigureServices_may_be_nullable()
    {
        var project = Api(
            "string A([FromServices] Counter counter) => $\"{counter.Value}\";",
            "[LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection? services) => services!.AddSingleton<Counter>(); }");

        Assert.Empty(project.Diagnostics);
        Assert.Equal("0", Body(await project.Start("A").CallAsync(new APIGatewayProxyRequest())));
    }

    [Fact]
    public async Task The_class_of_a_function_is_a_singleton_and_gets_its_dependencies()
    {
        var environment = Api(
            "string A() => $\"{counter.Value} {++_calls}\"; private int _calls;",
            "[LambdaStartup] public class Startup { internal object ConfigureServices(IServiceCollection services) => services.AddSingleton(new Counter { Value = 7 }); }",
            "(Counter counter)").Start("A");

        await environment.CallAsync(new APIGatewayProxyRequest());

        Assert.Equal("7 2", Body(await environment.CallAsync(new APIGatewayProxyRequest())));
    }

    [Fact]
    public async Task A_registration_of_the_class_or_the_serializer_in_the_startup_class_wins()
    {
        var environment = Api(
            "Counter A() => new() { Value = ++_calls }; private int _calls;",
            """
            [LambdaStartup] public class Startup
            {
                public void ConfigureServices(IServiceCollection services)
                {
                    services.AddScoped<Store>();
                    services.AddSingleton(new DefaultLambdaJsonSerializer(options => options.WriteIndented = false));
                    services.AddSingleton<DefaultLambdaJsonSerializer>(new Loud());
                }
            }
            public class Loud : DefaultLambdaJsonSerializer { public Loud() : base(options => options.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper) { } }
            """).Start("A");

        await environment.CallAsync(new APIGatewayProxyRequest());

        Assert.Equal("{\"VALUE\":1}", Body(await environment.CallAsync(new APIGatewayProxyRequest())));
    }

    [Fact]
    public void A_dependency_that_cannot_be_resolved_throws_when_the_function_starts()
    {
        var project = Api(
            "string A() => counter.ToString()!;",
            "[LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) { } }",
            "(Counter counter)");

        var failure = Assert.Throws<InvalidOperationException>(() => project.Start("A"));
        Assert.StartsWith("Unable to resolve service for type 'Shop.Counter'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_event_has_its_own_service_scope_that_ends_with_the_event()
    {
        var project = Api(
            "async Task<string> A([FromServices] Trace trace) { await Task.Yield(); Trace.Log.Add(\"called\"); return \"\"; }",
            "[LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) => services.AddScoped<Trace>(); }");
        var environment = project.Start("A");

        await environment.CallAsync(new APIGatewayProxyRequest());
        await environment.CallAsync(new APIGatewayProxyRequest());

        Assert.Equal(
            ["made", "called", "disposed", "made", "called", "disposed"],
            (List<string>)project.Type("Shop.Trace").GetProperty("Log")!.GetValue(null)!);
    }

    [Fact]
    public async Task A_scoped_service_that_is_only_IAsyncDisposable_makes_every_event_fail()
    {
        var environment = Api(
            "string A([FromServices] Session session) => \"\";",
            """
            [LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) => services.AddScoped<Session>(); }
            public sealed class Session : IAsyncDisposable { public ValueTask DisposeAsync() => ValueTask.CompletedTask; }
            """).Start("A");

        await Assert.ThrowsAsync<InvalidOperationException>(() => environment.CallAsync(new APIGatewayProxyRequest()));
    }

    [Fact]
    public async Task Functions_outside_an_API_and_authorizers_get_their_services()
    {
        var project = FunctionProject.WithMembers(
            """
            [LambdaFunction] public async Task<string> Plain(string text, [FromServices] Counter c, ILambdaContext x) { await Task.Yield(); return text + c.Value; }
            [LambdaFunction][RestApiAuthorizer] public string Auth([FromServices] Counter c) => $"{c.Value}";
            """,
            Services + "[LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) => services.AddSingleton(new Counter { Value = 3 }); }");

        Assert.Equal("n3", await project.Start("Plain").CallAsync("n"));
        Assert.Equal("3", await project.Start("Auth").CallAsync(new APIGatewayCustomAuthorizerRequest()));
    }

    [Fact]
    public async Task A_host_builder_provides_the_services_and_starts_its_hosted_services()
    {
        var project = Api(
            "async Task<string> A([FromServices] Counter counter) { await Worker.Started.Task; return $\"{counter.Value}\"; }",
            """
            [LambdaStartup] public class Startup
            {
                public Microsoft.Extensions.Hosting.HostApplicationBuilder ConfigureHostBuilder()
                {
                    var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
                    builder.Services.AddSingleton(new Counter { Value = 9 });
                    builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostedService, Worker>();
                    return builder;
                }
            }
            public class Worker : Microsoft.Extensions.Hosting.IHostedService
            {
                public static TaskCompletionSource Started { get; } = new();
                public Task StartAsync(System.Threading.CancellationToken token) { Started.SetResult(); return Task.CompletedTask; }
                public Task StopAsync(System.Threading.CancellationToken token) => Task.CompletedTask;
            }
            """);

        Assert.Equal("\"9\"", Body(await project.Start("A").CallAsync(new APIGatewayProxyRequest())));
    }

    [Fact]
    public async Task The_class_of_a_function_is_always_a_singleton_if_a_host_builder_is_used()
    {
        var environment = Api(
            "int A() => ++_calls; private int _calls;",
            """
            [LambdaStartup] public class Startup
            {
                public Microsoft.Extensions.Hosting.HostApplicationBuilder ConfigureHostBuilder()
                {
                    var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
                    builder.Services.AddTransient<Store>();
                    return builder;
                }
            }
            """).Start("A");

        await environment.CallAsync(new APIGatewayProxyRequest());

        Assert.Equal("2", Body(await environment.CallAsync(new APIGatewayProxyRequest())));
    }

    private static string Body(object? answer) => Assert.IsType<APIGatewayProxyResponse>(answer).Body;

    private static FunctionProject Api(string method, string startup, string constructor = "") => FunctionProject.WithFiles($$"""
        namespace Shop;
        {{Services}}
        {{startup}}
        public class Store{{constructor}} { [LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public {{method}} }
        """);
}
