using System.Text.Json.Nodes;
using RouteSync.Declarations;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.Direct;

public sealed class GetItemTests : IDisposable
{
    private const string Tag = "\"20260102030405678-7\"";

    private const string Item = """
        {"Item": {"id": {"S": "i"}, "text": {"S": "a \"b\" é"}, "sizeBytes": {"N": "12"}, "labels": {"L": [{"S": "x"}, {"S": "y"}]},
        "writtenAt": {"S": "2026-01-02T03:04:05.678Z"}, "version": {"N": "7"}, COLOR "pk": {"S": "NOTE#i"}}}
        """;

    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_request_names_the_key_of_the_item() => Assert.True(JsonNode.DeepEquals(
        JsonNode.Parse($$$"""{"TableName": "Notes", "Key": {"pk": {"S": "NOTE#{{{Request.Id}}}"}, "sk": {"S": "NOTE"} } }"""),
        SampleProject.Render(_project.Templates("GetNote").Request).Json));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0193A1B2-0000-7000-8000-000000000001")]
    [InlineData("0193a1b2-0000-7000-8000-000000000001\n")]
    [InlineData("\"}}, \"TableName\": \"Other\"")]
    [InlineData("$stageVariables.tableName #end")]
    public void A_request_with_an_invalid_id_reads_nothing_and_is_answered_with_400(string id)
    {
        var templates = _project.Templates("GetNote");
        var request = new Request { PathId = id };

        var answer = SampleProject.Render(templates.Error, """{"__type": "x#ValidationException"}""", request);

        Assert.Equal("{}", SampleProject.Render(templates.Request, "", request).Output.Trim());
        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Equal(
            """{"type":"urn:sample:invalid-id","title":"Invalid id","status":400,"detail":"A note's id is a UUID.","code":"invalid-id","requestId":"request-1"}""",
            answer.Output);
    }

