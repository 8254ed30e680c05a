using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Template;

public sealed class OpenApiImportTests
{
    private const string Mock = "x-amazon-apigateway-integration: { type: mock }";

    [Fact]
    public void A_method_has_the_Swagger_2_parameters_of_its_path_and_its_own()
    {
        var method = Api($$"""
            swagger: '2.0'
            parameters: { Trace: { name: X-Trace, in: header, type: string } }
            paths:
              /a/{id}:
                parameters: [ { name: id, in: path, required: true, type: string }, { $ref: '#/parameters/Trace' } ]
                get:
                  parameters: [ { name: q, in: query, required: true, type: string, maxLength: 5 } ]
                  {{Mock}}
            """).Method("GET", "/a/{id}");

        Assert.Equal(
            new Dictionary<string, bool> { ["method.request.path.id"] = true, ["method.request.header.X-Trace"] = false, ["method.request.querystring.q"] = true },
            method.RequestParameters);
    }

    [Fact]
    public async Task Types_patterns_and_enums_of_parameters_are_not_checked()
    {
        await using var gateway = await TestGateway.StartAsync(Templates.Read(Text("""
            swagger: '2.0'
            x-amazon-apigateway-request-validators: { all: { validateRequestParameters: true } }
            x-amazon-apigateway-request-validator: all
            paths:
              /a/{id}:
                get:
                  parameters:
                    - { name: id, in: path, required: true, type: integer }
                    - { name: q, in: query, required: true, type: string, pattern: '^[0-9]+$', maxLength: 1 }
                    - { name: X-Color, in: header, required: true, type: string, enum: [ red ] }
                  responses: { '200': { description: OK } }
                  x-amazon-apigateway-integration:
                    { type: mock, requestTemplates: { application/json: '{statusCode: 200}' }, responses: { default: { statusCode: '200' } } }
            """)));

        await gateway.SendAsync("GET", "/a/no-number?q=letters", ("X-Color", "blue")).HasStatusAsync(200);
    }

    [Fact]
    public void A_Swagger_2_body_has_its_model_for_each_media_type_in_consumes()
    {
        const string document = """
            swagger: '2.0'
            definitions: { Thing: { type: object } }
            paths:
              /a:
                post:
                  CONSUMES
                  parameters: [ { name: body, in: body, schema: { $ref: '#/definitions/Thing' } } ]
                  x-amazon-apigateway-integration: { type: mock }
            """;

        Assert.Equal(
            new Dictionary<string, string> { ["application/json"] = "Thing" },
            Api(document.Replace("      CONSUMES\n", "", StringComparison.Ordinal)).Method("POST", "/a").RequestModels);
        Assert.Equal(
            new Dictionary<string, string> { ["application/json"] = "Thing", ["application/x-thing"] = "Thing" },
            Api(document.Replace("CONSUMES", "consumes: [ application/json, application/x-thing ]", StringComparison.Ordinal)).Method("POST", "/a").RequestModels);
    }

    [Fact]
    public void The_models_of_an_OpenAPI_3_document_are_read_from_its_components()
    {
        var api = Api($$"""
            openapi: 3.0.1
            components:
              schemas: { Thing: { type: object, properties: { part: { $ref: '#/components/schemas/Part' } } }, Part: { type: string } }
              parameters: { Page: { name: page, in: query, required: true, schema: { type: integer } } }
            paths:
              /a:
                post:
                  parameters: [ { $ref: '#/components/parameters/Page' } ]
                  requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
                  responses: { '201': { description: made, headers: { Location: { schema: { type: string } } } } }
                  {{Mock}}
            """);
        var method = api.Method("POST", "/a");

        Assert.Equal(["Thing", "Part"], api.Models.Select(model => model.Key));
        Assert.Equal(new Dictionary<string, string> { ["application/json"] = "Thing" }, method.RequestModels);
        Assert.True(method.RequestParameters["method.request.querystring.page"]);
        Assert.Equal(["Location"], method.MethodResponses[201]);
    }

