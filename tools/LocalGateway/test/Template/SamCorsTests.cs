using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

/// <summary>The Cors of an API. The expected values are the output of the SAM translator.</summary>
public sealed class SamCorsTests
{
    private const string Origin = "method.response.header.Access-Control-Allow-Origin";
    private const string Methods = "method.response.header.Access-Control-Allow-Methods";
    private const string Headers = "method.response.header.Access-Control-Allow-Headers";
    private const string MaxAge = "method.response.header.Access-Control-Max-Age";
    private const string Credentials = "method.response.header.Access-Control-Allow-Credentials";

    [Fact]
    public void Cors_as_a_text_sets_origin_and_methods_but_no_headers() =>
        Assert.Equal(new() { [Origin] = "'*'", [Methods] = "'GET,OPTIONS,POST'" }, Preflight("Cors: \"'*'\"", "get", "post"));

    [Fact]
    public void The_method_ANY_allows_all_seven_methods() =>
        Assert.Equal("'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'", Preflight("Cors: \"'*'\"", "any")[Methods]);

    [Fact]
    public void Cors_as_an_object_sets_each_of_its_headers() =>
        Assert.Equal(
            new()
            {
                [Origin] = "'https://shop.example'",
                [Methods] = "'GET'",
                [Headers] = "'Authorization,X-Request-Id'",
                [MaxAge] = "'600'",
                [Credentials] = "'true'",
            },
            Preflight(
                """Cors: { AllowOrigin: "'https://shop.example'", AllowMethods: "'GET'", AllowHeaders: "'Authorization,X-Request-Id'", MaxAge: "'600'", AllowCredentials: true }""",
                "get"));

    [Fact]
    public void A_Cors_object_without_AllowOrigin_allows_every_origin() =>
        Assert.Equal(
            new() { [Origin] = "'*'", [Methods] = "'GET,OPTIONS'", [Headers] = "'X-A'" },
            Preflight("""Cors: { AllowHeaders: "'X-A'" }""", "get"));

    [Fact]
    public void A_preflight_is_a_MOCK_with_the_templates_of_SAM()
    {
        var method = Api("Cors: \"'*'\"", "get").Method("OPTIONS", "/a");
        var integration = Assert.IsType<MockIntegration>(method.Integration);
        var answer = Assert.Single(integration.Responses);

        Assert.Equal("{\n  \"statusCode\" : 200\n}\n", integration.RequestTemplates["application/json"]);
        Assert.Equal((null, 200), (answer.SelectionPattern, answer.StatusCode));
        Assert.Equal("{}\n", answer.ResponseTemplates["application/json"]);
        Assert.Equal(["Access-Control-Allow-Methods", "Access-Control-Allow-Origin"], method.MethodResponses[200].Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "Users", true)]
    [InlineData("AddDefaultAuthorizerToCorsPreflight: false", null, true)]
    [InlineData("AddApiKeyRequiredToCorsPreflight: false", "Users", false)]
    [InlineData("AddDefaultAuthorizerToCorsPreflight: false, AddApiKeyRequiredToCorsPreflight: false", null, false)]
    public void A_preflight_requires_authorizer_and_key_of_the_API_unless_the_API_switches_them_off(
        string flags, string? authorizer, bool apiKey)
    {
        var method = Api(
            $$"""
            Cors: "'*'"
            Auth: { ApiKeyRequired: true, DefaultAuthorizer: Users, Authorizers: { Users: { UserPoolArn: !GetAtt Users.Arn } }, {{flags}} }
            """,
            "get").Method("OPTIONS", "/a");

        Assert.Equal((authorizer, apiKey), (method.Authorizer, method.ApiKeyRequired));
    }

    [Fact]
    public void An_OPTIONS_method_of_the_definition_is_kept()
    {
        const string body = """
            Cors: "'*'"
            DefinitionBody:
              swagger: '2.0'
              paths: { /a: { options: { operationId: mine, x-amazon-apigateway-integration: { type: mock } } } }
            """;

        var method = Api(body).Method("OPTIONS", "/a");

        Assert.Equal("mine", method.OperationName);
        Assert.Empty(Assert.IsType<MockIntegration>(method.Integration).Responses);
    }

    [Fact]
    public void Every_key_of_a_path_is_listed_among_the_allowed_methods() =>
        Assert.Equal(
            "'GET,OPTIONS,PARAMETERS'",
            Mapped(Api("""
                Cors: "'*'"
                DefinitionBody:
                  swagger: '2.0'
                  paths: { /a: { parameters: [ { name: a, in: header, type: string } ], get: { x-amazon-apigateway-integration: { type: mock } } } }
                """))[Methods]);

    [Theory]
    [InlineData("Cors: [ a ]", "Cors: must be a string")]
    [InlineData("Cors: { AllowOrigin: \"'*'\", ExposeHeaders: \"'a'\" }", "Cors.ExposeHeaders: not supported")]
    [InlineData("Cors: { AllowOrigin: \"'*'\", AllowCredentials: true }", "Cors.AllowCredentials: cannot be true when AllowOrigin is '*' or not set")]
    [InlineData("Cors: { AllowCredentials: true }", "Cors.AllowCredentials: cannot be true when AllowOrigin is '*' or not set")]
    public void The_diagnostic_names_a_mistake_in_Cors(string cors, string diagnostic) =>
        Assert.Equal([$"Api.Properties.{diagnostic}"], Templates.Refused(Text(cors, ["get"])));

    [Fact]
    public void A_Cors_value_without_inner_quotes_is_refused() =>
        Assert.Equal(
            ["Api.Properties.DefinitionBody.paths./a.options.x-amazon-apigateway-integration.responses.default.responseParameters."
                + $"{Origin}: Invalid mapping expression specified: * (write a static value in single quotes)"],
            Templates.Refused(Text("Cors: { AllowOrigin: '*' }", ["get"])));

    private static Dictionary<string, string> Preflight(string properties, params string[] methods) => Mapped(Api(properties, methods));

    private static Dictionary<string, string> Mapped(RestApi api) =>
        Assert.Single(Assert.IsType<MockIntegration>(api.Method("OPTIONS", "/a").Integration).Responses).ResponseParameters.ToDictionary();

    private static RestApi Api(string properties, params string[] methods) => Templates.Read(Text(properties, methods)).RestApis.Single();

    private static string Text(string properties, string[] methods) => Templates.WithEvents(
        $$"""
          Users: { Type: AWS::Cognito::UserPool }
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
        {{Templates.Indent(properties, 6)}}
        """,
        [.. methods.DefaultIfEmpty("get").Select(method => $"{{ Path: /a, Method: {method}, RestApiId: !Ref Api }}")]);
}