    [Fact]
    public void An_item_is_answered_with_the_members_of_the_response_type_and_its_entity_tag()
    {
        var answer = SampleProject.Render(_project.Templates("GetNote").Response, Body("\"color\": {\"S\": \"red\"},"));

        Assert.Null(answer.Status);
        Assert.Equal(
            """{"id":"i","text":"a \"b\" é","color":"red","size":{"bytes":12},"labels":["x","y"],"writtenAt":"2026-01-02T03:04:05.678Z","version":7}""",
            answer.Output);
        Assert.Equal((Tag, "no-cache"), (answer.Header("ETag"), answer.Header("Cache-Control")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"color\": {\"NULL\": true},")]
    public void A_nullable_member_is_left_out_if_the_item_lacks_the_attribute(string color) => Assert.Equal(
        """{"id":"i","text":"a \"b\" é","size":{"bytes":12},"labels":["x","y"],"writtenAt":"2026-01-02T03:04:05.678Z","version":7}""",
        SampleProject.Render(_project.Templates("GetNote").Response, Body(color)).Output);

    [Theory]
    [InlineData("", "{\"id\":\"i\"}")]
    [InlineData("\"color\": {\"S\": \"red\"},", "{\"color\":\"red\",\"id\":\"i\"}")]
    [InlineData("\"stars\": {\"N\": \"3\"}, \"isOpen\": {\"BOOL\": false},", "{\"id\":\"i\",\"stars\":3,\"isOpen\":false}")]
    public void The_commas_are_right_whichever_nullable_members_are_there(string attributes, string expected)
    {
        var note = _project.Route("GetNote");
        var route = note with
        {
            Direct = note.Direct! with { Entity = typeof(Sparse), EntityTag = null },
            IsConditional = false,
            Answers = [new DeclaredAnswer(200, typeof(SparseResponse), [], null)],
        };

        var answer = SampleProject.Render(_project.Templates(route).Response, Body(attributes));

        Assert.Equal(expected, answer.Output);
        Assert.Null(answer.Header("ETag"));
        Assert.Null(answer.Header("Cache-Control"));
    }

    [Fact]
    public void A_missing_item_is_answered_with_404()
    {
        var answer = SampleProject.Render(_project.Templates("GetNote").Response, "{}");

        Assert.Equal(404, answer.Status);
        Assert.Equal("There is no note with this id.", (string?)answer.Json["detail"]);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData(Tag)]
    [InlineData($"W/{Tag}")]
    [InlineData($"\"x\", {Tag}")]
    [InlineData(" * ")]
    public void If_None_Match_with_the_tag_is_answered_with_304_and_no_body(string header)
    {
        var request = new Request { Headers = { ["if-NONE-match"] = header } };

        var answer = SampleProject.Render(_project.Templates("GetNote").Response, Body(""), request);

        Assert.Equal((304, "", Tag), (answer.Status, answer.Output, answer.Header("ETag")));
    }

    [Theory]
    [InlineData("", Tag)]
    [InlineData("identity", Tag)]
    [InlineData("gzip", "\"20260102030405678-7;gzip\"")]
    [InlineData("gzip;q=0.5,\tbr", "\"20260102030405678-7;gzip;q=0.5.br\"")]
    [InlineData("\"", $"W/{Tag}")]
    [InlineData("gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip", $"W/{Tag}")]
    public void The_entity_tag_ends_with_the_codings_that_the_client_accepts(string header, string tag)
    {
        var request = new Request { Headers = { ["accept-ENCODING"] = header } };
        var again = new Request { Headers = { ["Accept-Encoding"] = header, ["If-None-Match"] = $"\"x\", {tag}" } };
        var templates = _project.Templates("GetNote");

        Assert.Equal(tag, SampleProject.Render(templates.Response, Body(""), request).Header("ETag"));
        Assert.Equal(304, SampleProject.Render(templates.Response, Body(""), again).Status);
    }

    [Theory]
    [InlineData("If-Match", "\"20260102030405678-7;gzip\"", null)]
    [InlineData("If-Match", "\"20260102030405678-7;br\"", null)]
    [InlineData("If-Match", "\"20260102030405678-77\"", 412)]
    [InlineData("If-Match", "\"20260102030405678-77;gzip\"", 412)]
    [InlineData("If-Match", "W/\"20260102030405678-7;gzip\"", 412)]
    [InlineData("If-None-Match", "\"20260102030405678-7;gzip\"", 304)]
    [InlineData("If-None-Match", "\"20260102030405678-7;br\"", null)]
    [InlineData("If-None-Match", Tag, null)]
    public void If_Match_takes_the_tag_of_any_coding_and_If_None_Match_only_the_tag_of_this_answer(string name, string header, int? status)
    {
        var request = new Request { Headers = { ["Accept-Encoding"] = "gzip", [name] = header } };

        Assert.Equal(status, SampleProject.Render(_project.Templates("GetNote").Response, Body(""), request).Status);
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData($"W/{Tag}")]
    [InlineData("$etag")]
    [InlineData("")]
    public void If_Match_without_the_strong_tag_is_answered_with_412(string header)
    {
        var request = new Request { Headers = { ["If-Match"] = header, ["If-None-Match"] = "*" } };

        var answer = SampleProject.Render(_project.Templates("GetNote").Response, Body(""), request);

        Assert.Equal((412, "The note has changed."), (answer.Status, (string?)answer.Json["detail"]));
    }

    [Theory]
    [InlineData(Tag)]
    [InlineData($"W/{Tag}, {Tag}")]
    [InlineData("*")]
    public void If_Match_with_the_strong_tag_is_answered_with_the_item(string header) => Assert.Equal(
        "i", (string?)SampleProject.Render(
            _project.Templates("GetNote").Response, Body(""), new Request { Headers = { ["If-Match"] = header } }).Json["id"]);

    [Fact]
    public void A_request_id_of_the_client_is_answered_only_if_it_has_the_right_form()
    {
        var template = _project.Templates("GetNote").Response;

        Assert.Equal("mine", RequestId("mine"));
        Assert.Equal("request-1", RequestId("\",\"x\":\"$requestId"));

        string? RequestId(string sent) =>
            SampleProject.Render(template, "{}", new Request { Headers = { ["x-request-ID"] = sent } }).Header("X-Request-Id");
    }

    [Fact]
    public void An_unknown_query_parameter_is_refused_except_in_a_stage_with_a_cache()
    {
        var templates = _project.Templates("GetNote");
        var request = new Request { Query = { ["x"] = "1" } };

        Assert.Equal("{}", SampleProject.Render(templates.Request, "", request).Output.Trim());
        Assert.Equal(
            "unknown-parameter",
            (string?)SampleProject.Render(templates.Error, "{}", request).Json["errors"]![0]!["code"]);
        Assert.Contains("NOTE#", SampleProject.Render(templates.Request, "", request with { HasCache = true }).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ThrottlingException", 503, "1")]
    [InlineData("ValidationException", 500, null)]
    public void A_refusal_of_DynamoDB_is_answered_with_503_or_500(string error, int status, string? retryAfter)
    {
        var answer = SampleProject.Render(_project.Templates("GetNote").Error, $$"""{"__type": "com.amazonaws#{{error}}", "message": "secret"}""");

        Assert.Equal((status, retryAfter), (answer.Status, answer.Header("Retry-After")));
        Assert.Lacks("secret", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outage_is_answered_with_503() =>
        Assert.Equal(503, SampleProject.Render(_project.Templates("GetNote").Outage, "<html>").Status);

    private static string Body(string color) => Item.Replace("COLOR", color, StringComparison.Ordinal);

    private sealed record Sparse
    {
        public string? Color { get; init; }
        public required string Id { get; init; }
        public long? Stars { get; init; }
        public bool? IsOpen { get; init; }
    }

    private sealed record SparseResponse(string? Color, string Id, long? Stars, bool? IsOpen);
}
