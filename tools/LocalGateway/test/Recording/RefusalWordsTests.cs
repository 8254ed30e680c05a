using System.Text.Json;
using LocalGateway.Recording;
using LocalGateway.Tests.Integrations.DynamoDb;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording;

/// <summary>The first sentences about a request that was refused behind the gateway: who refused it, why, and what the client sent.</summary>
public sealed class RefusalWordsTests
{
    private const string Invalid = """{"__type":"com.amazon.coral.validate#ValidationException","Message":"Invalid table name"}""";

    // A request template that finds a mistake of the client sends nothing that DynamoDB can read.
    private const string Checked = """
        #if($input.params("id") == "7")
        {"TableName": "Products"}
        #else
        {}
        #end
        """;

    private const string Problem = """
        #set($context.responseOverride.status = 400)
        {"title": "Invalid id", "detail": "The id of a thing is 7."}
        """;

    private static readonly (string, string) OldVersion = ("If-Match", "\"old\"");

    [Fact]
    public async Task The_problem_of_a_response_template_comes_before_the_error_of_the_service()
    {
        var (record, log) = await DirectAsync(new()
        {
            RequestTemplate = Checked,
            Responses = [Methods.Response(200), Methods.Response(400) with { SelectionPattern = "4\\d\\d", ResponseTemplates = Methods.Json(Problem) }],
        });

        Assert.Equal(
            ("response template", "Invalid id. The id of a thing is 7. The request template sent the empty request {}, so DynamoDB GetItem refused it with 400"),
            (record.Author, record.Reason));
        Assert.Equal($"the response template answers 400: {record.Reason}", record.Open().Steps.Single(step => step.Answers).Decision);
        Assert.Contains(" 400 response template ", log, StringComparison.Ordinal);
        Assert.EndsWith(
            ": Invalid id. The id of a thing is 7. DynamoDB GetItem refused its request with 400: ValidationException: Invalid table name", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_a_response_template_that_sets_no_status_comes_first_too()
    {
        var (record, _) = await DirectAsync(new()
        {
            Responses = [Methods.Response(400) with { SelectionPattern = "400", ResponseTemplates = Methods.Json("""{"message": "Send an id"}""") }],
        });

        Assert.Equal("response template", record.Author);
        Assert.StartsWith("Send an id. The request template sent the empty request {}, so DynamoDB GetItem refused it", record.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_is_passed_on_is_the_error_of_the_service()
    {
        var (record, _) = await DirectAsync(new()
        {
            Responses = [Methods.Response(400) with { SelectionPattern = "400", ResponseTemplates = Methods.Json("$input.json('$')") }],
        });

        Assert.Equal(("DynamoDB", "DynamoDB GetItem answers 400: ValidationException: Invalid table name"), (record.Author, record.Reason));
    }

    [Fact]
    public async Task An_integration_response_that_hides_an_error_is_named_after_the_error()
    {
        var (record, _) = await DirectAsync(new() { Responses = [Methods.Response(500) with { SelectionPattern = "4\\d\\d" }] });

        Assert.Equal(
            ("integration response", "DynamoDB GetItem refused the request {} with 400: ValidationException: Invalid table name. The integration response answers 500 for it"),
            (record.Author, record.Reason));
    }

    [Fact]
    public async Task A_status_that_a_request_template_sets_is_its_refusal()
    {
        var (record, _) = await DirectAsync(new()
        {
            RequestTemplate = "#set($context.responseOverride.status = 422){}",
            Responses = [Methods.Response(400) with { SelectionPattern = "400", ResponseTemplates = Methods.Json("""{"title": "No"}""") }],
        });

        Assert.Equal("request template", record.Author);
        Assert.StartsWith("No. ", record.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_fails_is_named()
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [Methods.Mock("$util.parseJson('{')")] });

        Assert.Equal("response template", (await gateway.SendAsync("POST", "/")).Author);
    }

    [Theory]
    [InlineData(412, "If-Match", "\"old\"", "Stale. If-Match was \"old\"")]
    [InlineData(415, "Content-Type", "text/plain", "Stale. Content-Type was text/plain")]
    [InlineData(406, "Accept", "text/csv", "Stale. Accept was text/csv")]
    [InlineData(409, "If-Match", "\"old\"", "Stale")]
    [InlineData(412, "Authorization", "secret", "Stale")]
    public async Task The_headers_that_a_status_is_about_are_quoted(int status, string header, string value, string said)
    {
        var record = await ScriptedAsync(status, """{"title": "Stale"}""", [], (header, value));

        Assert.Equal(said, record.Reason);
    }

    [Fact]
    public async Task A_header_that_the_reply_names_is_quoted()
    {
        var record = await ScriptedAsync(
            422, """{"title": "The Idempotency-Key belongs to another request"}""", [], ("Idempotency-Key", "one\tkey"), ("X-Other", "not named"));

        Assert.Equal("The Idempotency-Key belongs to another request. Idempotency-Key was one key", record.Reason);
    }

    [Fact]
    public async Task A_header_with_a_secret_is_never_quoted()
    {
        var record = await ScriptedAsync(403, """{"title": "The X-Api-Key is wrong"}""", [], ("X-Api-Key", "k1"));

        Assert.Equal("The X-Api-Key is wrong", record.Reason);
    }

    [Theory]
    [InlineData(412, "ETag", "\"new\"", "No. If-Match was \"old\". The current ETag is \"new\"")]
    [InlineData(415, "Accept-Patch", "application/merge-patch+json", "No. Content-Type was application/json; charset=utf-8. The API accepts application/merge-patch+json")]
    [InlineData(405, "Allow", "GET, PUT", "No. Allowed are GET, PUT")]
    [InlineData(503, "Retry-After", "1", "No. Send it again after 1 second")]
    [InlineData(429, "Retry-After", "30", "No. Send it again after 30 seconds")]
    [InlineData(429, "Retry-After", "soon", "No")]
    public async Task What_the_reply_asks_for_instead_is_said(int status, string header, string value, string said)
    {
        var record = await ScriptedAsync(status, """{"title": "No"}""", new() { [header] = value }, OldVersion);

        Assert.Equal(said, record.Reason);
    }

    [Fact]
    public async Task An_error_from_the_cache_says_its_reason_too()
    {
        await using var gateway = await RecordedGateway.StartAsync(new()
        {
            Methods = [Methods.Mock("""#set($context.responseOverride.status = 404){"title": "No such thing"}""") with { HttpMethod = "GET" }],
            CacheClusterEnabled = true,
            MethodSettings = [new() { HttpMethod = "GET", ResourcePath = "/", CachingEnabled = true }],
        });

        await gateway.SendAsync("GET", "/");
        var cached = await gateway.SendAsync("GET", "/");

        Assert.Equal("cache", cached.Author);
        Assert.StartsWith("No such thing. The cache has a reply that is ", cached.Reason, StringComparison.Ordinal);
        Assert.EndsWith(": No such thing", gateway.Gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_with_the_same_key_and_the_one_that_got_the_ETag_are_named()
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [TestApi.Scripted()] });
        const string Stale = """{"statusCode": 412, "body": "{}"}""";
        (string, string)[] headers = [("Idempotency-Key", "k"), OldVersion];

        await gateway.SendAsync("POST", "/", """{"statusCode": 200, "headers": {"ETag": "\"1\""}}""", headers[0]);
        await gateway.SendAsync("POST", "/", """{"statusCode": 201, "headers": {"ETag": "\"2\""}}""", headers[0]);
        var refused = await gateway.SendAsync("POST", "/", Stale, headers);
        var other = await gateway.SendAsync("POST", "/", Stale, ("Idempotency-Key", "another"));

        Assert.Equal(
            [new RelatedRequest(1, "had the same Idempotency-Key first"), new RelatedRequest(2, "got the ETag \"2\" for this path last")],
            refused.Open().Related);
        Assert.Equal([2], other.Open().Related.Select(related => related.Number));
    }

    private static async Task<RequestRecord> ScriptedAsync(
        int statusCode, string body, Dictionary<string, string> headers, params (string Name, string Value)[] sent)
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [TestApi.Scripted()] });
        var record = await gateway.SendAsync("POST", "/", JsonSerializer.Serialize(new { statusCode, headers, body }), sent);

        Assert.EndsWith($": {record.Reason}", gateway.Gateway.Log.All[^1], StringComparison.Ordinal);
        return record;
    }

    private static async Task<(RequestRecord Record, string Log)> DirectAsync(DynamoDbApi api)
    {
        var recorder = new RequestRecorder();
        await using var server = await DynamoDbApi.ServerAsync(Invalid, 400);
        await using var gateway = await api.StartAsync(server.Origin, changeOptions: options => options with { Recorder = recorder });
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var response = await gateway.Client.PostAsync("/?id=8", content);
        return (recorder.Records.Single(), gateway.Log.All[^1]);
    }
}
