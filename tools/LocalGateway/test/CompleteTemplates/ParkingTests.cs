using LocalGateway.Template;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>An API without SAM: resources, methods, models, an authorizer, a validator, a gateway response, a stage, a usage plan.</summary>
public sealed class ParkingTests
{
    private const string File = "parking.yaml";
    private const string Allow =
        """{"principalId":"guard","policyDocument":{"Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}}""";

    [Fact]
    public async Task A_method_has_the_path_of_its_resources_and_the_stage_of_its_API()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendAsync("GET", "/places/7?floor=2");

        Assert.Equal("""{"place":"7","stage":"live"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("seen", response.Header("X-Place"));
    }

    [Fact]
    public async Task A_request_validator_checks_the_declared_parameters()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        Assert.Equal("""{"message": "Missing required request parameters: [floor]"}""", await gateway.TextOfAsync("/places/7"));
    }

    [Theory]
    [InlineData("""{"plate":"B-LC 1"}""", "parking-key-0123456789", 204)]
    [InlineData("""{"plate":"B"}""", "parking-key-0123456789", 400)]
    [InlineData("""{"plate":"B-LC 1"}""", "another-key-0123456789", 403)]
    public async Task A_method_checks_the_API_key_and_the_models_that_refer_to_each_other(string body, string key, int status)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendBodyAsync("PUT", "/places/7", body, "application/json", ("X-API-Key", key));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(Allow, 200)]
    [InlineData("throw Unauthorized", 418)]
    [InlineData(null, 418)]
    public async Task An_authorizer_is_found_by_the_alias_of_its_function_and_refuses_with_the_gateway_response(string? badge, int status)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendAsync("POST", "/gate", badge is null ? [] : [("X-Badge", badge)]);

        Assert.Equal(status, (int)response.StatusCode);
        if (status != 200)
            Assert.Equal(("closed", """{"garage":"Unauthorized"}"""), (response.Header("X-Garage"), await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("ResourceId: !Ref Place\n      HttpMethod: PUT", "ResourceId: Nowhere\n      HttpMethod: PUT", "Park.Properties.ResourceId: is not a resource of the API")]
    [InlineData("AuthorizerId: !Ref Badge", "AuthorizerId: !Ref Car", "Open.Properties.AuthorizerId: 'Car' is not an authorizer of the API")]
    [InlineData("HttpMethod: PUT", "HttpMethod: GET", "Park.Properties.HttpMethod: the API already has the method GET /places/{place}")]
    [InlineData("RequestModels: { application/json: !Ref Car }", "RequestModels: { application/json: Bus }", "Park.Properties: refers to '#/components/schemas/Bus', which is not a model of the document")]
    [InlineData("Type: MOCK, RequestTemplates: { application/json: '{\"statusCode\": 204}' }", "Type: SOAP", "Park.Properties.Integration.type: must be aws, aws_proxy, http, http_proxy or mock, not 'soap'")]
    [InlineData("ResponseType: UNAUTHORIZED", "ResponseType: SOMETHING", "NoRight.Properties: API Gateway has no gateway response of this type")]
    public void A_finding_names_the_resource_of_the_mistake(string part, string mistake, string finding)
    {
        var text = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CompleteTemplates", File));

        var exception = Assert.Throws<TemplateException>(() => SamTemplate.Parse(text.Replace(part, mistake, StringComparison.Ordinal), new()));

        Assert.Equal([finding], exception.TemplateDiagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void A_deployment_with_a_stage_name_makes_the_stage()
    {
        var api = Assert.Single(SamTemplate.Parse(
            """
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { swagger: '2.0', paths: {} } } }
              D: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, StageName: test, StageDescription: { Variables: { a: b }, ThrottlingRateLimit: 5 } } }
            """,
            new()).RestApis);

        Assert.Equal(("test", "b", 5.0), (api.Stage.Name, api.Stage.Variables["a"], api.Stage.MethodSettings[0].ThrottlingRateLimit));
    }

    [Fact]
    public void Parts_of_an_API_outside_the_template_are_left_aside()
    {
        var deployment = SamTemplate.Parse("Resources: { M: { Type: AWS::ApiGateway::Model, Properties: { RestApiId: abc, Schema: {} } } }", new());

        Assert.Equal(["M (AWS::ApiGateway::Model of an API outside this template)"], deployment.IgnoredLocally);
    }
}
