using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>MOCK only: parameters, mappings, conditions, stage variables, overrides, a gateway response, an access log.</summary>
public sealed class StatusPageTests
{
    private const string File = "status-page.yaml";

    [Theory]
    [InlineData("dev", """{"color":"grey","stage":"v1-dev","known":false}""")]
    [InlineData("live", """{"color":"green","stage":"v1","known":false}""")]
    public async Task Template_parameters_choose_the_stage_and_its_variables(string environment, string body)
    {
        await using var gateway = await TemplateGateway.StartAsync(File, ("Environment", environment));

        using var response = await gateway.SendAsync("GET", "/");

        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Fact]
    public async Task The_status_that_a_MOCK_template_renders_selects_the_response()
    {
        await using var gateway = await TemplateGateway.StartAsync(File, ("Environment", "live"));

        await gateway.SendAsync("GET", "/components/website").AnswersAsync(200, """{"up":true,"name":"website"}""");
        using var down = await gateway.SendAsync("GET", "/components/database");

        Assert.Equal((503, """{"up":false}"""), ((int)down.StatusCode, await down.Content.ReadAsStringAsync()));
        Assert.Equal("60", down.Header("Retry-After"));
    }

    [Fact]
    public async Task Overrides_pass_request_values_to_the_response_whose_template_has_no_body()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.PostAsync("/incidents", """{"title":"Mail & more"}""");

        Assert.Equal("/incidents/Mail+%26+more", response.Header("Location"));
        Assert.Equal((201, """{"title":"Mail & more","body":""}"""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("dev", "nobody")]
    [InlineData("live", "ops@status.example")]
    public async Task An_unknown_path_gets_the_gateway_response_of_the_template(string environment, string contact)
    {
        await using var gateway =
            await TemplateGateway.StartAsync(File, ("Environment", environment), ("Contact", "ops@status.example"));

        using var response = await gateway.SendAsync("GET", "/nowhere");

        var stage = environment == "dev" ? "v1-dev" : "v1";
        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal($$"""{"problem":"Missing Authentication Token","at":"/{{stage}}/nowhere"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(contact, response.Header("X-Contact"));
        Assert.Equal("MissingAuthenticationTokenException", response.Header("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task The_stage_writes_an_access_log_line_in_its_format()
    {
        var lines = new LogLines();
        await using var gateway = await TemplateGateway.StartAsync(File, options => options with { AccessLog = lines });

        using var response = await gateway.SendAsync("GET", "/components/database");

        var line = await lines.WaitForAsync(_ => true);
        Assert.Matches($"^{response.Header("x-amzn-RequestId")} GET /components/{{name}} 503 [0-9]+$", line);
    }
}
