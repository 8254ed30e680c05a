using Microsoft.CodeAnalysis;

namespace LambdaStandIns.Tests.Generation;

/// <summary>User types and methods that the published package confuses with others, or cannot use.</summary>
public class OwnNamesTests
{
    private const string Get = """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public """;
    private const string Startup = "[LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) { } }";
    private const string HostBuilder = "Microsoft.Extensions.Hosting.HostApplicationBuilder";

    public static TheoryData<string> OwnAttributes =>
    [
        "public class LambdaFunctionAttribute : Attribute; public class Store { [Own.LambdaFunction] public void A() { } }",
        "public class RestApiAttribute : Attribute; public class Store { [Own.RestApi] public void A() { } }",
        "public class ScheduleEventAttribute : Attribute; public class Store { [Own.ScheduleEvent] public void A() { } }",
        "public class SQSEventAttribute : Attribute; public class Store { [Own.SQSEvent] public void A() { } }",
        "public class LambdaStartupAttribute : Attribute; [Own.LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection s) { } }",
        "public class LambdaSerializerAttribute : Attribute; public class Store { [Own.LambdaSerializer][LambdaSerializer(typeof(DefaultLambdaJsonSerializer))][LambdaFunction] public void A() { } }",
    ];

    [StandInTheory]
    [MemberData(nameof(OwnAttributes))]
    public void A_user_attribute_with_the_short_name_of_a_package_attribute_gets_a_warning(string code) =>
        AssertOnly("LambdaStandIn0019", FunctionProject.WithFiles($"namespace Own {{ {Qualified(code)} }}"));

    [StandInFact]
    public void A_user_assembly_attribute_with_a_package_name_gets_a_warning() => AssertOnly("LambdaStandIn0019", FunctionProject.WithFiles(
        "[assembly: Own.LambdaGlobalProperties] namespace Own { public class LambdaGlobalPropertiesAttribute : Attribute; }"));

    [StandInFact]
    public void The_warning_about_a_user_attribute_names_it_and_the_package_attribute() => Assert.Equal(
        "[RestApi] on 'A' is Own.RestApiAttribute. The published package compares only short names and treats it as "
        + "Amazon.Lambda.Annotations.APIGateway.RestApiAttribute. It then fails or does something else. Rename the attribute class.",
        Assert.Single(FunctionProject.WithFiles(
            "namespace Own { public class RestApiAttribute : Attribute; public class Store { [Own.RestApi] public void A() { } } }").Diagnostics).GetMessage());

    [Theory]
    [InlineData("namespace Own { public class RestApiAttribute : Attribute; public class Store { [LambdaFunction][Own.RestApi] public void A() { } } }")]
    [InlineData("namespace Own { public class FromQueryAttribute : Attribute; public class Store { [Amazon.Lambda.Annotations.LambdaFunction] public void A([Own.FromQuery] int x) { } } }")]
    [InlineData("namespace Own { public class RestApiAttribute : Attribute; [Own.RestApi] public class Store { [LambdaFunction] public void A() { } } }")]
    public void A_user_attribute_that_no_generator_confuses_gets_no_diagnostic(string code) =>
        Assert.Empty(FunctionProject.WithFiles(code).Diagnostics);

    [Theory]
    [InlineData("[LambdaStartup] public partial class Startup { public void ConfigureServices(IServiceCollection s) { } } [Serializable] public partial class Startup { }", 2)]
    [InlineData("[LambdaStartup] public partial class Startup { public void ConfigureServices(IServiceCollection s) { } } public partial class Startup { }", 0)]
    [InlineData("[LambdaStartup, Serializable] public class Startup { public void ConfigureServices(IServiceCollection s) { } }", 0)]
    public void A_startup_class_gets_an_error_for_each_part_if_several_parts_have_attributes(string startup, int errors) => Assert.Equal(
        Enumerable.Repeat("AWSLambda0101", errors),
        FunctionProject.WithMembers($"{Get}void A() {{ }}", startup).Diagnostics.Select(found => found.Id));

