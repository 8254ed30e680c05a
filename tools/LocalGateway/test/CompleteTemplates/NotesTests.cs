using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>The implicit API: <c>Globals</c>, events without an API, ANY, a greedy path, functions with state.</summary>
public sealed class NotesTests
{
    private const string File = "notes.yaml";

    [Fact]
    public async Task Events_without_an_API_belong_to_the_implicit_API_with_the_stage_Prod()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        var request = await gateway.EventOfAsync("/notes?tag=a&tag=b");

        Assert.Equal("/Prod/notes", (string?)request["requestContext"]!["path"]);
        Assert.Equal("/notes", (string?)request["path"]);
        Assert.Equal("b", (string?)request["queryStringParameters"]!["tag"]);
        Assert.Equal("""["a","b"]""", request["multiValueQueryStringParameters"]!["tag"]!.ToJsonString());
        Assert.Equal("""{"region":"us-east-1"}""", request["stageVariables"]!.ToJsonString());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    public async Task An_ANY_event_answers_every_HTTP_method(string httpMethod)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendAsync(httpMethod, "/notes/7").HasStatusAsync(200);
    }

    [Fact]
    public async Task A_greedy_parameter_holds_the_rest_of_the_path_without_decoding()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        var request = await gateway.EventOfRawAsync("/notes/7/attachments/a//b%2Bc.txt");

        Assert.Equal("""{"id":"7","file":"a//b%2Bc.txt"}""", request["pathParameters"]!.ToJsonString(Relaxed));
        Assert.Equal("/notes/{id}/attachments/{file+}", (string?)request["resource"]);
    }

    [Theory]
    [InlineData("/notes", "GET,OPTIONS,POST")]
    [InlineData("/notes/7", "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT")]
    [InlineData("/clock", "GET,OPTIONS")]
    public async Task Cors_from_Globals_gives_each_path_a_preflight(string path, string methods)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendAsync("OPTIONS", path, ("Origin", "https://elsewhere.example"));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("https://notes.example", response.Header("Access-Control-Allow-Origin"));
        Assert.Equal(methods, response.Header("Access-Control-Allow-Methods"));
    }

    [Fact]
    public async Task A_method_that_no_event_declares_gets_403()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendAsync("DELETE", "/notes")
            .IsRefusedAsync(403, """{"message":"Missing Authentication Token"}""", "MissingAuthenticationTokenException");
    }

    [Fact]
    public async Task A_function_keeps_its_environment_between_requests()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendAsync("GET", "/clock").AnswersAsync(200, "typed GET /clock");
        using var second = await gateway.SendAsync("GET", "/clock");

        Assert.Equal("2", second.Header("Served"));
    }

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
