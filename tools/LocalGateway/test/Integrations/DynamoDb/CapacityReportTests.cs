using System.Text;
using LocalGateway.Integrations.DynamoDb;
using LocalGateway.Integrations.Http;
using LocalGateway.Recording;

namespace LocalGateway.Tests.Integrations.DynamoDb;

public sealed class CapacityReportTests
{
    [Theory]
    [InlineData("{}", """{"ReturnConsumedCapacity":"TOTAL"}""")]
    [InlineData("{ }\n", "{ \"ReturnConsumedCapacity\":\"TOTAL\"}\n")]
    [InlineData("""{"Key":{"a":{"S":"}"}}, "TableName" : "T" } """, """{"Key":{"a":{"S":"}"}}, "TableName" : "T" ,"ReturnConsumedCapacity":"TOTAL"} """)]
    [InlineData("""{"Key":{"ReturnConsumedCapacity":{"S":"x"}}}""", """{"Key":{"ReturnConsumedCapacity":{"S":"x"}},"ReturnConsumedCapacity":"TOTAL"}""")]
    [InlineData("""{"ReturnConsumedCapacity":"NONE"}""", null)]
    public void The_question_is_added_to_a_request_that_has_none(string request, string? asked) =>
        Assert.Equal(asked, CapacityReport.Ask("GetItem", Encoding.UTF8.GetBytes(request)) is { } bytes ? Encoding.UTF8.GetString(bytes) : null);

    [Fact]
    public void An_action_without_capacity_is_not_asked() => Assert.Null(CapacityReport.Ask("DescribeTable", "{}"u8));

    [Theory]
    [InlineData("""{"ConsumedCapacity":{"CapacityUnits":0.5}}""", "{}", 0.5)]
    [InlineData("""{"ConsumedCapacity":{"CapacityUnits":1}, "Item":{} }""", """{"Item":{} }""", 1.0)]
    [InlineData("""{"Item":{"a":{"S":"é\/"}} , "ConsumedCapacity":{"CapacityUnits":2},"Count":1}""", """{"Item":{"a":{"S":"é\/"}},"Count":1}""", 2.0)]
    [InlineData("""{"Responses":{},"ConsumedCapacity":[{"CapacityUnits":2},{"CapacityUnits":1.5}]}""", """{"Responses":{}}""", 3.5)]
    [InlineData("""{"Item":{"ConsumedCapacity":{"S":"x"}}}""", """{"Item":{"ConsumedCapacity":{"S":"x"}}}""", null)]
    [InlineData("""{"ConsumedCapacity":{""", """{"ConsumedCapacity":{""", null)]
    [InlineData("[]", "[]", null)]
    [InlineData("", "", null)]
    public void The_answer_is_taken_out_again(string answer, string rest, double? units)
    {
        var body = Encoding.UTF8.GetBytes(answer);

        Assert.Equal(units, CapacityReport.Units(body));
        Assert.Equal(rest, Encoding.UTF8.GetString(CapacityReport.Take(new BackendReply(200, [], body)).Reply.Body.Span));
    }

    [Fact]
    public void The_headers_about_the_body_belong_to_the_shorter_body()
    {
        var reply = new BackendReply(200, [], Encoding.UTF8.GetBytes("""{"ConsumedCapacity":{"CapacityUnits":0.5}}"""));
        reply.Headers.Set("Content-Length", "42");
        reply.Headers.Set("x-amz-crc32", "1");

        var shorter = CapacityReport.Take(reply).Reply;

        // 2745614147 is the checksum that DynamoDB sends with {}.
        Assert.Equal(("2", "2745614147"), (shorter.Headers["Content-Length"].ToString(), shorter.Headers["x-amz-crc32"].ToString()));
    }

    [Fact]
    public async Task A_recorded_call_has_its_units_and_the_client_gets_the_same_bytes()
    {
        const string Answer = """{"Item":{"id":{"S":"1"}},"ConsumedCapacity":{"TableName":"Products","CapacityUnits":0.5}}""";
        await using var server = await DynamoDbApi.ServerAsync(Answer);
        var recorder = new RequestRecorder();
        await using var gateway = await new DynamoDbApi().StartAsync(server.Origin, changeOptions: options => options with { Recorder = recorder });

        using var content = new StringContent("""{"TableName":"Products"}""", Encoding.UTF8, "application/json");
        using var response = await gateway.Client.PostAsync("/", content);

        Assert.Equal("""{"Item":{"id":{"S":"1"}}}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("""{"TableName":"Products","ReturnConsumedCapacity":"TOTAL"}""", Assert.Single(server.Requests).Text);
        var call = Assert.Single(Assert.Single(recorder.Records).Open().Calls);
        Assert.Equal(
            (0.5, """{"TableName":"Products"}""", """{"Item":{"id":{"S":"1"}}}"""), (call.Capacity, call.Request.Body.Text, call.Reply.Body.Text));
    }

    [Fact]
    public async Task A_template_that_asks_for_the_capacity_itself_gets_the_answer()
    {
        const string Answer = """{"ConsumedCapacity":{"CapacityUnits":4}}""";
        await using var server = await DynamoDbApi.ServerAsync(Answer);
        var recorder = new RequestRecorder();
        await using var gateway = await new DynamoDbApi().StartAsync(server.Origin, changeOptions: options => options with { Recorder = recorder });

        using var content = new StringContent("""{"TableName":"Products","ReturnConsumedCapacity":"INDEXES"}""", Encoding.UTF8, "application/json");
        using var response = await gateway.Client.PostAsync("/", content);

        Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
        Assert.Equal(4, Assert.Single(Assert.Single(recorder.Records).Open().Calls).Capacity);
    }
}
