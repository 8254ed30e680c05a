using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

public sealed class IntegrationImportTests
{
    private const string Invocation = "!Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations'";
    private const string Action = "type: aws, httpMethod: POST, credentials: !GetAtt Role.Arn";

    [Fact]
    public void An_integration_has_the_mappings_of_the_document_in_their_order()
    {
        var integration = Assert.IsType<AwsActionIntegration>(Read($$"""
            {{Action}}, uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query',
            passthroughBehavior: when_no_templates, contentHandling: CONVERT_TO_TEXT, timeoutInMillis: 50,
            cacheKeyParameters: [ method.request.path.id ], cacheNamespace: mine,
            requestTemplates: { application/json: '{}' },
            requestParameters: { integration.request.header.X-Id: method.request.path.id, integration.request.querystring.s: "'fixed'" },
            responses: {
              '4\d{2}': { statusCode: 400, responseTemplates: { application/json: bad } },
              default: { statusCode: '200', contentHandling: CONVERT_TO_BINARY, responseParameters: { method.response.header.ETag: integration.response.header.e } } }
            """));

        Assert.Equal(("dynamodb", "Query", "POST", "Role"), (integration.Service, integration.Action, integration.HttpMethod, integration.CredentialsRole));
        Assert.Equal((PassthroughBehavior.WhenNoTemplates, ContentHandling.ConvertToText), (integration.PassthroughBehavior, integration.ContentHandling));
        Assert.Equal((TimeSpan.FromMilliseconds(50), "mine"), (integration.Timeout, integration.CacheNamespace));
        Assert.Equal(["method.request.path.id"], integration.CacheKeyParameters);
        Assert.Equal("method.request.path.id", integration.RequestParameters["integration.request.header.X-Id"]);
        Assert.Equal([@"4\d{2}", null], integration.Responses.Select(response => response.SelectionPattern));
        Assert.Equal([400, 200], integration.Responses.Select(response => response.StatusCode));
        Assert.Equal("integration.response.header.e", integration.Responses[1].ResponseParameters["method.response.header.ETag"]);
        Assert.Equal(ContentHandling.ConvertToBinary, integration.Responses[1].ContentHandling);
    }

    [Fact]
    public void By_default_the_timeout_is_29_s_and_the_passthrough_behaviour_is_WHEN_NO_MATCH()
    {
        var integration = Assert.IsType<MockIntegration>(Read("type: MOCK"));

        Assert.Equal((TimeSpan.FromSeconds(29), PassthroughBehavior.WhenNoMatch), (integration.Timeout, integration.PassthroughBehavior));
        Assert.Null(integration.ContentHandling);
    }

    [Fact]
    public void A_Lambda_integration_names_its_function()
    {
        Assert.Equal("F", Assert.IsType<LambdaProxyIntegration>(Read($"type: aws_proxy, httpMethod: POST, uri: {Invocation}")).Function);
        Assert.Equal("F", Assert.IsType<LambdaIntegration>(Read($"type: aws, httpMethod: POST, uri: {Invocation}")).Function);
    }

    [Theory]
    [InlineData("!Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}:live/invocations'")]
    [InlineData("!Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${F}/invocations'")]
    [InlineData("!Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${!stageVariables.name}/invocations'")]
    public void A_function_is_found_by_its_alias_its_name_or_a_stage_variable(string uri) =>
        Assert.Equal("F", Assert.IsType<LambdaProxyIntegration>(Read($"type: aws_proxy, httpMethod: POST, uri: {uri}")).Function);

    [Fact]
    public void A_proxy_integration_with_another_method_than_POST_can_be_imported() =>
        Assert.Equal("GET", Assert.IsType<LambdaProxyIntegration>(Read($"type: aws_proxy, httpMethod: get, uri: {Invocation}")).HttpMethod);

    [Fact]
    public void An_HTTP_integration_has_the_URI_and_the_method_of_the_document()
    {
        var proxy = Assert.IsType<HttpProxyIntegration>(Read("type: http_proxy, httpMethod: ANY, uri: 'http://localhost:8080/{proxy}'"));
        var mapped = Assert.IsType<HttpIntegration>(Read("type: http, httpMethod: PUT, uri: 'http://127.0.0.1:8080/${stageVariables.name}'"));

        Assert.Equal(("http://localhost:8080/{proxy}", "ANY"), (proxy.Uri, proxy.HttpMethod));
        Assert.Equal(("http://127.0.0.1:8080/worker", "PUT"), (mapped.Uri, mapped.HttpMethod));
    }

    [Fact]
    public void Stage_variables_in_uri_and_credentials_are_replaced_and_a_missing_one_is_empty()
    {
        var mapped = Assert.IsType<HttpIntegration>(
            Read("type: http, httpMethod: GET, uri: 'http://localhost/${stageVariables.none}/${stageVariables.name}'"));
        var action = Assert.IsType<AwsActionIntegration>(Read(
            "type: aws, httpMethod: POST, credentials: 'arn:aws:iam::123456789012:role/${stageVariables.role}', "
                + "uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query'"));

        Assert.Equal("http://localhost//worker", mapped.Uri);
        Assert.Equal("Role", action.CredentialsRole);
    }

