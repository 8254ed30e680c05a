using System.Text.Json;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording;

/// <summary>What the record and the console say about a reply with an error.</summary>
public sealed class ReplyWordsTests
{
    [Theory]
    [InlineData("""{"title": "Not enough in stock", "detail": "Three are left.", "status": 409}""", "Not enough in stock. Three are left")]
    [InlineData("""{"title": "Not enough in stock.", "detail": "Not enough in stock. Three are left"}""", "Not enough in stock. Three are left")]
    [InlineData("""{"message": "Missing"}""", "Missing")]
    [InlineData("""{"error": 1}""", null)]
    [InlineData(
        """{"title": "Invalid body", "errors": [{"pointer": "/price", "detail": "Must be positive."}, {"pointer": "/name"}, {"detail": "c"}, {"detail": "d"}]}""",
        "Invalid body. /price: Must be positive; /name; c; 1 more")]
    [InlineData("""{"title": "Invalid", "errors": {"Name": ["too long", "odd"]}}""", "Invalid. Name: too long, odd")]
    [InlineData(
        """{"type": "urn:x", "title": "Not enough in stock", "status": 409, "code": "x", "lines": [{"productId": "019a", "available": 1}, {"productId": "019b", "available": 0}], "retry": false, "requestId": "r"}""",
        "Not enough in stock. lines: productId 019a, available 1; productId 019b, available 0. retry: false")]
    [InlineData(
        """{"title": "Wrong", "errors": [{"pointer": "/a", "detail": "b"}], "limits": {"max": 3, "unit": "KB", "more": {"deep": 1}}, "empty": [], "none": null}""",
        "Wrong. /a: b. limits: max 3, unit KB")]
    [InlineData("""{"lines": [1, 2], "left": 3}""", null)]
    [InlineData("Only for members.", "Only for members")]
    [InlineData("<h1>Forbidden</h1>", null)]
    [InlineData("{\"detail\": \"a\\u001b[31m\\r\\nGET / 200 \\u202e b\"}", "a [31m GET / 200 b")]
    [InlineData("{\"detail\": \"<img src=x>\"}", "<img src=x>")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("\r\n\t", null)]
    [InlineData("{\"title\":", null)]
    [InlineData("{\"title\": \"\\ud800\"}", null)]
    [InlineData("""{"title": 5, "detail": null, "errors": [1, null, [], {"pointer": 3}, "too long"]}""", "too long")]
    public async Task A_refusal_of_a_function_says_its_reason_in_one_line(string body, string? said)
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [TestApi.Scripted()] });

        var record = await gateway.SendAsync("POST", "/", JsonSerializer.Serialize(new { statusCode = 409, body }));

        Assert.Equal(("function ScriptedFunction", said ?? "the function ScriptedFunction answers 409, and its reply gives no reason"), (record.Author, record.Reason));
        Assert.EndsWith($": {record.Reason}", gateway.Gateway.Log.All[^1], StringComparison.Ordinal);
        Assert.Equal(
            said is null ? record.Reason : $"the function ScriptedFunction answers 409: {said}",
            record.Open().Steps.Single(step => step.Answers).Decision);
    }

    [Fact]
    public async Task A_long_text_of_a_reply_is_cut()
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [TestApi.Scripted()] });

        var record = await gateway.SendAsync("POST", "/", JsonSerializer.Serialize(
            new { statusCode = 400, body = JsonSerializer.Serialize(new { title = new string('t', 5_000), detail = new string('d', 5_000) }) }));

        Assert.InRange(record.Reason.Length, 400, 600);
        Assert.EndsWith("…", record.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_succeeds_is_not_quoted()
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [TestApi.Scripted()] });

        var record = await gateway.SendAsync("POST", "/", """{"statusCode": 200, "body": "{\"title\": \"private\"}"}""");

        Assert.Equal("the function ScriptedFunction answers 200", record.Reason);
        Assert.Lacks("private", gateway.Gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_a_reply_repeats_is_masked_in_the_record_and_on_the_console()
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [TestApi.Scripted()] });

        var record = await gateway.SendAsync(
            "POST", "/", """{"statusCode": 401, "body": "{\"detail\": \"The token a-secret-token is unknown.\"}"}""", ("Authorization", "Bearer a-secret-token"));

        Assert.Equal("The token (masked) is unknown", record.Reason);
        Assert.EndsWith($": {record.Reason}", gateway.Gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_a_response_template_sets_has_its_line()
    {
        const string Template = """
            #set($refusal = 400)
            #set($context.responseOverride.status = $refusal)
            {"title": "Sign in first", "detail": "This route needs a signed-in user."}
            """;
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [Methods.Mock(Template)] });

        var record = await gateway.SendAsync("POST", "/");

        Assert.Equal(("response template", "Sign in first. This route needs a signed-in user"), (record.Author, record.Reason));
        Assert.Equal(
            "the response template answers 400: Sign in first. This route needs a signed-in user", record.Open().Steps.Single(step => step.Answers).Decision);
        Assert.True(record.Open().StatusSetBy is { Template: 1, Line: 2, Because: [] });
        Assert.EndsWith($": {record.Reason}", gateway.Gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/thing", "the API has no such path. Did you mean /things?")]
    [InlineData("/thimgs/42", "the API has no such path. Did you mean /things/{id}?")]
    [InlineData("/something/else", "the API has no such path")]
    public async Task An_unknown_path_names_the_nearest_paths(string path, string said)
    {
        await using var gateway = await RecordedGateway.StartAsync(
            new() { Methods = [TestApi.Scripted("GET", "/things"), TestApi.Scripted("GET", "/things/{id}")] });

        Assert.Equal(said, (await gateway.SendAsync("GET", path)).Reason);
    }
}
