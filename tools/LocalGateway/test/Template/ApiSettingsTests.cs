using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

/// <summary>Stage settings, gateway responses and the other properties of an API.</summary>
public sealed class ApiSettingsTests
{
    [Fact]
    public void A_stage_has_the_variables_method_settings_cache_and_access_log_of_the_template()
    {
        var stage = Api("""
            Variables: { table: orders, limit: 5 }
            CacheClusterEnabled: true
            CacheClusterSize: '1.6'
            AccessLogSetting: { DestinationArn: !GetAtt Log.Arn, Format: '$context.requestId $context.status' }
            MethodSettings:
              - { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 2.5, ThrottlingBurstLimit: 4, LoggingLevel: INFO }
              - { ResourcePath: '/~1orders~1{id}', HttpMethod: get, CachingEnabled: true, CacheTtlInSeconds: 60 }
              - { ResourcePath: '/~1', HttpMethod: GET }
            """).Stage;

        Assert.Equal("v1", stage.Name);
        Assert.Equal(new Dictionary<string, string> { ["table"] = "orders", ["limit"] = "5" }, stage.Variables);
        Assert.True(stage.CacheClusterEnabled);
        Assert.Equal(1.6, stage.CacheClusterSize);
        Assert.Equal("$context.requestId $context.status", stage.AccessLogFormat);
        Assert.Equal(
            [
                new MethodSetting { ResourcePath = "/*", HttpMethod = "*", ThrottlingRateLimit = 2.5, ThrottlingBurstLimit = 4 },
                new MethodSetting { ResourcePath = "/orders/{id}", HttpMethod = "GET", CachingEnabled = true, CacheTtl = TimeSpan.FromMinutes(1) },
                new MethodSetting { ResourcePath = "/", HttpMethod = "GET" },
            ],
            stage.MethodSettings);
    }

    [Fact]
    public void An_API_has_the_binary_media_types_compression_and_key_source_of_the_template()
    {
        var api = Api("""
            BinaryMediaTypes: [ image~1png, '*~1*' ]
            MinimumCompressionSize: 1024
            ApiKeySourceType: AUTHORIZER
            """);

        Assert.Equal(["image/png", "*/*"], api.BinaryMediaTypes);
        Assert.Equal(1024, api.MinimumCompressionSize);
        Assert.Equal(ApiKeySource.Authorizer, api.ApiKeySource);
    }

    [Fact]
    public void Gateway_responses_have_status_parameters_and_templates()
    {
        var response = Api("""
            GatewayResponses:
              THROTTLED:
                StatusCode: 420
                ResponseParameters: { Headers: { Retry-After: "'1'", X-Stage: context.stage } }
                ResponseTemplates: { application/json: '{"slow":true}' }
              DEFAULT_5XX: { ResponseTemplates: { application/json: '{}' } }
            """).GatewayResponses;

        Assert.Equal(420, response["THROTTLED"].StatusCode);
        Assert.Equal(
            new Dictionary<string, string> { ["gatewayresponse.header.Retry-After"] = "'1'", ["gatewayresponse.header.X-Stage"] = "context.stage" },
            response["THROTTLED"].Parameters);
        Assert.Equal("""{"slow":true}""", response["THROTTLED"].Templates["application/json"]);
        Assert.Null(response["DEFAULT_5XX"].StatusCode);
    }

    [Fact]
    public void GatewayResponses_of_the_API_replace_those_of_its_definition_type_by_type()
    {
        var responses = Api("""
            GatewayResponses: { THROTTLED: { StatusCode: 420 } }
            DefinitionBody:
              swagger: '2.0'
              x-amazon-apigateway-gateway-responses:
                THROTTLED: { statusCode: 429, responseTemplates: { application/json: x } }
                DEFAULT_4XX: { statusCode: 400 }
            """).GatewayResponses;

        Assert.Equal((420, 0), (responses["THROTTLED"].StatusCode!.Value, responses["THROTTLED"].Templates.Count));
        Assert.Equal(400, responses["DEFAULT_4XX"].StatusCode);
    }