    [Fact]
    public void A_property_that_the_integration_type_does_not_use_is_reported_as_ignored() =>
        Assert.Contains(
            "Api.DefinitionBody.paths./a/{id}.get.x-amazon-apigateway-integration.credentials",
            Templates.Read(Text("type: mock, credentials: !GetAtt Role.Arn")).IgnoredLocally);

    [Theory]
    [InlineData("type: soap", "type: must be aws, aws_proxy, http, http_proxy or mock, not 'soap'")]
    [InlineData("httpMethod: GET", "type: is required")]
    [InlineData("type: http, uri: 'http://localhost/'", "httpMethod: Enumeration value for HttpMethod must be non-empty")]
    [InlineData("type: http, httpMethod: GET, uri: 'localhost'", "uri: Invalid HTTP endpoint specified for URI")]
    [InlineData("type: http, httpMethod: GET, uri: 'https://example.com/'", "uri: LocalGateway calls only servers on this machine, not example.com")]
    [InlineData("type: aws_proxy, httpMethod: POST, uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query'", "uri: Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.")]
    [InlineData("type: aws_proxy, httpMethod: POST, uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:Other/invocations'", "uri: 'arn:aws:lambda:us-east-1:123456789012:function:Other' is not a function of this template")]
    [InlineData(Action + ", uri: 'arn:aws:apigateway:us-east-1:dynamodb:Query'", "uri: AWS ARN for integration must contain path or action")]
    [InlineData(Action + ", uri: 'dynamodb:Query'", "uri: Invalid ARN specified in the request")]
    [InlineData("type: aws, httpMethod: POST, uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query'", "credentials: is required")]
    [InlineData("type: aws, httpMethod: POST, credentials: Other, uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query'", "credentials: 'Other' is not the ARN of a role")]
    [InlineData("type: mock, timeoutInMillis: 30000", "timeoutInMillis: must be between 50 and 29000, not 30000")]
    [InlineData("type: mock, passthroughBehavior: SOMETIMES", "passthroughBehavior: 'SOMETIMES' is not supported")]
    [InlineData("type: mock, connectionType: VPC_LINK", "connectionType: 'VPC_LINK' is not supported")]
    [InlineData("type: mock, cacheKeyParameters: [ method.request.querystring.q ]", "cacheKeyParameters: Invalid cache key parameter specified: method.request.querystring.q (the method does not declare it)")]
    [InlineData("type: mock, requestParameters: { integration.request.header.A: method.request.header.B }", "requestParameters.integration.request.header.A: Invalid mapping expression parameter specified: method.request.header.B (the method does not declare it)")]
    [InlineData("type: mock, requestParameters: { integration.request.header.A: fixed }", "requestParameters.integration.request.header.A: Invalid mapping expression specified: fixed (write a static value in single quotes)")]
    [InlineData("type: mock, requestParameters: { header.A: context.stage }", "requestParameters.header.A: Invalid mapping expression specified: the target must be integration.request.header|querystring|path.NAME")]
    [InlineData("type: mock, responses: { default: { responseTemplates: {} } }", "responses.default.statusCode: is required")]
    [InlineData("type: mock, responses: { default: { statusCode: '200', responseParameters: { method.response.header.X: context.stage } } }", "responses.default.responseParameters.method.response.header.X: Invalid mapping expression parameter specified: method.response.header.X (the method response 200 does not declare this header)")]
    [InlineData("type: mock, responses: { default: { statusCode: '200', responseParameters: { method.response.header.ETag: x } } }", "responses.default.responseParameters.method.response.header.ETag: Invalid mapping expression specified: x (write a static value in single quotes)")]
    public void The_diagnostic_names_a_mistake_in_an_integration(string integration, string diagnostic) =>
        Assert.Equal([$"Api.Properties.DefinitionBody.paths./a/{{id}}.get.x-amazon-apigateway-integration.{diagnostic}"], Templates.Refused(Text(integration)));

    [Theory]
    [InlineData("dynamodb:action/DescribeTable")]
    [InlineData("sns:action/Publish")]
    [InlineData("s3:path/bucket/key")]
    public void A_service_action_that_the_gateway_does_not_support_is_refused(string service) =>
        Assert.Contains(
            $"{service} is not supported",
            Assert.Single(Templates.Refused(Text($"{Action}, uri: 'arn:aws:apigateway:us-east-1:{service}'"))),
            StringComparison.Ordinal);

    private static Integration Read(string integration) => Templates.Read(Text(integration)).RestApis.Single().Methods.Single().Integration;

    private static string Text(string integration) => $$"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          F: { Type: AWS::Serverless::Function, Properties: { FunctionName: worker, Runtime: dotnet10, Handler: h, CodeUri: src } }
          Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              Variables: { name: worker, role: Role }
              DefinitionBody:
                swagger: '2.0'
                paths:
                  /a/{id}:
                    get:
                      parameters: [ { name: id, in: path, required: true, type: string } ]
                      responses: { '200': { description: OK, headers: { ETag: { type: string } } } }
                      x-amazon-apigateway-integration: { {{integration.ReplaceLineEndings(" ")}} }
        """;
}
