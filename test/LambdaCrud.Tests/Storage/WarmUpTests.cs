using System.Net;
using System.Text.Json.Nodes;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Storage;

public class WarmUpTests
{
    [Fact]
    public async Task The_warm_up_reads_an_item_that_does_not_exist()
    {
        using var wire = new WireDynamoDb().Answers("GetItem");

        Assert.Null(await WarmUp.RunAsync(wire.Client(), "the-table"));

        var (_, body) = Assert.Single(wire.Calls);
        Assert.Equal("the-table", (string?)body["TableName"]);
        Assert.Equal(WarmUp.Key, (string?)body["Key"]!["pk"]!["S"]);
    }

    [Theory]
    [InlineData("AccessDeniedException", HttpStatusCode.BadRequest)]
    [InlineData("InternalServerError", HttpStatusCode.InternalServerError)]
    public async Task A_failed_warm_up_is_a_result_and_no_exception(string error, HttpStatusCode status)
    {
        using var wire = new WireDynamoDb().Fails("GetItem", error, status);

        Assert.NotNull(await WarmUp.RunAsync(wire.Client(), "the-table"));
    }

    [Fact]
    public void Every_function_may_read_the_item_of_the_warm_up_and_no_other_item_by_that_right() => Assert.Every(
        Template.ResourcesOf("AWS::Serverless::Function"),
        function => Assert.Single(
            function.Value["Properties"]!["Policies"]!.AsArray().OfType<JsonObject>().SelectMany(policy => policy["Statement"]!.AsArray()),
            statement => (string?)statement!["Action"]![0] == "dynamodb:GetItem"
                && (string?)statement["Condition"]?["ForAllValues:StringEquals"]?["dynamodb:LeadingKeys"]?[0] == WarmUp.Key));

    [Fact]
    public void The_warm_up_reads_and_writes_JSON_without_an_error() => Assert.Null(Record.Exception(LambdaPayload.WarmUp));
}
