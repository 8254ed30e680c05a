using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>Models that refer to each other and to themselves, validators that SAM generates, a gateway response with the reason.</summary>
public sealed class SurveysTests
{
    private const string File = "surveys.yaml";
    private const string Sheet = """{"answers":[{"question":"q1","choice":5,"comment":null}],"attached":{"answers":[]}}""";
    private static readonly (string, string) Sender = ("X-Sender", "me");

    [Fact]
    public async Task A_valid_request_reaches_the_function()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.PostAsync("/surveys/7?lang=en", Sheet, Sender).HasStatusAsync(200);
    }

    [Theory]
    [InlineData("/surveys/7", false, "X-Sender, lang")]
    [InlineData("/surveys/7?lang=", true, "lang")]
    [InlineData("/surveys/7?Lang=en", true, "lang")]
    [InlineData("/surveys/7/checks", false, "X-Sender")]
    public async Task The_error_names_all_missing_parameters_headers_first_and_the_body_is_not_validated(
        string path, bool hasSender, string missing)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.PostAsync(path, "no sheet", hasSender ? [Sender] : [])
            .IsRefusedAsync(400, $$"""{"message": "Missing required request parameters: [{{missing}}]"}""", "BadRequestException");
    }

    [Theory]
    [InlineData("{}", "[object has missing required properties ([\"answers\"])]")]
    [InlineData("""{"answers":[],"attached":{}}""", "[object has missing required properties ([\"answers\"])]")]
    [InlineData("no sheet", "[Unknown error parsing request body]")]
    public async Task A_body_that_does_not_match_the_model_is_refused_with_the_message_of_the_validator(string body, string problem)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.PostAsync("/surveys/7?lang=en", body, Sender)
            .IsRefusedAsync(422, $$"""{"problem":"{{problem}}"}""", "BadRequestException");
    }

    [Theory]
    [InlineData("""{"question":"1","choice":5}""")]
    [InlineData("""{"question":"q1","choice":6}""")]
    [InlineData("""{"question":"q1","choice":1.5}""")]
    [InlineData("""{"question":"q1","choice":1,"comment":"longer than ten"}""")]
    [InlineData("""{"question":"q1","choice":1,"more":true}""")]
    public async Task A_list_with_an_invalid_item_is_refused(string answer)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        var body = $$"""{"answers":[{"question":"q1","choice":1},{{answer}}]}""";

        await gateway.PostAsync("/surveys/7?lang=en", body, Sender).HasStatusAsync(422);
    }

    [Theory]
    [InlineData("/surveys/7/checks")]
    [InlineData("/surveys/7/drafts")]
    public async Task Without_body_validation_a_body_that_does_not_match_the_model_is_accepted(string path)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.PostAsync(path, "no sheet", Sender).HasStatusAsync(200);
    }
}
