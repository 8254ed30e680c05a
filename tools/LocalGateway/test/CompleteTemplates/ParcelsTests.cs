using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>Lambda integrations without a proxy: events from templates, passthrough, responses selected by the error message.</summary>
public sealed class ParcelsTests
{
    private const string File = "parcels.yaml";

    [Fact]
    public async Task The_event_of_the_function_is_the_rendered_request_template()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendAsync("GET", "/parcels/4711?express=yes&note=a%20b");

        Assert.Equal(
            """
            {"parcel": "4711", "resource": "/parcels/{number}", "stack": "local",
              "options": {"express": "yes", "note": "a b"}}

            """,
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task A_media_type_without_a_template_gets_415_with_NEVER_and_with_WHEN_NO_TEMPLATES(string httpMethod)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendBodyAsync(httpMethod, "/parcels/4711", "<weight>2</weight>", "application/xml");

        Assert.Equal((415, """{"message":"Unsupported Media Type"}"""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal("application/json", response.Header("Accept-Post"));
    }

    [Fact]
    public async Task The_parameters_of_the_media_type_do_not_affect_the_choice_of_the_template()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendBodyAsync("PUT", "/parcels/4711", """{ "weight": 2.0 }""", "application/json")
            .AnswersAsync(200, """{"weight": 2.0, "all": { "weight": 2.0 }}""");
    }

    [Fact]
    public async Task A_selection_pattern_that_matches_the_error_message_selects_the_status()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.PostAsync("/parcels/4711/delivery", "{}");

        Assert.Equal((409, """{"reason":"no luck for deliver"}"""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal("no luck for deliver", response.Header("X-Reason"));
    }

    [Fact]
    public async Task An_error_message_that_no_pattern_matches_completely_gets_the_default_response()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.PostAsync("/parcels/4711/return", "{}").AnswersAsync(200, """{"unnoticed":"no luck for deliver"}""");
    }
}
