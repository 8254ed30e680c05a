using Microsoft.CodeAnalysis;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Diagnostics that only the stand-in reports, for code that behaves differently with the published package.</summary>
public class DifferenceTests
{
    private const string Get = """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public """;
    private const string Startup = "[LambdaStartup] public class Startup { public void ConfigureServices(IServiceCollection services) { } }";

    [StandInTheory]
    [InlineData("IHttpResult? A() => HttpResults.NotFound();", "IHttpResult?", "an IHttpResult", "IHttpResult", """{"statusCode":404,"multiValueHeaders":null,"body":null,"isBase64Encoded":false}""")]
    [InlineData("HttpResults A() => (HttpResults)HttpResults.NotFound();", "HttpResults", "an IHttpResult", "IHttpResult", """{"statusCode":404,"multiValueHeaders":null,"body":null,"isBase64Encoded":false}""")]
    [InlineData("Task<IHttpResult?> A() => Task.FromResult<IHttpResult?>(HttpResults.NotFound());", "Task<IHttpResult?>", "an IHttpResult", "Task<IHttpResult>", """{"statusCode":404,"multiValueHeaders":null,"body":null,"isBase64Encoded":false}""")]
    public async Task An_IHttpResult_that_only_the_stand_in_recognises_works_and_gets_a_warning(
        string method, string type, string what, string instead, string json)
    {
        var project = FunctionProject.WithMembers(Get + method);

        AssertWarning(
            project, "LambdaStandIn0001",
            $"'A' returns {type}. The published package does not recognise this as {what} and answers 200 with the result object as JSON. Declare the return type as {instead}.");
        Assert.Equal(json, await project.CallAsync(new Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest()));
    }

    [StandInFact]
    public async Task A_nullable_string_result_is_plain_text_and_gets_a_warning()
    {
        var project = FunctionProject.WithMembers($"{Get}string? A() => \"x\";");

        AssertWarning(
            project, "LambdaStandIn0001",
            "'A' returns string?. The published package does not recognise this as text and answers with the text as a JSON string. Declare the return type as string.");
        Assert.Equal("x", (await project.RespondAsync()).Body);
    }

    [StandInFact]
    public void A_nullable_response_and_a_nullable_or_concrete_authorizer_result_get_a_warning()
    {
        AssertWarning(FunctionProject.WithMembers($"{Get}APIGatewayProxyResponse? A() => null;"), "LambdaStandIn0001");
        AssertWarning(FunctionProject.WithMembers("[LambdaFunction][RestApiAuthorizer] public IAuthorizerResult? A() => null;"), "LambdaStandIn0001");
        AssertWarning(FunctionProject.WithMembers("[LambdaFunction][RestApiAuthorizer] public AuthorizerResults A() => null!;"), "LambdaStandIn0001");
    }

    [StandInFact]
    public async Task A_nullable_string_body_is_read_as_text_and_gets_a_warning()
    {
        var project = FunctionProject.WithMembers($"{Get}string A([FromBody] string? text) => text ?? \"null\";");

        AssertWarning(
            project, "LambdaStandIn0002",
            "[FromBody] parameter 'text' is a 'string?'. The published package reads that body as JSON instead of text. Declare it as 'string'.");
        Assert.Equal("plain", (await project.RespondAsync(new() { Body = "plain" })).Body);
    }

    [StandInFact]
    public async Task A_ValueTask_is_awaited_and_gets_a_warning()
    {
        var project = FunctionProject.WithMembers($"{Get}async ValueTask<int> A() {{ await Task.Yield(); return 5; }}");

        AssertWarning(
            project, "LambdaStandIn0003",
            "'A' returns a ValueTask. The published package never awaits it and answers with its ToString(). Return a Task.");
        Assert.Equal("5", (await project.RespondAsync()).Body);
    }

