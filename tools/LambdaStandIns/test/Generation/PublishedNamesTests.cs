using Microsoft.CodeAnalysis;

namespace LambdaStandIns.Tests.Generation;

/// <summary>
/// The published generator writes type names without <c>global::</c>, so types and namespaces of the project can hide them.
/// The stand-in writes full names, and warns about names that a published build would resolve differently.
/// </summary>
public class PublishedNamesTests
{
    private const string Get = """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public """;
    private const string Json = "Item A([FromQuery] int x, [FromHeader] List<int> y, [FromBody] Item z) => z;";
    private const string Http = "async Task<IHttpResult> A([FromBody] Item z) { await Task.Yield(); return HttpResults.Ok(z); }";
    private const string Services = "[LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) { } }";
    private const string Item = "public class Item { public int Id { get; set; } }";
    private const string Host = """
        [LambdaStartup] public class Startup
        {
            public Microsoft.Extensions.Hosting.HostApplicationBuilder ConfigureHostBuilder() =>
                Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        }
        """;

    public static TheoryData<string, string, string> OwnTypes => new()
    {
        { "Environment", "void A() { }", "System.Environment" },
        { "StringBuilder", "void A() { }", "System.Text.StringBuilder" },
        { "Amazon", "void A() { }", "Amazon" },
        { "Exception", Json, "System.Exception" },
        { "InvalidCastException", Json, "System.InvalidCastException" },
        { "FormatException", Json, "System.FormatException" },
        { "OverflowException", Json, "System.OverflowException" },
        { "ArgumentException", Json, "System.ArgumentException" },
        { "Convert", Json, "System.Convert" },
        { "StringComparison", Json, "System.StringComparison" },
        { "Encoding", Json, "System.Text.Encoding" },
        { "MemoryStream", Json, "System.IO.MemoryStream" },
        { "StreamReader", Json, "System.IO.StreamReader" },
        { "List<T>", "string A([FromQuery] int x) => \"\";", "System.Collections.Generic.List<T>" },
        { "Dictionary<A, B>", "string A() => \"\";", "System.Collections.Generic.Dictionary<TKey, TValue>" },
        { "HttpResultSerializationOptions", Http, "Amazon.Lambda.Annotations.APIGateway.HttpResultSerializationOptions" },
        { "System", Http, "System" },
    };

    [StandInTheory]
    [MemberData(nameof(OwnTypes))]
    public void A_user_type_that_hides_a_type_in_the_published_code_works_and_gets_a_warning(string name, string method, string target)
    {
        foreach (var (space, others) in new[] { ("Shop", $"public class {name} {{ }}"), ("Shop.Api", "") })
        {
            var project = FunctionProject.WithFiles(
                $"namespace {space}; {others} public class Store {{ {Get}{method} }} {Item}", $"namespace Shop {{ public class {(others == "" ? name : "Other")} {{ }} }}");

            AssertHidden(project, name.Split('<')[0], $"Shop.{name}", target);
            Assert.NotNull(project.Type($"{space}.Store_A_Generated"));
        }
    }

    [StandInTheory]
    [InlineData(Services, "ServiceProvider", "Microsoft.Extensions.DependencyInjection.ServiceProvider")]
    [InlineData(Services, "ServiceCollection", "Microsoft.Extensions.DependencyInjection.ServiceCollection")]
    [InlineData(Host, "IHost", "Microsoft.Extensions.Hosting.IHost")]
    public void A_user_type_that_hides_a_startup_type_gets_a_warning(string startup, string name, string target) => AssertHidden(
        FunctionProject.WithFiles($"namespace Shop; {startup} public class Store {{ {Get}void A() {{ }} }} public class {name} {{ }}"),
        name, $"Shop.{name}", target);

    [StandInFact]
    public void A_user_type_that_hides_an_authorizer_type_gets_a_warning() => AssertHidden(
        FunctionProject.WithMembers(
            "[LambdaFunction][RestApiAuthorizer] public IAuthorizerResult A() => AuthorizerResults.Allow();",
            "public class AuthorizerResultSerializationOptions { }"),
        "AuthorizerResultSerializationOptions",
        "Shop.AuthorizerResultSerializationOptions",
        "Amazon.Lambda.Annotations.APIGateway.AuthorizerResultSerializationOptions");

    [StandInFact]
    public void A_user_type_named_Stream_gets_a_warning_beside_a_function_without_parameters() => AssertHidden(
        FunctionProject.WithMembers("[LambdaFunction] public void A() { }", "public class Stream { }"), "Stream", "Shop.Stream", "System.IO.Stream");

