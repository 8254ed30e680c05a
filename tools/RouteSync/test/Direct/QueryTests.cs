using System.Text.Json.Nodes;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.Direct;

public sealed class QueryTests : IDisposable
{
    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_request_reads_one_item_more_than_the_page_has() => Assert.True(JsonNode.DeepEquals(
        JsonNode.Parse("""
            {"TableName": "Notes", "KeyConditionExpression": "pk = :pk AND begins_with(sk, :sk)",
            "ExpressionAttributeValues": {":pk": {"S": "USER#sub-1"}, ":sk": {"S": "PIN#"}}, "Limit": 3}
            """),
        Request(new()).Json));

    [Theory]
    [InlineData("1", 2)]
    [InlineData("12", 13)]
    [InlineData("0007", 8)]
    public void The_limit_of_the_request_counts(string limit, int expected) =>
        Assert.Equal(expected, (int)Request(new() { Query = { ["limit"] = limit } }).Json["Limit"]!);

    [Theory]
    [InlineData("0")]
    [InlineData("13")]
    [InlineData("-1")]
    [InlineData("1e1")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("1, \"x\": 1")]
    public void A_limit_outside_the_range_is_refused_with_the_sentence_of_the_declaration(string limit)
    {
        var request = new Request { Query = { ["limit"] = limit } };

        Assert.Equal("{}", Request(request).Output.Trim());
        var error = SampleProject.Render(_project.Templates("ListPins").Error, "{}", request);
        Assert.Equal(400, error.Status);
        Assert.Equal(
            """[{"parameter":"limit","code":"range","detail":"Must be a number from 1 to the page's 12."}]""",
            error.Json["errors"]!.ToJsonString(Readable));
    }

    [Fact]
    public void A_cursor_is_the_start_of_the_page() => Assert.Equal(
        $"PIN#{Sample.Request.Id}",
        (string?)Request(new() { Query = { ["cursor"] = Sample.Request.Id } }).Json["ExclusiveStartKey"]!["sk"]!["S"]);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("\"}, \"pk\": {\"S\": \"USER#other")]
    public void A_cursor_of_another_form_is_refused(string cursor)
    {
        var request = new Request { Query = { ["cursor"] = cursor } };

        Assert.Equal("{}", Request(request).Output.Trim());
        Assert.Equal("invalid-cursor", (string?)SampleProject.Render(_project.Templates("ListPins").Error, "{}", request).Json["code"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\"b")]
    [InlineData("a#b")]
    public void A_caller_without_a_valid_subject_reads_nothing_and_is_answered_with_401(string? caller)
    {
        var request = new Request { Caller = caller };

        Assert.Equal("{}", Request(request).Output.Trim());
        Assert.Equal(401, SampleProject.Render(_project.Templates("ListPins").Error, "{}", request).Status);
    }

    [Fact]
    public void The_last_page_has_no_cursor()
    {
        var answer = Answer(Items(2), new());

        Assert.Equal("""{"items":[{"noteId":"note-0","pinnedAt":"t"},{"noteId":"note-1","pinnedAt":"t","remark":"r"}]}""", answer.Output);
        Assert.Equal((null, "private"), (answer.Header("Link"), answer.Header("Cache-Control")));
    }

    [Fact]
    public void An_empty_list_is_an_empty_page() => Assert.Equal("""{"items":[]}""", Answer(Items(0), new()).Output);

    [Fact]
    public void A_page_with_a_next_page_has_its_cursor_and_a_link_with_the_limit()
    {
        var answer = Answer(Items(2), new() { Query = { ["limit"] = "1", ["cursor"] = Sample.Request.Id } });

        Assert.Equal("""{"items":[{"noteId":"note-0","pinnedAt":"t"}],"nextCursor":"note-0"}""", answer.Output);
        Assert.Equal("<?limit=1&cursor=note-0>; rel=\"next\"", answer.Header("Link"));
    }

    [Fact]
    public void A_page_that_DynamoDB_ended_early_has_the_cursor_of_its_last_item()
    {
        var items = Items(1);
        items["LastEvaluatedKey"] = new JsonObject { ["pk"] = Text("USER#sub-1"), ["sk"] = Text("PIN#note-0") };

        var answer = Answer(items, new());

        Assert.Equal("note-0", (string?)answer.Json["nextCursor"]);
        Assert.Equal("<?cursor=note-0>; rel=\"next\"", answer.Header("Link"));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Rendered Request(Request request) => SampleProject.Render(_project.Templates("ListPins").Request, "", request);

    private Rendered Answer(JsonObject items, Request request) =>
        SampleProject.Render(_project.Templates("ListPins").Response, items.ToJsonString(), request);

    private static JsonObject Items(int count) => new()
    {
        ["Items"] = new JsonArray([.. Enumerable.Range(0, count).Select(i =>
        {
            var item = new JsonObject { ["noteId"] = Text($"note-{i}"), ["pinnedAt"] = Text("t") };
            if (i % 2 == 1)
                item["remark"] = Text("r");
            return item;
        })]),
    };

    private static JsonObject Text(string text) => new() { ["S"] = text };
}