    [StandInTheory]
    [InlineData("string A([FromQuery] int response) => \"\";", "response")]
    [InlineData("string A([FromQuery] int validationErrors) => \"\";", "validationErrors")]
    [InlineData("string A([FromHeader] int e) => \"\";", "e")]
    [InlineData("string A([FromHeader] int errorResult) => \"\";", "errorResult")]
    [InlineData("string A([FromQuery] int store) => \"\";", "store")]
    [InlineData("string A([FromQuery] int @event) => \"\";", "event")]
    [InlineData("IHttpResult A([FromQuery] int httpResults) => HttpResults.Ok();", "httpResults")]
    [InlineData("IHttpResult A([FromQuery] int serializationOptions) => HttpResults.Ok();", "serializationOptions")]
    [InlineData("IHttpResult A([FromBody] List<int> stream) => HttpResults.Ok();", "stream")]
    [InlineData("List<int> A([FromBody] List<int> body) => body;", "body")]
    [InlineData("List<int> A([FromQuery] List<int> reader) => reader;", "reader")]
    public async Task A_parameter_name_that_collides_with_the_published_code_works_and_gets_a_warning(string method, string name)
    {
        var project = FunctionProject.WithMembers(Get + method);

        AssertWarning(
            project, "LambdaStandIn0004",
            $"The parameter name '{name}' collides with a name in the code that the published package generates for 'A'. That code does not compile. Choose another name.");
        Assert.NotNull(await project.CallAsync(new Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest { Body = "[]" }));
    }

    [Theory]
    [InlineData("IHttpResult A([FromBody] List<int> body) => HttpResults.Ok(body);")]
    [InlineData("string A([FromQuery] int body, [FromQuery] int stream, [FromQuery] int reader, [FromQuery] int scope) => \"\";")]
    [InlineData("string A(ILambdaContext response, APIGatewayProxyRequest e) => \"\";")]
    [InlineData("string A([FromServices] ILambdaContext context, [FromQuery] int serializer) => \"\";")]
    [InlineData("void A([FromQuery] List<int> e, [FromBody] string response) { }")]
    [InlineData("int A([FromQuery] int reader, [FromQuery] int memoryStream) => 1;")]
    public void A_parameter_name_that_collides_with_nothing_gets_no_diagnostic(string method)
    {
        var project = FunctionProject.WithMembers(Get + method);

        Assert.Empty(project.Diagnostics);
        Assert.NotNull(project.EntryPoint("A"));
    }

    [StandInTheory]
    [InlineData("New")]
    [InlineData("Base")]
    [InlineData("Event")]
    [InlineData("Response")]
    [InlineData("Serializer")]
    public void A_class_name_that_collides_with_the_published_code_works_and_gets_a_warning(string name)
    {
        var project = FunctionProject.WithFiles($$"""
            namespace Shop; public class {{name}} { {{Get}}string A() => "x"; }
            """);

        AssertWarning(
            project, "LambdaStandIn0004",
            $"The class name '{name}' collides with a name in the code that the published package generates for 'A'. That code does not compile. Choose another name.");
        Assert.NotNull(project.Type($"Shop.{name}_A_Generated"));
    }

    [StandInFact]
    public void A_method_name_that_collides_with_the_published_code_gets_a_warning() => AssertWarning(
        FunctionProject.WithMembers("[LambdaFunction] public void @event() { }"),
        "LambdaStandIn0004",
        "The method name 'event' collides with a name in the code that the published package generates for 'event'. That code does not compile. Choose another name.");