    [StandInTheory]
    [InlineData("namespace Todo; public record Todo(int Id); public class Todos { GETIHttpResult A([FromBody] Todo x) => HttpResults.Ok(); }", "Todo", "Todo.Todo", "Todo")]
    [InlineData("namespace Todo; public record Todo(int Id); public class Todos { GETIHttpResult A([FromBody] List<Todo[]> x) => HttpResults.Ok(); }", "Todo", "Todo.Todo", "Todo")]
    [InlineData("namespace Todo; public record Todo(int Id); public class Todos { [LambdaFunction] public Todo A() => new(1); }", "Todo", "Todo.Todo", "Todo")]
    [InlineData("namespace Startup; [LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection s) { } } public class F { [LambdaFunction] public void A() { } }", "Startup", "Startup.Startup", "Startup")]
    [InlineData("namespace My; public class My : DefaultLambdaJsonSerializer; public class F { [LambdaFunction][LambdaSerializer(typeof(My))] public void A() { } }", "My", "My.My", "My")]
    [InlineData("namespace Shop.Amazon.Api; public class F { GETvoid A() { } }", "Amazon", "Shop.Amazon", "Amazon")]
    [InlineData("namespace Shop { public class F { GETvoid A() { } } } namespace Shop.Amazon { public class G { } }", "Amazon", "Shop.Amazon", "Amazon")]
    [InlineData("namespace Shop { public class F { GETvoid A() { } } } namespace Shop.Environment { public class G { } }", "Environment", "Shop.Environment", "System.Environment")]
    public void A_name_that_hides_a_type_or_namespace_gets_a_warning(string file, string name, string meaning, string target) =>
        AssertHidden(FunctionProject.WithFiles(file.Replace("GET", Get, StringComparison.Ordinal)), name, meaning, target);

    [StandInTheory]
    [InlineData("public class Environment { }", "Environment")]
    [InlineData("global using Environment = System.Math;", "System.Math")]
    [InlineData("global using Other; namespace Other { public class Environment { } }", "System.Environment or Other.Environment")]
    [InlineData("global using static Other.Box; namespace Other { public class Box { public class Environment { } } }", "System.Environment or Other.Box.Environment")]
    public void A_global_type_or_global_using_that_hides_a_type_gets_a_warning(string other, string meaning) => AssertHidden(
        FunctionProject.WithFiles($"namespace Shop; public class Store {{ {Get}void A() {{ }} }}", other), "Environment", meaning, "System.Environment");

    [Theory]
    [InlineData("namespace Shop; public class Convert { } public class Stream { } public class Store { GETvoid A() { } }")]
    [InlineData("namespace Shop; public class List { } public class Dictionary { } public class Environment<T> { } public class Store { GETstring A([FromQuery] int x) => \"\"; }")]
    [InlineData("namespace Shop { public class Store { GETvoid A() { } } } namespace Other { public class Environment { } }")]
    [InlineData("namespace Shop { public class Store { GETvoid A() { } } } namespace Shop.Inner { public class Environment { } }")]
    [InlineData("namespace Shop; file class Environment { } public class Store { GETvoid A() { } }")]
    [InlineData("namespace Shop; public class Store { GETvoid A() { } public class Environment { } }")]
    [InlineData("namespace Shop; public record Todo(int Id); public class Store { GETIHttpResult A([FromBody] List<Todo> x) => HttpResults.Ok(); }")]
    public void A_type_name_that_hides_nothing_gets_no_diagnostic(string file)
    {
        var project = FunctionProject.WithFiles(file.Replace("GET", Get, StringComparison.Ordinal));

        Assert.Empty(project.Diagnostics);
        Assert.NotNull(project.EntryPoint("A"));
    }

    [StandInTheory]
    [InlineData("method", "Environment", "void Environment() { }")]
    [InlineData("method", "Convert", "void Convert([FromQuery] int x) { }")]
    [InlineData("method", "StringComparison", "void StringComparison([FromHeader] int x) { }")]
    [InlineData("method", "Encoding", "void Encoding([FromBody] int[] x) { }")]
    [InlineData("method", "HttpResultSerializationOptions", "IHttpResult HttpResultSerializationOptions() => HttpResults.Ok();")]
    [InlineData("method", "store", "void store() { }")]
    [InlineData("method", "serializer", "void serializer() { }")]
    [InlineData("parameter", "Convert", "void A([FromQuery] int Convert) { }")]
    [InlineData("parameter", "StringComparison", "void A([FromHeader] int StringComparison) { }")]
    public void A_method_or_parameter_name_that_collides_with_the_published_code_gets_a_warning(string what, string name, string method)
    {
        var found = Assert.Single(FunctionProject.WithMembers(Get + method).Diagnostics);

        Assert.Equal(("LambdaStandIn0004", DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.StartsWith($"The {what} name '{name}' collides with a name in the code", found.GetMessage(), StringComparison.Ordinal);
    }

    private static void AssertHidden(FunctionProject project, string name, string meaning, string target)
    {
        var found = Assert.Single(project.Diagnostics);
        Assert.Equal(("LambdaStandIn0015", DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.Contains(
            $"uses the name '{name}', which means {meaning} there instead of {target}. That code does not compile, or does something else.",
            found.GetMessage(),
            StringComparison.Ordinal);
        Assert.NotEqual(Location.None, found.Location);
    }
}