    [StandInFact]
    public async Task A_dynamic_host_builder_works_and_gets_a_warning()
    {
        var project = FunctionProject.WithMembers(
            $"{Get}string A() => \"x\";",
            $"[LambdaStartup] public class Startup {{ public dynamic ConfigureHostBuilder() => new {HostBuilder}(); }}");

        AssertOnly("LambdaStandIn0020", project);
        Assert.Equal("x", (await project.RespondAsync()).Body);
    }

    [StandInTheory]
    [InlineData("object")]
    [InlineData("void")]
    [InlineData("Built")]
    public void A_host_builder_whose_Build_returns_no_IHost_gets_an_error(string built)
    {
        var project = FunctionProject.WithMembers(
            $"{Get}string A() => \"x\";",
            $$"""
            public class Built { public Task RunAsync() => Task.CompletedTask; }
            public class Builder { public IServiceCollection Services { get; } = new ServiceCollection(); public {{built}} Build() => throw new NotSupportedException(); }
            [LambdaStartup] public class Startup { public Builder ConfigureHostBuilder() => new(); }
            """);

        Assert.Equal("LambdaStandIn0014", Assert.Single(project.Diagnostics).Id);
        Assert.StartsWith(
            "The [LambdaStartup] class 'Startup' cannot be used: the Build method of the type that ConfigureHostBuilder returns "
            + "does not return an IHost.",
            project.Diagnostics[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_host_builder_may_return_a_user_implementation_of_IHost()
    {
        var project = FunctionProject.WithMembers(
            $"{Get}string A() => \"x\";",
            $$"""
            public class Host : Microsoft.Extensions.Hosting.IHost
            {
                public IServiceProvider Services => null!;
                public void RunAsync() => throw new NotSupportedException();
                public Task StartAsync(System.Threading.CancellationToken c) => Task.CompletedTask;
                public Task StopAsync(System.Threading.CancellationToken c) => Task.CompletedTask;
                public void Dispose() { }
            }
            public class Builder { public IServiceCollection Services { get; } = new ServiceCollection(); public Host Build() => new(); }
            [LambdaStartup] public class Startup { public Builder ConfigureHostBuilder() => new(); }
            """);

        Assert.Empty(project.Diagnostics);
        Assert.Equal("x", (await project.RespondAsync()).Body);
    }

    public static TheoryData<string, string, string> OwnExtensions => new()
    {
        { "Any", "public static bool Any<T>(this IEnumerable<T> all) => false;", "[FromQuery] int x" },
        { "Any", "public static bool Any(this List<string> all) => false;", "[FromQuery] string x" },
        { "Any", "public static bool Any<T>(this IEnumerable<T> all, Func<T, bool> test) => false;", "[FromHeader] int x" },
        { "First", "public static T First<T>(this IEnumerable<T> all, Func<T, bool> test) => all.Last();", "[FromHeader] int x" },
        { "First", "internal static T First<T>(this IEnumerable<T> all, Func<T, bool> test) => all.Last();", "[FromHeader] List<int> x" },
        { "Select", "public static object Select<T>(this IList<T> all, Func<T, T> change) => all;", "[FromQuery] List<int> x" },
        { "ToList", "public static object ToList<T>(this IEnumerable<T> all) => all;", "[FromQuery] List<int> x" },
        { "AddSingleton", "public static void AddSingleton<T>(this IServiceCollection all) { }", "[FromServices] Store x" },
        { "BuildServiceProvider", "public static object BuildServiceProvider(this IServiceCollection all) => all;", "[FromServices] Store x" },
        { "CreateScope", "public static object CreateScope(this IServiceProvider all) => all;", "[FromServices] Store x" },
        { "GetRequiredService", "public static T GetRequiredService<T>(this IServiceProvider all, int x = 0) => default!;", "[FromServices] Store x" },
    };

    [StandInTheory]
    [MemberData(nameof(OwnExtensions))]
    public void An_extension_method_that_hides_a_call_in_the_published_code_gets_a_warning(string name, string method, string parameter)
    {
        var project = FunctionProject.WithMembers(
            $"{Get}void A({parameter}) {{ }}",
            $"public static class Own {{ {method} }} {(parameter.Contains("FromServices", StringComparison.Ordinal) ? Startup : "")}");

        AssertOnly("LambdaStandIn0015", project);
        Assert.Contains($"uses the name '{name}', which means Shop.Own.{name} there instead of ", project.Diagnostics[0].GetMessage(), StringComparison.Ordinal);
        Assert.NotNull(project.EntryPoint("A"));
    }

    [StandInTheory]
    [InlineData("namespace Outer { public static class Own { public static bool Any<T>(this IEnumerable<T> all) => false; } }", "Outer.Inner", 1)]
    [InlineData("public static class Own { public static bool Any<T>(this IEnumerable<T> all) => false; }", "Outer.Inner", 1)]
    [InlineData("global using Else; namespace Else { public static class Own { public static bool Any<T>(this IEnumerable<T> all) => false; } }", "Outer.Inner", 1)]
    [InlineData("global using static Else.Own; namespace Else { public static class Own { public static bool Any<T>(this IEnumerable<T> all) => false; } }", "Outer.Inner", 1)]
    [InlineData("namespace Else { public static class Own { public static bool Any<T>(this IEnumerable<T> all) => false; } }", "Outer.Inner", 0)]
    [InlineData("namespace Outer.Inner { public static class Own { public static bool Any<T>(this IQueryable<T> all) => false; } }", "Outer.Inner", 0)]
    [InlineData("namespace Outer.Inner { public static class Own { public static bool Any<T>(this IEnumerable<T> all, int x) => false; } }", "Outer.Inner", 0)]
    [InlineData("namespace Outer.Inner { public static class Own { static bool Any<T>(this IEnumerable<T> all) => false; } }", "Outer.Inner", 0)]
    [InlineData("namespace Outer.Inner { public static class Own { public static bool None<T>(this IEnumerable<T> all) => false; } }", "Outer.Inner", 0)]
    public void An_extension_method_gets_a_warning_only_where_it_would_be_called(string own, string space, int warnings) => Assert.Equal(
        Enumerable.Repeat("LambdaStandIn0015", warnings),
        FunctionProject.WithFiles(own, $"namespace {space}; public class Store {{ {Get}void A([FromQuery] int x) {{ }} }}").Diagnostics.Select(found => found.Id));

    [StandInTheory]
    [InlineData("public class Mine : ILambdaSerializer { T ILambdaSerializer.Deserialize<T>(Stream s) => default!; public void Serialize<T>(T value, Stream s) { } }", "Deserialize")]
    [InlineData("public class Mine : DefaultLambdaJsonSerializer { public new void Serialize<T>(T value, Stream s) { } }", "Serialize")]
    [InlineData("public class Mine : DefaultLambdaJsonSerializer { public void Serialize(object value, Stream s) { } }", "Serialize")]
    public void A_serializer_whose_own_methods_do_not_implement_ILambdaSerializer_gets_a_warning(string serializer, string method)
    {
        var project = FunctionProject.WithMembers($"[LambdaSerializer(typeof(Mine))]{Get}void A() {{ }}", serializer);

        AssertOnly("LambdaStandIn0021", project);
        Assert.Contains(
            $"or its own {method} does not implement ILambdaSerializer.{method}.",
            project.Diagnostics[0].GetMessage(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Mine : ILambdaSerializer { public T Deserialize<T>(Stream s) => default!; public void Serialize<T>(T value, Stream s) { } }")]
    [InlineData("public class Mine : CamelCaseLambdaJsonSerializer;")]
    [InlineData("public abstract class Base : ILambdaSerializer { public abstract T Deserialize<T>(Stream s); public virtual void Serialize<T>(T value, Stream s) { } } public class Mine : Base { public override T Deserialize<T>(Stream s) => default!; }")]
    public void A_serializer_with_one_public_implementation_of_each_method_gets_no_diagnostic(string serializer) =>
        Assert.Empty(FunctionProject.WithMembers($"[LambdaSerializer(typeof(Mine))]{Get}void A() {{ }}", serializer).Diagnostics);

    [Theory]
    [InlineData("[LambdaFunction] public string A() => $\"{Mine.Made}\";", "")]
    [InlineData("[LambdaFunction] public string A() => $\"{Mine.Made}\";", Startup)]
    [InlineData("[LambdaFunction][RestApiAuthorizer] public string A() => $\"{Mine.Made}\";", "")]
    public async Task A_serializer_is_created_even_if_only_the_runtime_serializes(string method, string startup)
    {
        var project = FunctionProject.WithMembers(
            $"[LambdaSerializer(typeof(Mine))]{method}",
            $"public class Mine : DefaultLambdaJsonSerializer {{ public static int Made; public Mine() => Made++; }} {startup}");

        Assert.Equal("1", await project.CallAsync());
    }

    [StandInTheory]
    [InlineData("[RestApi(LambdaHttpMethod.Get, \"/a\")] public async Task<string> A([FromQuery] int @await) { await Task.Yield(); return \"\"; }", "await")]
    [InlineData("[RestApi(LambdaHttpMethod.Get, \"/a\")] public void A([FromQuery] int __request__) { }", "__request__")]
    [InlineData("[RestApi(LambdaHttpMethod.Get, \"/a\")] public void A([FromQuery] int __context__) { }", "__context__")]
    [InlineData("[RestApi(LambdaHttpMethod.Get, \"/a\")] public void A([FromQuery] int __authValue_b__, [FromCustomAuthorizer] string b) { }", "__authValue_b__")]
    [InlineData("[RestApi(LambdaHttpMethod.Get, \"/a\")] public void A([FromQuery] int __unauthorized__, [FromCustomAuthorizer] string b) { }", "__unauthorized__")]
    [InlineData("[RestApi(LambdaHttpMethod.Get, \"/a\")] public IHttpResult A([FromQuery] int serializationVersion) => HttpResults.Ok();", "serializationVersion")]
    [InlineData("[RestApi(LambdaHttpMethod.Get, \"/a\")] public IHttpResult A([FromQuery] int serializationFormat) => HttpResults.Ok();", "serializationFormat")]
    [InlineData("[RestApiAuthorizer] public IAuthorizerResult A([FromHeader] string authorizerResult) => AuthorizerResults.Allow();", "authorizerResult")]
    public void A_parameter_named_like_a_local_variable_in_the_published_code_gets_a_warning(string method, string name)
    {
        var project = FunctionProject.WithMembers($"[LambdaFunction]{method}");

        AssertOnly("LambdaStandIn0004", project);
        Assert.Contains($"parameter name '{name}'", project.Diagnostics[0].GetMessage(), StringComparison.Ordinal);
    }

    [StandInTheory]
    [InlineData("e", "", 0)]
    [InlineData("Stream", "", 0)]
    [InlineData("Response", "", 1)]
    [InlineData("e", Startup, 1)]
    public void A_class_gets_a_warning_only_if_its_name_collides_with_a_local(string name, string startup, int warnings) => Assert.Equal(
        Enumerable.Repeat("LambdaStandIn0004", warnings),
        FunctionProject.WithFiles($"namespace Shop.Sub; {startup} public class {name} {{ {Get}int A([FromBody] List<int> x) => 1; }}")
            .Diagnostics.Where(found => found.Id != "LambdaStandIn0015").Select(found => found.Id));

    [StandInFact]
    public void A_namespace_named_like_the_generated_class_gets_a_warning() => AssertOnly("LambdaStandIn0015", FunctionProject.WithFiles(
        "namespace Store_A_Generated.Shop; public class Thing { } public class Store { [LambdaFunction] public void A(Thing thing) { } }"));

    [Fact]
    public void An_unknown_package_type_gets_AWSLambda0001() => Assert.Equal(
        ["AWSLambda0001"],
        FunctionProject.WithMembers("[LambdaFunction(PackageType = (LambdaPackageType)7)] public void A() { }").Diagnostics.Select(found => found.Id));

    private static string Qualified(string code) =>
        code.Replace("[LambdaFunction]", "[Amazon.Lambda.Annotations.LambdaFunction]", StringComparison.Ordinal)
            .Replace("[LambdaSerializer(", "[Amazon.Lambda.Core.LambdaSerializer(", StringComparison.Ordinal);

    private static void AssertOnly(string id, FunctionProject project)
    {
        var found = Assert.Single(project.Diagnostics);
        Assert.Equal((id, DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.Empty(project.CompilerDiagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
