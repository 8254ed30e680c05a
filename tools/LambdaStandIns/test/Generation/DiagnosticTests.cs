using static LambdaStandIns.Tests.Generation.Reported;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Errors that both generators report, with the published ids and texts.</summary>
public class DiagnosticTests
{
    private const string Get = """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public """;
    private const string InvalidName =
        "encountered. Valid values can only contain uppercase and lowercase alphanumeric characters, periods (.), hyphens (-), "
        + "underscores (_) and dollar signs ($).";

    [Theory]
    [InlineData(
        """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")][DynamoDBEvent("@T")] public void A() { }""",
        "AWSLambda0102", "Multiple event attributes on LambdaFunction are not supported")]
    [InlineData(
        """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")][RestApiAuthorizer] public IAuthorizerResult A() => null!;""",
        "AWSLambda0102", "Multiple event attributes on LambdaFunction are not supported")]
    [InlineData(
        "[LambdaFunction] public IHttpResult A() => null!;",
        "AWSLambda0105", "IHttpResult is not a valid return type for LambdaFunctions without HttpApiAttribute or RestApiAttribute attributes")]
    [InlineData(
        "[LambdaFunction] public Task<IHttpResult> A() => null!;",
        "AWSLambda0105", "IHttpResult is not a valid return type for LambdaFunctions without HttpApiAttribute or RestApiAttribute attributes")]
    [InlineData(
        "[LambdaFunction(ResourceName = \"a-b\")] public void A() { }",
        "AWSLambda0106", "The specified CloudFormation resource name is not valid. It must only contain alphanumeric characters.")]
    [InlineData(
        "[LambdaFunction] public void Ärger() { }",
        "AWSLambda0106", "The specified CloudFormation resource name is not valid. It must only contain alphanumeric characters.")]
    [InlineData(
        "[LambdaFunction(ResourceName = \"\")] public void A() { }",
        "AWSLambda0106", "The specified CloudFormation resource name is not valid. It must only contain alphanumeric characters.")]
    [InlineData(
        "[LambdaFunction] public void A([FromQuery] string x) { }",
        "AWSLambda0115", "The Lambda function parameters are annotated with HTTP API attributes but the Lambda function itself is not annotated with an HTTP API attribute")]
    [InlineData(
        $"{Get}IAuthorizerResult A() => null!;",
        "AWSLambda0130", "IAuthorizerResult is not a valid return type for LambdaFunctions without HttpApiAuthorizer or RestApiAuthorizer attributes")]
    [InlineData(
        "[LambdaFunction][RestApiAuthorizer] public IAuthorizerResult A([FromBody] string x) => null!;",
        "AWSLambda0131", "[FromBody] is not supported on authorizer functions. Authorizer functions only support [FromHeader], [FromQuery], and [FromRoute] parameter attributes.")]
    public void An_attribute_or_result_that_does_not_fit_the_kind_of_function_gets_an_error(string method, string id, string message) =>
        AssertOnMethod(method, id, message);

    [Theory]
    [InlineData("/a/{x}/{y}", "()", "Route template /a/{x}/{y} is invalid. Missing x,y parameters in method definition.")]
    [InlineData("/a/{Id}", "(int id)", "Route template /a/{Id} is invalid. Missing Id parameters in method definition.")]
    [InlineData("/a/{proxy+}", "(string proxy)", "Route template /a/{proxy+} is invalid. Missing proxy+ parameters in method definition.")]
    [InlineData("/a/{id}", "([FromRoute] int id)", "Conflicting attribute(s) Amazon.Lambda.Annotations.APIGateway.FromRouteAttribute found on id method parameter.")]
    [InlineData(
        "/a/{id}", "([FromRoute][FromHeader] int id)",
        "Conflicting attribute(s) Amazon.Lambda.Annotations.APIGateway.FromRouteAttribute,Amazon.Lambda.Annotations.APIGateway.FromHeaderAttribute found on id method parameter.")]
    [InlineData("/a", "(string x)", "x parameter of type string passing is not supported.")]
    [InlineData("/a", "(ILambdaContext? x)", "x parameter of type Amazon.Lambda.Core.ILambdaContext? passing is not supported.")]
    [InlineData("/a", "(APIGatewayProxyRequest? x)", "x parameter of type Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest? passing is not supported.")]
    [InlineData("/a", "([FromHeader] Dictionary<string, string> x)", "Only one type argument is supported for generic types.")]
    public void An_unbound_parameter_or_placeholder_gets_AWSLambda0107(string path, string parameters, string message) =>
        AssertOnMethod($$"""[LambdaFunction][RestApi(LambdaHttpMethod.Get, "{{path}}")] public void A{{parameters}} { }""", "AWSLambda0107", message);

