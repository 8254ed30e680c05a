using Microsoft.CodeAnalysis;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Code that only the stand-in can compile, or that neither generator can compile.</summary>
public class PublishedFailuresTests
{
    private const string Get = """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public """;

    public static TheoryData<string, string> Warned => new()
    {
        { "LambdaStandIn0016", "public partial string A(); [Obsolete] public partial string A() => \"\";" },
        { "LambdaStandIn0017", "public string A([FromQuery][FromBody] string x) => x;" },
        { "LambdaStandIn0017", "public string A([FromBody, FromHeader] string x, ILambdaContext c) => x;" },
        { "LambdaStandIn0018", "public string A([FromCustomAuthorizer(Name = \"a\\\"b\")] string x) => x;" },
        { "LambdaStandIn0018", "public string A([FromCustomAuthorizer(Name = \"a\\\\b\")] string x) => x;" },
    };

    [StandInTheory]
    [MemberData(nameof(Warned))]
    public void A_method_that_only_the_stand_in_can_compile_gets_a_warning(string id, string method)
    {
        var project = FunctionProject.WithFiles($"namespace Shop; public partial class Store {{ [LambdaFunction][RestApi(LambdaHttpMethod.Get, \"/a\")] {method} }}");

        var found = Assert.Single(project.Diagnostics);
        Assert.Equal((id, DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.NotNull(project.EntryPoint("A"));
    }

    [Theory]
    [InlineData("public partial string A(); public partial string A() => \"\";")]
    [InlineData("public string A([FromQuery][FromBody] string x, [FromQuery] int y) => x;")]
    [InlineData("public string A([FromBody][FromCustomAuthorizer] string x) => x;")]
    [InlineData("public string A([FromCustomAuthorizer(Name = \"a b\")] string x) => x;")]
    public void A_method_that_both_generators_can_compile_gets_no_diagnostic(string method)
    {
        var project = FunctionProject.WithFiles($"namespace Shop; public partial class Store {{ [LambdaFunction][RestApi(LambdaHttpMethod.Get, \"/a\")] {method} }}");

        Assert.Empty(project.Diagnostics);
        Assert.NotNull(project.EntryPoint("A"));
    }

    [StandInTheory]
    [InlineData("[FromHeader] dynamic x")]
    [InlineData("[FromRoute] dynamic? x")]
    [InlineData("[FromCustomAuthorizer] dynamic x")]
    [InlineData("[FromHeader] List<dynamic> x")]
    public void A_dynamic_parameter_that_is_read_from_a_string_gets_an_error(string parameter)
    {
        var found = Assert.Single(FunctionProject.WithMembers($"{Get}string A({parameter}) => \"\";").Diagnostics);

        Assert.Equal("LambdaStandIn0005", found.Id);
        Assert.StartsWith("'A' cannot be a Lambda function: parameter 'x' is dynamic.", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_route_gets_AWSLambda0001() => Assert.Equal(
        ["AWSLambda0001"],
        FunctionProject.WithMembers("[LambdaFunction][RestApi(LambdaHttpMethod.Get, null!)] public void A() { }").Diagnostics.Select(found => found.Id));

    [Fact]
    public void Two_RestApi_attributes_on_one_method_are_a_compiler_error()
    {
        var project = FunctionProject.WithMembers($$"""[RestApi(LambdaHttpMethod.Post, "/b")]{{Get}}void A() { }""");

        Assert.Lacks(project.CompilerDiagnostics, found => found.Id is "CS8785" or "CS8784");
        Assert.Contains(project.CompilerDiagnostics, found => found.Id == "CS0579");
    }

    [StandInTheory]
    [InlineData("[HttpApiAuthorizer] public IAuthorizerResult A() => AuthorizerResults.Allow();")]
    [InlineData("[HttpApi(LambdaHttpMethod.Get, \"/a\")] public IHttpResult A([FromQuery] int x) => HttpResults.Ok();")]
    [InlineData("[FunctionUrl] public IHttpResult A([FromBody] int x) => HttpResults.Ok();")]
    public void A_method_with_an_uncovered_attribute_gets_only_the_compiler_error_CS0619(string method)
    {
        var project = FunctionProject.WithMembers($"[LambdaFunction]{method}");

        Assert.Empty(project.Diagnostics);
        Assert.Empty(project.Information);
        Assert.Every(project.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error), found => Assert.Equal("CS0619", found.Id));
    }

    [Fact]
    public void An_HTTP_API_authorizer_on_a_RestApi_route_gets_AWSLambda0124()
    {
        var project = FunctionProject.WithMembers($"""
            [LambdaFunction][HttpApiAuthorizer] public IAuthorizerResult Door() => AuthorizerResults.Allow();
            [LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a", Authorizer = "Door")] public void A() {"{ }"}
            """);

        var found = Assert.Single(project.Diagnostics);
        Assert.Equal("AWSLambda0124", found.Id);
        Assert.Equal("Cannot use HTTP API authorizer 'Door' with [RestApi] attribute. Use a [RestApiAuthorizer] instead.", found.GetMessage());
    }
}
