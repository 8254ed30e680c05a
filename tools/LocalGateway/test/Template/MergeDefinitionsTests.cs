using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

/// <summary>Events of functions together with a DefinitionBody. The expected values are the output of the SAM translator.</summary>
public sealed class MergeDefinitionsTests
{
    [Fact]
    public void A_merge_adds_the_methods_of_events_to_the_definition() =>
        Assert.Equal(
            ["GET /things", "POST /things"],
            Api("/things: { get: { x-amazon-apigateway-integration: { type: mock } } }", "{ Path: /things, Method: post, RestApiId: !Ref Api }").Routes());

    [Fact]
    public void A_merge_replaces_integration_and_responses_and_keeps_the_other_keys_of_a_method()
    {
        var method = Api(
            """
            /things:
              get:
                operationId: listThings
                parameters: [ { name: q, in: query, required: true, type: string } ]
                responses: { '200': { description: OK, headers: { ETag: { type: string } } } }
                x-amazon-apigateway-integration: { type: mock, timeoutInMillis: 100 }
            """,
            "{ Path: /things, Method: get, RestApiId: !Ref Api }").Method("GET", "/things");

        Assert.Equal("F", Assert.IsType<LambdaProxyIntegration>(method.Integration).Function);
        Assert.Equal(TimeSpan.FromSeconds(29), method.Integration.Timeout);
        Assert.Empty(method.MethodResponses);
        Assert.Equal("listThings", method.OperationName);
        Assert.True(method.RequestParameters["method.request.querystring.q"]);
    }

    [Fact]
    public void A_merge_replaces_the_parameters_of_the_definition_by_the_generated_parameters() =>
        Assert.Equal(
            ["method.request.header.B"],
            Api(
                "/things: { get: { parameters: [ { name: a, in: query, type: string } ] } }",
                "{ Path: /things, Method: get, RestApiId: !Ref Api, RequestParameters: [ method.request.header.B ] }").Method("GET", "/things").RequestParameters.Keys);

    [Fact]
    public void A_merge_keeps_the_security_of_the_definition_unless_the_event_has_its_own_Auth()
    {
        const string body = """
            /things:
              get: { security: [ { NONE: [] } ] }
              post: { security: [ { NONE: [] } ] }
            """;

        var api = Api(
            body,
            "{ Path: /things, Method: get, RestApiId: !Ref Api }",
            "{ Path: /things, Method: post, RestApiId: !Ref Api, Auth: { Authorizer: Users } }");

        Assert.Null(api.Method("GET", "/things").Authorizer);
        Assert.Equal("Users", api.Method("POST", "/things").Authorizer);
    }