    [Fact]
    public void Braces_inside_a_path_segment_are_not_a_placeholder() => Assert.Empty(
        FunctionProject.WithMembers("""[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a-{x}/{y}.json")] public void A() { }""").Diagnostics);

    [Theory]
    [InlineData("APIGatewayProxyRequest x", "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest")]
    [InlineData("APIGatewayCustomAuthorizerRequest? x", "Amazon.Lambda.APIGatewayEvents.APIGatewayCustomAuthorizerRequest?")]
    [InlineData("[FromCustomAuthorizer] int x", "int")]
    public void An_authorizer_parameter_of_an_unsupported_type_gets_AWSLambda0107(string parameter, string type) => AssertOnMethod(
        $"[LambdaFunction][RestApiAuthorizer] public IAuthorizerResult A({parameter}) => null!;",
        "AWSLambda0107",
        $"x parameter of type {type} passing is not supported for authorizer functions.");

    [Theory]
    [InlineData("Loan", "Shop.Loan")]
    [InlineData("Guid", "System.Guid")]
    [InlineData("Guid?", "System.Guid?")]
    [InlineData("DayOfWeek", "System.DayOfWeek")]
    [InlineData("DateOnly", "System.DateOnly")]
    [InlineData("nint", "nint")]
    [InlineData("int[]", "int[]")]
    [InlineData("List<Loan>", "System.Collections.Generic.List<Shop.Loan>")]
    [InlineData("List<List<int>>", "System.Collections.Generic.List<System.Collections.Generic.List<int>>")]
    public void A_query_parameter_that_is_neither_a_simple_type_nor_a_list_of_simple_types_gets_AWSLambda0109(string type, string name)
    {
        var message = $"Unsupported query parameter 'x' of type '{name}' encountered. Only primitive .NET types and their corresponding enumerable can be used as query parameters.";

        AssertOnMethod($"{Get}void A([FromQuery] {type} x) {{ }}", "AWSLambda0109", message);
        AssertOnMethod($"[LambdaFunction][RestApiAuthorizer] public IAuthorizerResult A([FromQuery] {type} x) => null!;", "AWSLambda0109", message);
    }

    [Theory]
    [InlineData("string?")]
    [InlineData("sbyte")]
    [InlineData("DateTime?")]
    [InlineData("List<int?>")]
    [InlineData("List<string?>")]
    [InlineData("IReadOnlyCollection<decimal>")]
    public void A_query_parameter_of_a_nullable_simple_type_or_a_list_is_accepted(string type) =>
        Assert.Empty(FunctionProject.WithMembers($"{Get}void A([FromQuery] {type} x) {{ }}").Diagnostics);

    [Theory]
    [InlineData("FromQuery", "a b")]
    [InlineData("FromHeader", "ö")]
    [InlineData("FromRoute", "proxy+")]
    public void A_parameter_attribute_name_with_an_invalid_character_gets_AWSLambda0110(string attribute, string name) => AssertOnMethod(
        $"{Get}void A([{attribute}(Name = \"{name}\")] string x) {{ }}",
        "AWSLambda0110",
        $"Invalid parameter attribute name '{name}' for method parameter 'x' {InvalidName}");

    [Fact]
    public void A_FromCustomAuthorizer_name_may_contain_a_colon() =>
        Assert.Empty(Ids($"{Get}void A([FromCustomAuthorizer(Name = \"cognito:groups\")] string x) {{ }}"));

    [Fact]
    public void AWSLambda0107_is_reported_only_if_the_method_has_no_other_error() =>
        Assert.Equal(["AWSLambda0109"], Ids($"{Get}void A([FromQuery] Guid x, string y) {{ }}"));

    [Fact]
    public void A_function_without_a_serializer_gets_AWSLambda0108()
    {
        const string Message = "Assembly attribute Amazon.Lambda.Core.LambdaSerializerAttribute is missing. Add serialization package like Amazon.Lambda.Serialization.SystemTextJson and add the assembly attribute to register the JSON serializer for Lambda events.";
        var project = FunctionProject.WithoutSerializer("""
            namespace Shop;
            public class Store
            {
                [LambdaFunction] public string A(string text) => text;
                [LambdaFunction][LambdaSerializer(typeof(DefaultLambdaJsonSerializer))] public string B(string text) => text;
            }
            """);

        var found = Assert.Single(project.Diagnostics);
        Assert.Equal(("AWSLambda0108", Message, "3"), (found.Id, found.GetMessage(), $"{found.Location.GetLineSpan().StartLinePosition.Line}"));
    }

