using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

/// <summary>Api events without a definition. The expected values are the output of the SAM translator.</summary>
public sealed class SamEventTests
{
    [Fact]
    public void An_event_without_RestApiId_belongs_to_the_implicit_API_with_the_stage_Prod()
    {
        var api = Assert.Single(Templates.Read(Templates.WithEvents("", "{ Path: '/items/{id}', Method: get }", "{ Path: /items, Method: POST }")).RestApis);

        Assert.Equal(("ServerlessRestApi", "Prod"), (api.LogicalId, api.Stage.Name));
        Assert.Equal(["GET /items/{id}", "POST /items"], api.Routes());
    }

    [Fact]
    public void An_event_can_refer_to_the_implicit_API() =>
        Assert.Equal(
            ["GET /a", "GET /b"],
            Assert.Single(Templates.Read(Templates.WithEvents("", "{ Path: /a, Method: get }", "{ Path: /b, Method: get, RestApiId: !Ref ServerlessRestApi }")).RestApis).Routes());

    [Fact]
    public void A_function_can_refer_to_the_stage_of_the_implicit_API() =>
        Assert.Equal(
            "Prod",
            Templates.Read(Templates.WithEvents(
                "  G: { Type: AWS::Serverless::Function, Properties: { Runtime: dotnet10, Handler: h, CodeUri: src, "
                    + "Environment: { Variables: { STAGE: !Ref ServerlessRestApiProdStage } } } }",
                "{ Path: /a, Method: get }")).Functions["G"].Environment["STAGE"]);

    [Fact]
    public void Without_a_definition_the_method_any_becomes_ANY() =>
        Assert.Equal(["ANY /files/{proxy+}", "GET /files"], Routes("{ Path: '/files/{proxy+}', Method: any, RestApiId: !Ref Api }", "{ Path: /files, Method: get, RestApiId: !Ref Api }"));