    [StandInTheory]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] public static void A() { } }", "it is static")]
    [InlineData("namespace Shop; public static class Store { [LambdaFunction] public static void A() { } }", "it is static")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] private void A() { } }", "it is not accessible")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] protected void A() { } }", "it is not accessible")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] public void A<T>() { } }", "it is generic")]
    [InlineData("namespace Shop; public class Store<T> { [LambdaFunction] public void A() { } }", "its class is generic")]
    [InlineData("namespace Shop; public class Outer { public class Store { [LambdaFunction] public void A() { } } }", "its class is nested in another class")]
    [InlineData("public class Store { [LambdaFunction] public void A() { } }", "its class is in no namespace")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] public void A(ref int x) { } }", "a parameter is passed by reference")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] public void A(ILambdaContext a, ILambdaContext b) { } }", "it has two parameters of type ILambdaContext")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction][RestApiAuthorizer] public void A() { } }", "it is an authorizer and returns nothing")]
    [InlineData("namespace Shop; public class Store(int x) { [LambdaFunction] public int A() => x; }", "its class cannot be created without arguments and there is no usable [LambdaStartup]")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] public void A() { } private Store() { } }", "its class cannot be created without arguments and there is no usable [LambdaStartup]")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] public void A() { } public required int X { get; set; } }", "its class cannot be created without arguments and there is no usable [LambdaStartup]")]
    [InlineData("namespace Shop; public abstract class Store { [LambdaFunction] public void A() { } }", "its class cannot be created without arguments and there is no usable [LambdaStartup]")]
    [InlineData("namespace Shop; public class Store { [LambdaFunction] public void A([FromServices] object x) { } }", "it has a [FromServices] parameter and there is no usable [LambdaStartup]")]
    public void A_function_for_which_the_published_code_does_not_compile_gets_an_error(string file, string reason)
    {
        var found = Assert.Single(FunctionProject.WithFiles(file).Diagnostics);

        Assert.Equal(("LambdaStandIn0005", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.StartsWith(
            $"'A' cannot be a Lambda function: {reason}. The code that the published package generates for it does not compile. ",
            found.GetMessage(),
            StringComparison.Ordinal);
    }

    [StandInTheory]
    [InlineData("public class Store(int x) { [LambdaFunction] public int A() => x; }")]
    [InlineData("public class Store { [LambdaFunction] public void A([FromServices] object x) { } }")]
    public void A_function_with_dependencies_is_accepted_if_there_is_a_startup_class(string type) =>
        Assert.Empty(FunctionProject.WithFiles($"namespace Shop; {Startup} {type}").Diagnostics);

    [StandInFact]
    public void Two_functions_with_the_same_generated_name_get_an_error()
    {
        var overloads = FunctionProject.WithMembers("[LambdaFunction] public void A() { } [LambdaFunction] public void A(int x) { }");
        var namespaces = FunctionProject.WithFiles(
            "namespace Shop { public class Store { [LambdaFunction] public void A() { } } } namespace Yard { public class Store { [LambdaFunction] public void A() { } } }");

        var found = Assert.Single(overloads.Diagnostics);
        Assert.Equal(("LambdaStandIn0006", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.Equal(
            "'Shop.Store.A' and 'Yard.Store.A' have the same generated class name 'Store_A_Generated'. The published package stops with AWSLambda0001. Rename one of the classes or methods.",
            Assert.Single(namespaces.Diagnostics).GetMessage());
    }

    [StandInFact]
    public void Two_functions_with_the_same_resource_name_or_route_get_a_warning()
    {
        AssertWarning(
            FunctionProject.WithMembers("""[LambdaFunction(ResourceName = "X")] public void A() { } [LambdaFunction(ResourceName = "X")] public void B() { }"""),
            "LambdaStandIn0007",
            "'Shop.Store.A' and 'Shop.Store.B' have the same resource name 'X'. Only the later one stays in the template, as with the published package. Give one of them another ResourceName.");
        AssertWarning(
            FunctionProject.WithMembers($"{Get}void A() {{ }} {Get.Replace("/a", "a", StringComparison.Ordinal)}void B() {{ }}"),
            "LambdaStandIn0008",
            "'Shop.Store.A' and 'Shop.Store.B' are both mapped to GET /a. Both go into the template, as with the published package, and the deployment fails or loses one. Change one of the routes.");
    }

    [StandInTheory]
    [InlineData("[LambdaStartup] public class Startup { }")]
    [InlineData("[LambdaStartup] public class Startup { public void ConfigureServices(ServiceCollection services) { } }")]
    [InlineData("public class Base { public void ConfigureServices(IServiceCollection services) { } } [LambdaStartup] public class Startup : Base { }")]
    [InlineData("[LambdaStartup] public partial class Startup { } public partial class Startup { public void ConfigureServices(IServiceCollection services) { } }")]
    [InlineData("[LambdaStartup] public record Startup { public void ConfigureServices(IServiceCollection services) { } }")]
    public void A_startup_class_that_the_generator_does_not_use_gets_a_warning(string startup) =>
        AssertWarning(FunctionProject.WithMembers("[LambdaFunction] public void A() { }", startup), "LambdaStandIn0009");

    [StandInFact]
    public void A_derived_event_attribute_has_no_effect_and_gets_a_warning() => AssertWarning(
        FunctionProject.WithMembers(
            "[LambdaFunction][My] public void A() { }",
            "public class MyAttribute : RestApiAttribute { public MyAttribute() : base(LambdaHttpMethod.Get, \"/a\") { } }"),
        "LambdaStandIn0010",
        "[My] on 'A' has no effect, as with the published package. Only [RestApi] itself has an effect. Use [RestApi].");

    [StandInFact]
    public void A_logger_without_the_Log_method_that_takes_arguments_gets_a_warning()
    {
        const string Small = "public void Log(string message) { } public void LogLine(string message) { }";
        AssertWarning(FunctionProject.WithMembers("", $"public class Quiet : ILambdaLogger {{ {Small} }}"), "LambdaStandIn0011");
        AssertWarning(FunctionProject.WithMembers("", $"public class Quiet : Amazon.Lambda.Core.ILambdaLogger {{ {Small} }}"), "LambdaStandIn0011");
        Assert.Empty(FunctionProject.WithMembers(
            "", $"public class Quiet : ILambdaLogger {{ {Small} public void Log(string level, string message, params object[] args) {{ }} }}").Diagnostics);
        Assert.Empty(FunctionProject.WithMembers(
            "", $"public class Quiet : ILambdaLogger {{ {Small} void ILambdaLogger.Log(string level, string message, params object[] args) {{ }} }}").Diagnostics);
    }

    [StandInTheory]
    [InlineData("[FromQuery] HashSet<int> x", "System.Collections.Generic.HashSet<int>")]
    [InlineData("[FromHeader] ISet<string> x", "System.Collections.Generic.ISet<string>")]
    public void A_query_or_header_collection_that_cannot_take_a_List_gets_an_error(string parameter, string type)
    {
        var found = Assert.Single(FunctionProject.WithMembers($"{Get}void A({parameter}) {{ }}").Diagnostics);

        Assert.Equal(("LambdaStandIn0012", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.Equal(
            $"Parameter 'x' of type '{type}' cannot take a List<T>. The code that the published package generates for it does not compile. Declare it as 'IReadOnlyList<T>' or 'List<T>'.",
            found.GetMessage());
    }

    [StandInFact]
    public void A_project_that_declares_no_class_gets_a_warning() => AssertWarning(
        FunctionProject.WithFiles("namespace Shop; public record Store { [LambdaFunction] public void A() { } }"),
        "LambdaStandIn0013",
        "The project declares no class, only other types. The published package then generates neither code nor a template, and reports nothing. Declare 'Store' as a class.");

    [StandInTheory]
    [InlineData("public static class Startup { public static void ConfigureServices(IServiceCollection services) { } }", "it cannot be created without arguments")]
    [InlineData("public class Startup(int x) { public void ConfigureServices(IServiceCollection services) => services.Add(null!); public int X => x; }", "it cannot be created without arguments")]
    [InlineData("public class Startup { void ConfigureServices(IServiceCollection services) { } }", "ConfigureServices is not accessible")]
    [InlineData("public class Startup { public static void ConfigureServices(IServiceCollection services) { } }", "ConfigureServices is static")]
    [InlineData("public class Startup { public object ConfigureHostBuilder(int x) => x; }", "ConfigureHostBuilder has parameters")]
    public void A_startup_class_that_the_generated_code_cannot_use_gets_an_error(string startup, string reason)
    {
        var found = Assert.Single(FunctionProject.WithMembers("[LambdaFunction] public void A() { }", $"[LambdaStartup] {startup}").Diagnostics);

        Assert.Equal(("LambdaStandIn0014", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.StartsWith($"The [LambdaStartup] class 'Startup' cannot be used: {reason}. ", found.GetMessage(), StringComparison.Ordinal);
    }

    private static void AssertWarning(FunctionProject project, string id, string? message = null)
    {
        var found = Assert.Single(project.Diagnostics);
        Assert.Equal((id, DiagnosticSeverity.Warning, "LambdaStandIns"), (found.Id, found.Severity, found.Descriptor.Category));
        Assert.Equal(message ?? found.GetMessage(), found.GetMessage());
        Assert.NotEqual(Location.None, found.Location);
    }
}