    [Theory]
    [InlineData(
        "Amazon.Lambda.APIGatewayEvents",
        """[Amazon.Lambda.Annotations.APIGateway.RestApi(Amazon.Lambda.Annotations.APIGateway.LambdaHttpMethod.Get, "/a")] public void A() { }""")]
    [InlineData("Amazon.Lambda.DynamoDBEvents", """[Amazon.Lambda.Annotations.DynamoDB.DynamoDBEvent("@T")] public void A(object x) { }""")]
    [InlineData("Amazon.Lambda.CloudWatchEvents", """[Amazon.Lambda.Annotations.Schedule.ScheduleEvent("rate(1 day)")] public void A(object x) { }""")]
    public void A_project_without_the_package_of_an_event_gets_AWSLambda0104(string package, string method)
    {
        var project = FunctionProject.WithoutReference(package, $"namespace Shop; public class Store {{ [LambdaFunction] {method} }}");

        var found = Assert.Single(project.Diagnostics, found => found.Id == "AWSLambda0104");
        Assert.Equal(
            $"Your project has a missing required package dependency. Please add a reference to the following package: {package}.",
            found.GetMessage());
    }

    [Fact]
    public void A_handler_string_longer_than_127_characters_gets_AWSLambda0118()
    {
        // App::Shop.Store_{name}_Generated::{name} has 28 characters and twice the name.
        var longest = new string('A', 49);
        Assert.Empty(Ids($"[LambdaFunction] public void {longest}() {{ }}"));
        Assert.Empty(Ids($"[LambdaFunction(PackageType = LambdaPackageType.Image)] public void {longest}A() {{ }}"));

        AssertOnMethod(
            $"[LambdaFunction] public void {longest}A() {{ }}",
            "AWSLambda0118",
            $"The handler string 'App::Shop.Store_{longest}A_Generated::{longest}A' exceeds the maximum length of 127 characters. "
            + "Please trim down your project namespace, class name or method name to stay within the character limit.");
    }

    [Fact]
    public void Two_startup_classes_get_AWSLambda0101()
    {
        var project = FunctionProject.WithMembers("", """
            [LambdaStartup] public class One { public void ConfigureServices(IServiceCollection services) { } }
            [LambdaStartup] public class Two { public void ConfigureServices(IServiceCollection services) { } }
            """);

        Assert.Equal(
            [("AWSLambda0101", "Multiple LambdaStartup classes are not allowed in Lambda AWSProjectType", 1, 0), ("AWSLambda0101", "Multiple LambdaStartup classes are not allowed in Lambda AWSProjectType", 2, 0)],
            project.Diagnostics.Select(Flat));
    }

    [Fact]
    public void A_startup_class_with_both_startup_methods_gets_AWSLambda0119()
    {
        var project = FunctionProject.WithMembers("", """
            [LambdaStartup] public class Startup
            {
                public void ConfigureServices(IServiceCollection services) { }
                public Microsoft.Extensions.Hosting.HostApplicationBuilder ConfigureHostBuilder() => null!;
            }
            """);

        Assert.Equal(
            ("AWSLambda0119", "Both 'ConfigureServices' and 'ConfigureHostBuilder' methods are present. Only ConfigureHostBuilder will be used. Please consolidate your service configuration into ConfigureHostBuilder.", 3, 16),
            Flat(Assert.Single(project.Diagnostics)));
    }

    [Theory]
    [InlineData("dotnet6")]
    [InlineData("")]
    public void An_unknown_runtime_gets_AWSLambda0112(string runtime)
    {
        var project = FunctionProject.WithFiles(
            $"[assembly: LambdaGlobalProperties(Runtime = \"{runtime}\")] namespace Shop; public class Store {{ [LambdaFunction] public void A() {{ }} }}");

        var found = Assert.Single(project.Diagnostics);
        Assert.Equal("AWSLambda0112", found.Id);
        Assert.Equal(
            "The runtime selected in the Amazon.Lambda.Annotations.LambdaGlobalPropertiesAttribute is not a supported value. The valid values are: provided.al2, provided.al2023, dotnet8, dotnet10",
            found.GetMessage());
    }
}