    [Fact]
    public void An_event_becomes_a_POST_integration_with_the_timeout_of_the_event()
    {
        var integration = Assert.IsType<LambdaProxyIntegration>(Method("TimeoutInMillis: 1500").Integration);

        Assert.Equal(("F", "POST"), (integration.Function, integration.HttpMethod));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), integration.Timeout);
    }

    [Fact]
    public void RequestParameters_are_names_with_or_without_the_settings_Required_and_Caching()
    {
        var method = Method(
            "RequestParameters: [ method.request.header.X-A, method.request.querystring.page.size: { Required: true, Caching: true }, method.request.path.id: { Required: false } ]");

        Assert.Equal(
            new Dictionary<string, bool>
            {
                ["method.request.header.X-A"] = false,
                ["method.request.querystring.page.size"] = true,
                ["method.request.path.id"] = true,
            },
            method.RequestParameters);
        Assert.Equal(["method.request.querystring.page.size"], method.Integration.CacheKeyParameters);
    }

    [Theory]
    [InlineData("ValidateBody: true, ValidateParameters: true", true, true)]
    [InlineData("ValidateBody: true", true, false)]
    [InlineData("ValidateParameters: true", false, true)]
    [InlineData("ValidateBody: false", false, false)]
    [InlineData("Required: true", false, false)]
    public void A_RequestModel_sets_the_validation_of_body_and_parameters(string settings, bool body, bool parameters)
    {
        var method = Method($"RequestModel: {{ Model: Thing, {settings} }}");

        Assert.Equal(new Dictionary<string, string> { ["application/json"] = "thing" }, method.RequestModels);
        Assert.Equal((body, parameters), (method.ValidateRequestBody, method.ValidateRequestParameters));
    }

    [Fact]
    public void A_RequestModel_becomes_a_request_body_in_a_generated_OpenAPI_3_document() =>
        Assert.Equal(
            new Dictionary<string, string> { ["application/json"] = "thing" },
            Templates.Read(Text("OpenApiVersion: 3.0.1", "{ Path: /a, Method: post, RestApiId: !Ref Api, RequestModel: { Model: Thing } }"))
                .RestApis.Single().Method("POST", "/a").RequestModels);

    [Fact]
    public void The_names_of_Models_are_written_in_lower_case() =>
        Assert.Equal("""{"thing":{"type":"object"}}""", Templates.Read(Text("")).RestApis.Single().Models.ToJsonString());

    [Fact]
    public void A_reference_between_Models_must_use_the_lower_case_name() =>
        Assert.Equal(
            ["Api.Properties.DefinitionBody.definitions.list: refers to '#/definitions/Thing', which is not a model of the document (SAM writes the names of Models in lower case)"],
            Templates.Refused(Text("").Replace("Thing: { type: object }", "Thing: { type: object }, List: { items: { $ref: '#/definitions/Thing' } }", StringComparison.Ordinal)));

    [Theory]
    [InlineData("3.0")]
    [InlineData("'4.0.0'")]
    [InlineData("three")]
    public void OpenApiVersion_must_be_a_text_of_three_numbers(string version) =>
        Assert.EndsWith(
            "must be a string of the form 3.0.1",
            Assert.Single(Templates.Refused(Text($"OpenApiVersion: {version}"))),
            StringComparison.Ordinal);

    [Fact]
    public void Two_events_for_one_method_are_refused() =>
        Assert.Equal(
            ["F.Properties.Events.E1: another event already defines the method GET /a of the API"],
            Templates.Refused(Text("", "{ Path: /a, Method: get, RestApiId: !Ref Api }", "{ Path: /a, Method: GET, RestApiId: !Ref Api }")));

    [Theory]
    [InlineData("{ Method: get, RestApiId: !Ref Api }", "Path: is required")]
    [InlineData("{ Path: /a, Method: [ get ], RestApiId: !Ref Api }", "Method: must be a string")]
    [InlineData("{ Path: /a, Method: get, RestApiId: !Ref F }", "RestApiId: must be a Ref to an AWS::Serverless::Api of this template")]
    [InlineData("{ Path: /a, Method: get, RestApiId: !Ref Api, RequestModel: { Model: Other } }", "RequestModel: the model 'Other' cannot be used: the API's Models do not define it")]
    [InlineData("{ Path: /a, Method: get, RestApiId: !Ref Api, RequestParameters: [ header.X ] }", "RequestParameters: 'header.X' must have the form method.request.header|querystring|path.NAME")]
    [InlineData("{ Path: /a, Method: get, RestApiId: !Ref Api, RequestParameters: [ method.request.body.X ] }", "RequestParameters: 'method.request.body.X' must have the form method.request.header|querystring|path.NAME")]
    [InlineData("{ Path: /a, Method: get, RestApiId: !Ref Api, RequestParameters: [ method.request.header.X: { Cached: true } ] }", "RequestParameters: must contain names, or objects of one name with Required and Caching")]
    [InlineData("{ Path: /a, Method: get, RestApiId: !Ref Api, Typo: 1 }", "Typo: not supported")]
    public void The_diagnostic_names_a_mistake_in_an_event(string properties, string diagnostic) =>
        Assert.Equal([$"F.Properties.Events.E0.Properties.{diagnostic}"], Templates.Refused(Text("", properties)));

    [Theory]
    [InlineData("Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }", "F.Events.Nightly (Schedule)")]
    [InlineData("Http: { Type: HttpApi, Properties: { Path: /b, Method: get } }", "F.Events.Http (HttpApi)")]
    [InlineData("Other: { Type: Api, Properties: { Path: /b, Method: get, RestApiId: abc } }", "F.Events.Other.RestApiId")]
    public void An_event_that_belongs_to_no_API_of_the_template_is_left_aside(string declared, string leftAside)
    {
        var deployment = Templates.Read(Templates.WithEvents("", "{ Path: /a, Method: get }") + $"\n        {declared}");

        Assert.Equal([leftAside], deployment.IgnoredLocally);
        Assert.Equal(["GET /a"], deployment.RestApis.Single().Routes());
    }

    [Fact]
    public void An_event_can_name_its_API_by_the_logical_id_as_text() =>
        Assert.Equal(["GET /b"], Routes("{ Path: /b, Method: get, RestApiId: Api }"));

    [Fact]
    public void A_function_whose_condition_is_false_has_no_routes()
    {
        const string text = """
            Transform: AWS::Serverless-2016-10-31
            Parameters: { Admin: { Type: String, Default: 'off' } }
            Conditions: { HasAdmin: !Equals [ !Ref Admin, 'on' ] }
            Globals: { Function: { Runtime: dotnet10, CodeUri: src, Handler: h } }
            Resources:
              Shop: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Api, Properties: { Path: /shop, Method: get } } } } }
              Admins: { Type: AWS::Serverless::Function, Condition: HasAdmin, Properties: { Events: { E: { Type: Api, Properties: { Path: /admin, Method: get } } } } }
            """;

        Assert.Equal(["GET /shop"], Templates.Read(text).RestApis.Single().Routes());
        Assert.Equal(["GET /admin", "GET /shop"], Templates.Read(text, ("Admin", "on")).RestApis.Single().Routes());
    }

    private static IEnumerable<string> Routes(params string[] events) => Templates.Read(Text("", events)).RestApis.Single().Routes();

    private static ApiMethod Method(string properties) =>
        Templates.Read(Text("", $"{{ Path: '/a/{{id}}', Method: post, RestApiId: !Ref Api, {properties} }}")).RestApis.Single().Method("POST", "/a/{id}");

    private static string Text(string properties, params string[] events) => Templates.WithEvents(
        $$"""
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              Models: { Thing: { type: object } }
              {{properties}}
        """,
        [.. events.DefaultIfEmpty("{ Path: /a, Method: get, RestApiId: !Ref Api }")]);
}
