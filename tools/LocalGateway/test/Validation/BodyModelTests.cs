using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Validation;

public sealed class BodyModelTests
{
    private const string Unparsable = "[Unknown error parsing request body]";
    private const string Named = """{"type":"object","required":["name"]}""";

    [Fact]
    public async Task A_body_that_does_not_match_its_model_gets_400_Invalid_request_body()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Echo("POST", "/") with { ValidateRequestBody = true, RequestModels = new Dictionary<string, string> { ["application/json"] = "Model" } }],
            Models = $$"""{"Model":{{Named}}}""",
        });

        await gateway.SendAsync("POST", "/").IsRefusedAsync(400, """{"message": "Invalid request body"}""", "BadRequestException");
    }

    [Theory]
    [InlineData("""{"name":1}""", null)]
    [InlineData("", """[object has missing required properties (["name"])]""")]
    [InlineData("name", Unparsable)]
    [InlineData("{name: 1}", Unparsable)]
    [InlineData("{'name': 1}", Unparsable)]
    [InlineData("""{"name":1,}""", Unparsable)]
    [InlineData("""{"name":1} 2""", Unparsable)]
    [InlineData("""{"name":NaN}""", Unparsable)]
    [InlineData("// comment", Unparsable)]
    public async Task An_empty_body_or_a_body_that_is_not_JSON_is_refused_when_the_schema_has_a_rule(string body, string? problem) =>
        Assert.Equal(problem, await TestModels.ProblemAsync(Named, body));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":"Anything","description":"at all"}""")]
    public async Task A_schema_without_a_rule_accepts_every_body(string schema)
    {
        await using var gateway = await TestModels.StartAsync($$"""{"Model":{{schema}}}""");

        Assert.Null(await gateway.ProblemAsync(""));
        Assert.Null(await gateway.ProblemAsync("no JSON"));
        Assert.Null(await gateway.ProblemAsync("[1]"));
    }

    [Theory]
    [InlineData("application/json", """[object has missing required properties (["json"])]""")]
    [InlineData("APPLICATION/JSON; charset=utf-8", """[object has missing required properties (["json"])]""")]
    [InlineData(null, """[object has missing required properties (["json"])]""")]
    [InlineData("application/merge-patch+json", """[object has missing required properties (["patch"])]""")]
    [InlineData("text/plain", null)]
    public async Task The_content_type_chooses_the_model_and_without_one_the_model_for_JSON_is_used(string? contentType, string? problem)
    {
        await using var gateway = await TestModels.StartAsync(
            """{"Json":{"type":"object","required":["json"]},"Patch":{"type":"object","required":["patch"]}}""",
            ("application/json", "Json"),
            ("application/merge-patch+json", "Patch"));

        Assert.Equal(problem, await gateway.ProblemAsync("{}", contentType));
    }

    [Theory]
    [InlineData("application/json", """[object has missing required properties (["json"])]""")]
    [InlineData("text/plain", """[object has missing required properties (["other"])]""")]
    public async Task A_model_for_default_is_used_for_every_other_content_type(string contentType, string problem)
    {
        await using var gateway = await TestModels.StartAsync(
            """{"Json":{"type":"object","required":["json"]},"Other":{"type":"object","required":["other"]}}""",
            ("$default", "Other"),
            ("application/json", "Json"));

        Assert.Equal(problem, await gateway.ProblemAsync("{}", contentType));
    }

    [Fact]
    public async Task Without_a_validator_the_body_is_not_validated()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Echo("POST", "/") with { RequestModels = new Dictionary<string, string> { ["application/json"] = "Model" } }],
            Models = $$"""{"Model":{{Named}}}""",
        });

        await gateway.SendAsync("POST", "/").HasStatusAsync(200);
    }

    [Theory]
    [InlineData("""{"Other":{}}""", "POST /: the API has no model Model.")]
    [InlineData("""{"Model":{"dependencies":{"a":["b"]}}}""", "The model Model uses the keyword dependencies, which LocalGateway does not support.")]
    [InlineData("""{"Model":{"enum":["2026-03-04T12:00:00Z"]}}""", "The model Model has \"2026-03-04T12:00:00Z\" in an enum: LocalGateway does not support dates in an enum.")]
    [InlineData("""{"Model":{"$ref":"https://example.com/schema.json"}}""", "The model Model refers to https://example.com/schema.json, which is not a model of the API.")]
    [InlineData("""{"Model":{"properties":{"a":{"pattern":"["}}}}""", "The model Model has a pattern that is not a regular expression: [")]
    [InlineData("""{"Model":{"patternProperties":{"(":{}}}}""", "The model Model has a pattern that is not a regular expression: (")]
    [InlineData("""{"Model":{"$ref":"#/definitions/None"}}""", "TestApi: the models are not valid JSON Schema: ")]
    [InlineData("""{"Model":{"$ref":"#/definitions/Model"}}""", "TestApi: the models are not valid JSON Schema: ")]
    [InlineData("""{"Model":{"minLength":"x"}}""", "TestApi: the models are not valid JSON Schema: ")]
    [InlineData("""{"Model":7}""", "The model Model is not a schema.")]
    public async Task A_model_that_is_missing_invalid_or_not_supported_stops_the_start(string models, string message)
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestModels.StartAsync(models));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }
}