    [Theory]
    [InlineData("GatewayResponses: { THROTTLED: { Body: a } }", "GatewayResponses.THROTTLED.Body: not supported")]
    [InlineData("GatewayResponses: { SLOW: {} }", "DefinitionBody.x-amazon-apigateway-gateway-responses.SLOW: API Gateway has no gateway response of this type")]
    [InlineData("GatewayResponses: { THROTTLED: { ResponseParameters: { Headers: { A: b } } } }", "DefinitionBody.x-amazon-apigateway-gateway-responses.THROTTLED.responseParameters.gatewayresponse.header.A: Invalid mapping expression specified: b (write a static value in single quotes)")]
    [InlineData("Models: []", "Models: must be an object")]
    [InlineData("CanarySetting: {}", "CanarySetting: canary releases are not supported")]
    [InlineData("AccessLogSetting: { Format: '$context.status' }", "AccessLogSetting.Format: must contain $context.requestId or $context.extendedRequestId")]
    [InlineData("MinimumCompressionSize: big", "MinimumCompressionSize: must be a whole number, not 'big'")]
    [InlineData("CacheClusterSize: '0.7'", "CacheClusterSize: must be one of 0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237")]
    [InlineData("CacheClusterEnabled: maybe", "CacheClusterEnabled: must be true or false, not 'maybe'")]
    [InlineData("MethodSettings: [ { ResourcePath: '/*', HttpMethod: '*', CacheTtlInSeconds: 3601 } ]", "MethodSettings[0].CacheTtlInSeconds: must be between 0 and 3600, not 3601")]
    [InlineData("Mode: overwrite", "Mode: not supported")]
    public void The_diagnostic_names_a_mistake_in_the_properties_of_an_API(string properties, string diagnostic) =>
        Assert.Equal([$"Api.Properties.{diagnostic}"], Templates.Refused(Text(properties)));

    [Fact]
    public void Stage_variables_beyond_the_limits_of_API_Gateway_are_refused()
    {
        var (name, value) = (new string('n', 64), new string('v', 512));
        var hundred = string.Join(", ", Enumerable.Range(0, 100).Select(number => $"v{number}: x"));

        Assert.Single(Templates.Read(Text($"Variables: {{ {name}: {value} }}")).RestApis);
        Assert.Single(Templates.Read(Text($"Variables: {{ {hundred} }}")).RestApis);
        Assert.Equal(
            [$"Api.Properties.Variables.n{name}: the name of a stage variable can have at most 64 characters"],
            Templates.Refused(Text($"Variables: {{ n{name}: x }}")));
        Assert.Equal(
            ["Api.Properties.Variables.a: the value of a stage variable can have at most 512 characters"],
            Templates.Refused(Text($"Variables: {{ a: v{value} }}")));
        Assert.Equal(
            ["Api.Properties.Variables: a stage can have at most 100 variables"],
            Templates.Refused(Text($"Variables: {{ {hundred}, one: more }}")));
    }

    [Fact]
    public void An_API_needs_a_stage_name() =>
        Assert.Equal(
            ["Api.Properties.StageName: is required"],
            Templates.Refused(Text("").Replace("StageName: v1", "Variables: {}", StringComparison.Ordinal)));

    [Fact]
    public void All_diagnostics_of_a_template_are_reported_together() =>
        Assert.Equal(
            ["Api.Properties.CanarySetting: canary releases are not supported", "Api.Properties.Mode: not supported", "Api.Properties.Policy: not supported"],
            Templates.Refused(Text("CanarySetting: {}\nMode: a\nPolicy: b")).Order(StringComparer.Ordinal));

    private static RestApi Api(string properties) => Templates.Read(Text(properties)).RestApis.Single();

    private static string Text(string properties) => $"""
        {Templates.Sam}Resources:
          Log: {"{ Type: AWS::Logs::LogGroup }"}
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
        {Templates.Indent(properties, 6)}
        """;
}
