using System.Text.Json;
using LocalGateway.Functions.Traffic;
using LocalGateway.Recording;
using LocalGateway.Tests.FunctionHosting;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording;

public sealed class FunctionTrafficTests
{
    private const string Get = "DynamoDB_20120810.GetItem";

    private static readonly TestApi Api = new() { Methods = [TestApi.Lambda("POST", "/calls", nameof(CallingFunction))] };

    private static string Calls(string url, params (string Target, string Body)[] calls) => Calls(url, streams: false, calls);

    private static string Calls(string url, bool streams, params (string Target, string Body)[] calls) =>
        JsonSerializer.Serialize(calls.Select(call => new { url, target = call.Target, body = call.Body, streams }));

    private static async Task<IReadOnlyList<RecordedFunctionCall>?> RecordedAsync(string body)
    {
        await using var gateway = await RecordedGateway.StartAsync(Api);
        var record = await gateway.SendAsync("POST", "/calls", body);
        Assert.Equal(200, record.Status);
        return Assert.Single(record.Open().Functions).Calls;
    }

    [Fact]
    public async Task A_record_has_the_calls_of_DynamoDB_that_the_function_made()
    {
        await using var server = await RecordingServer.StartAsync(200, """{"Item":{"id":{"S":"1"}}}""", ("Content-Type", "application/x-amz-json-1.0"));

        var calls = await RecordedAsync(Calls(
            server.Origin, (Get, """{"TableName":"Products","Key":{"id":{"S":"1"}}}"""), ("DynamoDB_20120810.Query", """{"TableName":"Orders"}""")));

        Assert.Equal(
            [
                ("GetItem", "Products", 200, 47, """{"Item":{"id":{"S":"1"}}}""", 25),
                ("Query", "Orders", 200, 22, """{"Item":{"id":{"S":"1"}}}""", 25),
            ],
            calls!.Select(call => (
                call.Operation, string.Join(", ", call.Tables), call.Status!.Value, call.Request.Length, call.Reply.Text, call.Reply.Length)));
        Assert.Every(calls!, call => Assert.True(call.Latency > TimeSpan.Zero));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_function_and_DynamoDB_get_the_same_bytes_as_without_a_record(bool streams)
    {
        var reply = new string('x', 20_000);
        var body = $$"""{"TableName":"Products","Text":"{{new string('é', 5_000)}}"}""";
        await using var server = await RecordingServer.StartAsync(200, reply);
        await using var gateway = await RecordedGateway.StartAsync(Api);

        var record = await gateway.SendAsync("POST", "/calls", Calls(server.Origin, streams, (Get, body)));

        Assert.Equal(body, Assert.Single(server.Requests).Text);
        Assert.False(Assert.Single(server.Requests).Headers.ContainsKey("traceparent"));
        Assert.Equal(reply, record.Open().Reply.Body.Text);
        var call = Assert.Single(Assert.Single(record.Open().Functions).Calls!);
        Assert.Equal((8192, 20_000), (call.Reply.Text.Length, call.Reply.Length));
        Assert.Contains("cut", call.Request.Note, StringComparison.Ordinal);
        Assert.Equal(["Products"], call.Tables);
    }

    [Fact]
    public async Task Requests_to_other_services_are_no_calls_of_DynamoDB()
    {
        await using var server = await RecordingServer.StartAsync(200, "{}");

        var calls = await RecordedAsync(Calls(server.Origin, ("SQS.SendMessage", "{}"), ("", "{}")));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([], calls!);
    }

    [Fact]
    public async Task A_call_without_a_reply_has_no_status()
    {
        var call = Assert.Single((await RecordedAsync(Calls(await RecordingServer.VacantOriginAsync(), (Get, """{"TableName":"Products"}"""))))!);

        Assert.Null(call.Status);
        Assert.Equal("Products", Assert.Single(call.Tables));
    }

    [Fact]
    public async Task Concurrent_requests_have_their_own_calls()
    {
        await using var server = await RecordingServer.StartAsync(200, "{}");
        await using var gateway = await RecordedGateway.StartAsync(Api);

        await Parallel.ForAsync(0, 20, async (number, cancellationToken) =>
        {
            using var content = new StringContent(Calls(server.Origin, (Get, $$"""{"TableName":"T{{number}}"}"""), (Get, $$"""{"TableName":"T{{number}}"}""")));
            using var response = await gateway.Gateway.Client.PostAsync($"/calls?T{number}", content, cancellationToken);
        });

        Assert.Equal(20, gateway.Recorder.Records.Count);
        Assert.Every(gateway.Recorder.Records, record => Assert.Equal(
            [record.Query, record.Query], Assert.Single(record.Open().Functions).Calls!.Select(call => Assert.Single(call.Tables))));
    }

    [Fact]
    public async Task Secrets_in_the_bodies_are_masked()
    {
        await using var server = await RecordingServer.StartAsync(200, """{"token":"the-other-secret"}""");

        var call = Assert.Single((await RecordedAsync(Calls(server.Origin, (Get, """{"TableName":"T","password":"the-secret"}"""))))!);

        Assert.Equal("""{"TableName":"T","password":"(masked)"}""", call.Request.Text);
        Assert.Equal("""{"token":"(masked)"}""", call.Reply.Text);
    }

    [Fact]
    public async Task Without_a_recorder_nothing_is_observed()
    {
        await using var server = await RecordingServer.StartAsync(200, "{}");
        await using var gateway = await TestGateway.StartAsync(Api);

        using var content = new StringContent(Calls(server.Origin, (Get, "{}")));
        using var response = await gateway.Client.PostAsync("/calls", content);

        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
        Assert.Null(DynamoDbTraffic.Current);
    }

    [Fact]
    public async Task The_calls_of_a_function_that_runs_as_a_process_are_not_known()
    {
        using var program = new TestProgram();
        await using var gateway = await RecordedGateway.StartAsync(
            new() { Methods = [TestApi.Lambda("GET", "/{proxy+}", "Program")], Functions = [program.Function] });

        var record = await gateway.SendAsync("GET", "/count");

        Assert.Null(Assert.Single(record.Open().Functions).Calls);
    }

    [Theory]
    [InlineData("""{"TableName":"A"}""", "A")]
    [InlineData("""{"Key":{"x":{"S":"TableName"}},"TableName":"A"}""", "A")]
    [InlineData("""{"RequestItems":{"A":{"Keys":[]},"B":{"Keys":[]}}}""", "A, B")]
    [InlineData("""{"TransactItems":[{"Put":{"TableName":"A"}},{"Update":{"TableName":"B"}},{"Delete":{"TableName":"A"}}]}""", "A, B")]
    [InlineData("""{"TableName":"A","Item":{"cut""", "A")]
    [InlineData("not JSON", "")]
    [InlineData("", "")]
    public void The_tables_of_a_call_come_from_its_request(string body, string tables)
    {
        var call = new DynamoDbCall("X", new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes(body)), null, default, TimeSpan.Zero);

        Assert.Equal(tables, string.Join(", ", call.Tables()));
    }
}