    [Fact]
    public void A_merge_uses_the_last_of_two_events_for_one_method() =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(200),
            Api(
                "/other: { get: { x-amazon-apigateway-integration: { type: mock } } }",
                "{ Path: /things, Method: get, RestApiId: !Ref Api, TimeoutInMillis: 100 }",
                "{ Path: /things, Method: GET, RestApiId: !Ref Api, TimeoutInMillis: 200 }").Method("GET", "/things").Integration.Timeout);

    [Fact]
    public void A_merge_drops_the_validators_of_a_RequestModel_and_the_template_is_refused() =>
        Assert.Equal(
            ["Api.Properties.DefinitionBody.paths./things.post.x-amazon-apigateway-request-validator: the document declares no validator 'body-only' under "
                + "x-amazon-apigateway-request-validators (MergeDefinitions drops the validators that SAM generates)"],
            Templates.Refused(Text("/a: {}", "Models: { Thing: { type: object } }", [Validated])));

    [Fact]
    public void A_validator_that_the_definition_declares_is_found_after_a_merge()
    {
        var api = Templates.Read(Text(
            "/a: {}",
            "Models: { Thing: { type: object } }",
            [Validated],
            "x-amazon-apigateway-request-validators: { body-only: { validateRequestBody: true } }")).RestApis.Single();

        Assert.True(api.Method("POST", "/things").ValidateRequestBody);
        Assert.False(api.Method("POST", "/things").ValidateRequestParameters);
    }

    [Fact]
    public void A_merge_drops_the_api_key_scheme_of_an_event_and_the_template_is_refused() =>
        Assert.Equal(
            ["Api.Properties.DefinitionBody.paths./things.get.security: the document declares no security scheme 'api_key' "
                + "(MergeDefinitions drops the scheme that SAM generates: declare it yourself)"],
            Templates.Refused(Text("/a: {}", "", ["{ Path: /things, Method: get, RestApiId: !Ref Api, Auth: { ApiKeyRequired: true } }"])));

    [Fact]
    public void An_api_key_scheme_that_the_definition_declares_is_found_after_a_merge() =>
        Assert.True(Templates.Read(Text(
            "/a: {}",
            "",
            ["{ Path: /things, Method: get, RestApiId: !Ref Api, Auth: { ApiKeyRequired: true } }"],
            "securityDefinitions: { api_key: { type: apiKey, name: x-api-key, in: header } }")).RestApis.Single().Method("GET", "/things").ApiKeyRequired);

    [Fact]
    public void A_merge_writes_the_method_any_unchanged_and_the_import_refuses_it() =>
        Assert.Equal(
            ["Api.Properties.DefinitionBody.paths./things.any: OpenAPI has no method 'any', and a merge does not translate it: "
                + "write x-amazon-apigateway-any-method in the definition"],
            Templates.Refused(Text("/a: {}", "", ["{ Path: /things, Method: any, RestApiId: !Ref Api }"])));

    [Fact]
    public void A_merge_writes_a_RequestModel_as_Swagger_2_and_an_OpenAPI_3_document_is_refused() =>
        Assert.Equal(
            ["Api.Properties.DefinitionBody.paths./things.post.parameters[0].in: 'body' belongs to Swagger 2.0 (a merge writes a RequestModel this way, even into OpenAPI 3): "
                + "write the definition in Swagger 2.0, or use a requestBody"],
            Templates.Refused(Text("/a: {}", "Models: { Thing: { type: object } }", ["{ Path: /things, Method: post, RestApiId: !Ref Api, RequestModel: { Model: Thing } }"])
                .Replace("swagger: '2.0'", "openapi: 3.0.1", StringComparison.Ordinal)));

    [Fact]
    public void MergeDefinitions_with_DefinitionUri_is_refused() =>
        Assert.Contains(
            "Api.Properties.DefinitionUri: SAM merges only into a DefinitionBody: paste the file's content there",
            Templates.Refused(Templates.Sam + "Resources: { Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, MergeDefinitions: true, DefinitionUri: api.yaml } } }"));

    [Fact]
    public void Without_a_merge_events_add_nothing_to_a_definition()
    {
        var deployment = Templates.Read(Unmerged("{ Path: /new, Method: get, RestApiId: !Ref Api, Auth: { Authorizer: Users } }"));

        Assert.Equal(["GET /things"], deployment.RestApis.Single().Routes());
        Assert.Contains("F.Events.E0 (DefinitionBody without MergeDefinitions)", deployment.IgnoredLocally);
    }

    [Theory]
    [InlineData("Authorizer: NONE", null, false)]
    [InlineData("Authorizer: Users", "Users", false)]
    [InlineData("ApiKeyRequired: true", "Users", true)]
    public void With_OverrideApiAuth_the_Auth_of_an_event_wins_over_the_definition(string auth, string? authorizer, bool apiKey)
    {
        var method = Templates.Read(Unmerged($"{{ Path: /things, Method: get, RestApiId: !Ref Api, Auth: {{ OverrideApiAuth: true, {auth} }} }}"))
            .RestApis.Single().Method("GET", "/things");

        Assert.Equal(authorizer, method.Authorizer);
        Assert.Equal(apiKey, method.ApiKeyRequired);
    }

    private const string Validated =
        "{ Path: /things, Method: post, RestApiId: !Ref Api, RequestModel: { Model: Thing, Required: true, ValidateBody: true } }";

    private static RestApi Api(string paths, params string[] events) => Templates.Read(Text(paths, "", events)).RestApis.Single();

    private static string Unmerged(string route) =>
        Text("/things: { get: { x-amazon-apigateway-integration: { type: mock } } }", "", [route])
            .Replace("MergeDefinitions: true", "MergeDefinitions: false", StringComparison.Ordinal);

    private static string Text(string paths, string properties, string[] events, string body = "") => Templates.WithEvents(
        $$"""
          Users: { Type: AWS::Cognito::UserPool }
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              MergeDefinitions: true
              Auth: { DefaultAuthorizer: Users, Authorizers: { Users: { UserPoolArn: !GetAtt Users.Arn } } }
              {{properties}}
              DefinitionBody:
                swagger: '2.0'
                {{body}}
                paths:
        {{Templates.Indent(paths, 10)}}
        """,
        events);
}