    [Fact]
    public void A_schema_inside_a_method_becomes_a_model_with_a_generated_name()
    {
        var api = Api($$"""
            swagger: '2.0'
            paths: { /a: { post: { parameters: [ { name: body, in: body, schema: { type: array } } ], {{Mock}} } } }
            """);

        var name = api.Method("POST", "/a").RequestModels["application/json"];

        Assert.Matches("^MODEL[a-z0-9]{6}$", name);
        Assert.Equal("""{"type":"array"}""", api.Models[name]!.ToJsonString());
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("x-amazon-apigateway-request-validator: body", true, false)]
    [InlineData("x-amazon-apigateway-request-validator: none", false, false)]
    public void The_validator_of_a_method_wins_over_the_validator_of_the_document(string choice, bool body, bool parameters)
    {
        const string validators = """
            x-amazon-apigateway-request-validators:
              all: { validateRequestBody: true, validateRequestParameters: true }
              body: { validateRequestBody: true }
              none: {}
            """;
        var paths = $"paths: {{ /a: {{ get: {{ {Mock}, {choice} }} }} }}";
        var own = Api($"swagger: '2.0'\n{validators}\n{paths}").Method("GET", "/a");
        var document = Api($"swagger: '2.0'\nx-amazon-apigateway-request-validator: all\n{validators}\n{paths}").Method("GET", "/a");

        Assert.Equal((body, parameters), (own.ValidateRequestBody, own.ValidateRequestParameters));
        Assert.Equal(choice.Length == 0 || body, document.ValidateRequestBody);
        Assert.Equal(choice.Length == 0, document.ValidateRequestParameters);
    }

    [Fact]
    public void The_security_of_the_document_applies_to_methods_without_their_own()
    {
        var api = Api($$"""
            swagger: '2.0'
            security: [ { Users: [ read ] } ]
            securityDefinitions:
              Users: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: cognito_user_pools, x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: [ !GetAtt Pool.Arn ] } }
              Key: { type: apiKey, name: x-api-key, in: header }
            paths:
              /a: { get: { {{Mock}} }, post: { security: [], {{Mock}} }, put: { security: [ { Key: [], Users: [] } ], {{Mock}} } }
            """);

        Assert.Equal(("Users", "read"), (api.Method("GET", "/a").Authorizer, Assert.Single(api.Method("GET", "/a").AuthorizationScopes)));
        Assert.Null(api.Method("POST", "/a").Authorizer);
        Assert.Equal(("Users", true), (api.Method("PUT", "/a").Authorizer, api.Method("PUT", "/a").ApiKeyRequired));
        Assert.Empty(api.Method("PUT", "/a").AuthorizationScopes);
    }

    [Fact]
    public void The_any_method_of_a_definition_becomes_ANY_and_operationId_becomes_the_operation_name()
    {
        var method = Assert.Single(Api($"swagger: '2.0'\npaths: {{ /a: {{ x-amazon-apigateway-any-method: {{ operationId: everything, {Mock} }} }} }}").Methods);

        Assert.Equal(("ANY", "everything"), (method.HttpMethod, method.OperationName));
    }

    [Fact]
    public void Settings_of_the_API_may_be_in_the_document()
    {
        var api = Api("""
            swagger: '2.0'
            x-amazon-apigateway-binary-media-types: [ image/png ]
            x-amazon-apigateway-minimum-compression-size: 10
            x-amazon-apigateway-api-key-source: AUTHORIZER
            paths: {}
            """);

        Assert.Equal(["image/png"], api.BinaryMediaTypes);
        Assert.Equal((10, ApiKeySource.Authorizer), (api.MinimumCompressionSize!.Value, api.ApiKeySource));
    }

