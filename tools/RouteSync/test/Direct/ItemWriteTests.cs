using System.Text.Json.Nodes;
using RouteSync.Tests.Sample;

namespace RouteSync.Tests.Direct;

public sealed class ItemWriteTests : IDisposable
{
    private const string Exists = """{"__type": "com.amazonaws#ConditionalCheckFailedException"}""";

    private readonly SampleProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_new_item_has_the_key_the_id_of_the_path_and_the_time_of_the_request() => Assert.True(JsonNode.DeepEquals(
        JsonNode.Parse($$$"""
            {"TableName": "Notes", "Item": {"pk": {"S": "USER#sub-1"}, "sk": {"S": "PIN#{{{Request.Id}}}"},
            "noteId": {"S": "{{{Request.Id}}}"}, "pinnedAt": {"S": "2015-04-09T12:34:56.438Z"}},
            "ConditionExpression": "attribute_not_exists(pk)"}
            """),
        SampleProject.Render(_project.Templates("AddPin").Request).Json));

    [Fact]
    public void An_item_that_exists_already_is_answered_with_success_if_the_route_keeps_it()
    {
        var answer = SampleProject.Render(_project.Templates("AddPin").Error, Exists);

        Assert.Equal((204, ""), (answer.Status, answer.Output));
    }

    [Fact]
    public void A_route_that_keeps_no_items_writes_without_a_condition()
    {
        var add = _project.Route("AddPin");
        var templates = _project.Templates(add with { Direct = add.Direct! with { KeepsExisting = false } });

        Assert.Null(SampleProject.Render(templates.Request).Json["ConditionExpression"]);
        Assert.Equal(500, SampleProject.Render(templates.Error, Exists).Status);
    }

    [Fact]
    public void A_delete_names_the_key_of_the_item() => Assert.True(JsonNode.DeepEquals(
        JsonNode.Parse($$$"""{"TableName": "Notes", "Key": {"pk": {"S": "USER#sub-1"}, "sk": {"S": "PIN#{{{Request.Id}}}"} } }"""),
        SampleProject.Render(_project.Templates("RemovePin").Request).Json));

    [Theory]
    [InlineData("AddPin")]
    [InlineData("RemovePin")]
    public void A_write_is_answered_without_a_body(string route)
    {
        var answer = SampleProject.Render(_project.Templates(route).Response, "{}");

        Assert.Equal((null, "", "request-1"), (answer.Status, answer.Output, answer.Header("X-Request-Id")));
    }

    [Theory]
    [InlineData("AddPin")]
    [InlineData("RemovePin")]
    public void A_write_with_an_invalid_id_or_caller_writes_nothing_and_is_refused(string route)
    {
        foreach (var hostile in new[] { "", "x", "\"}}", "$util", "#end", "\n", "'\\" })
        {
            Assert.Equal("{}", SampleProject.Render(_project.Templates(route).Request, "", new Request { PathId = hostile }).Output.Trim());
            Assert.Equal("{}", SampleProject.Render(_project.Templates(route).Request, "", new Request { Caller = hostile == "x" ? "" : hostile }).Output.Trim());
            Assert.Equal(400, SampleProject.Render(_project.Templates(route).Error, Exists, new Request { PathId = hostile }).Status);
            Assert.Equal(401, SampleProject.Render(_project.Templates(route).Error, Exists, new Request { PathId = hostile, Caller = null }).Status);
        }
    }
}