    [Theory]
    [InlineData("/a/{id}", "/a/{name}", "A sibling ({id}) of this resource already has a variable path part -- only one is allowed")]
    [InlineData("/a/{id}", "/a/{proxy+}", "A sibling ({id}) of this resource already has a variable path part -- only one is allowed")]
    [InlineData("/{a}/x", "/{b}/y", "A sibling ({a}) of this resource already has a variable path part -- only one is allowed")]
    [InlineData("/a", "/{proxy+}/b", "the greedy parameter '{proxy+}' must be the last part")]
    [InlineData("/a", "/a/", "another path of the document creates the same resource")]
    [InlineData("/a", "b", "a path must begin with '/'")]
    [InlineData("/a", "/item-{id}", "'item-{id}': a path part must be {name}, {name+}, or only letters, digits and ._-:$")]
    [InlineData("/a", "/a b", "'a b': a path part must be {name}, {name+}, or only letters, digits and ._-:$")]
    [InlineData("/a", "/ping", "API Gateway reserves /ping and /sping for its health checks: requests to them do not reach the API")]
    [InlineData("/ping/a", "/sping", "API Gateway reserves /ping and /sping for its health checks: requests to them do not reach the API")]
    public void A_path_that_cannot_become_a_resource_is_refused(string first, string second, string reason) =>
        Assert.Equal(
            [$"Api.Properties.DefinitionBody.paths.{second}: {reason}"],
            Templates.Refused(Text($"swagger: '2.0'\npaths: {{ '{first}': {{ get: {{ {Mock} }} }}, '{second}': {{ get: {{ {Mock} }} }} }}")));

    [Fact]
    public void Each_resource_may_have_one_variable_child_with_several_children() =>
        Assert.Equal(
            ["GET /a/{id}", "GET /a/{id}/b", "GET /a/{id}/{rest+}", "GET /{any+}"],
            Api($"swagger: '2.0'\npaths: {{ '/a/{{id}}': {{ get: {{ {Mock} }} }}, '/a/{{id}}/b': {{ get: {{ {Mock} }} }}, '/a/{{id}}/{{rest+}}': {{ get: {{ {Mock} }} }}, '/{{any+}}': {{ get: {{ {Mock} }} }} }}").Routes());

    [Theory]
    [InlineData("swagger: '1.2'\npaths: {}", ": must have \"swagger\": \"2.0\" or \"openapi\": \"3.0.x\"")]
    [InlineData("swagger: '2.0'\npaths: { /a: { get: {} } }", ".paths./a.get.x-amazon-apigateway-integration: No integration defined for method")]
    [InlineData("swagger: '2.0'\npaths: { /a: { get: { security: [ { Who: [] } ], " + Mock + " } } }", ".paths./a.get.security: the document declares no security scheme 'Who'")]
    [InlineData("swagger: '2.0'\nsecurityDefinitions: { S: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 } }\npaths: {}", ".securityDefinitions.S.x-amazon-apigateway-authtype: AWS_IAM is not supported: signed requests cannot be checked on this machine")]
    [InlineData("swagger: '2.0'\npaths: { /a: { get: { x-amazon-apigateway-auth: { type: AWS_IAM }, " + Mock + " } } }", ".paths./a.get.x-amazon-apigateway-auth.type: AWS_IAM is not supported: signed requests cannot be checked on this machine")]
    [InlineData("swagger: '2.0'\ndefinitions: { my_model: {} }\npaths: {}", ".definitions.my_model: Model name must be alphanumeric")]
    [InlineData("swagger: '2.0'\ndefinitions: { A: { items: { $ref: '#/definitions/B' } } }\npaths: {}", ".definitions.A: refers to '#/definitions/B', which is not a model of the document")]
    [InlineData("swagger: '2.0'\npaths: { /a: { get: { parameters: [ { $ref: '#/parameters/X' } ], " + Mock + " } } }", ".paths./a.get.parameters[0]: the document has no '#/parameters/X'")]
    [InlineData("swagger: '2.0'\npaths: { /a: { get: { parameters: [ { name: f, in: formData } ], " + Mock + " } } }", ".paths./a.get.parameters[0].in: a parameter in 'formData' is not supported")]
    public void A_document_that_API_Gateway_would_not_import_is_refused(string document, string diagnostic) =>
        Assert.Equal([$"Api.Properties.DefinitionBody{diagnostic}"], Templates.Refused(Text(document)));

    private static RestApi Api(string document) => Templates.Read(Text(document)).RestApis.Single();

    private static string Text(string document) => $"""
        {Templates.Sam}Resources:
          Pool: {"{ Type: AWS::Cognito::UserPool }"}
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              DefinitionBody:
        {Templates.Indent(document, 8)}
        """;
}
