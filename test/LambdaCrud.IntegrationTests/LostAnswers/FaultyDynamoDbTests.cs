using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>The faults do what their names say. The tests read the bytes on the wire and the items in DynamoDB Local.</summary>
public sealed class FaultyDynamoDbTests(Storefront storefront) : IClassFixture<Storefront>, IAsyncLifetime
{
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private FaultyDynamoDb _wire = null!;
    private AmazonDynamoDBClient _database = null!;
    private WireTap _tap = null!;

    public async Task InitializeAsync()
    {
        _wire = await FaultyDynamoDb.StartAsync(await LocalDynamoDb.EndpointAsync());
        _database = await LocalDynamoDb.ClientAsync();
        _tap = _wire.Tap(_mark);
    }

    public async Task DisposeAsync()
    {
        _database.Dispose();
        await _wire.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(Fault.None), true)]
    [InlineData(nameof(Fault.LoseAnswer), true)]
    [InlineData(nameof(Fault.Reset), true)]
    [InlineData(nameof(Fault.CutInHead), true)]
    [InlineData(nameof(Fault.CutInBody), true)]
    [InlineData(nameof(Fault.FailAfterWrite), true)]
    [InlineData(nameof(Fault.ThroughputExceeded), false)]
    [InlineData(nameof(Fault.Throttle), false)]
    [InlineData(nameof(Fault.RefuseBeforeWrite), false)]
    public async Task Each_fault_has_the_effect_on_the_wire_that_its_name_says(string name, bool writes)
    {
        var fault = Enum.Parse<Fault>(name);
        _tap.Disturb(new Disturbance(new("PutItem", 1), fault, Reach.FirstAttempt));

        var (text, isReset) = await ReadToEndAsync(await SendAsync("PutItem", _mark));

        Assert.Equal(writes, await IsStoredAsync(_mark));
        Assert.Equal(fault is Fault.Reset or Fault.RefuseBeforeWrite, isReset);
        var (head, body) = text.Split("\r\n\r\n") is [var first, var second] ? (first, second) : (text, null);
        switch (fault)
        {
            case Fault.LoseAnswer or Fault.Reset or Fault.RefuseBeforeWrite:
                Assert.Empty(text);
                break;
            case Fault.CutInHead:
                Assert.StartsWith("HTTP/1.1 200 OK", head, StringComparison.Ordinal);
                Assert.Null(body);
                break;
            case Fault.CutInBody:
                Assert.Contains("Content-Length: 2", head, StringComparison.Ordinal);
                Assert.Equal("{", body);
                break;
            case Fault.None:
                Assert.StartsWith("HTTP/1.1 200 OK", head, StringComparison.Ordinal);
                Assert.Equal("{}", body);
                break;
            default:
                var (status, error) = fault switch
                {
                    Fault.FailAfterWrite => (500, "InternalServerError"),
                    Fault.Throttle => (400, "ThrottlingException"),
                    _ => (400, "ProvisionedThroughputExceededException"),
                };
                Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
                Assert.Contains($"#{error}\"", body, StringComparison.Ordinal);
                break;
        }
    }

    [Fact]
    public async Task A_late_answer_does_not_arrive_while_the_client_waits()
    {
        _tap.Disturb(new Disturbance(new("PutItem", 1), Fault.AnswerLate, Reach.FirstAttempt));
        using var client = await SendAsync("PutItem", _mark);
        using var other = await SendAsync("PutItem", Guid.NewGuid().ToString());

        Assert.StartsWith("HTTP/1.1 200 OK", (await ReadToEndAsync(other)).Text, StringComparison.Ordinal);
        await _tap.QuietAsync();

        Assert.Equal(1, _tap.FaultCount);
        Assert.True(await IsStoredAsync(_mark));
        Assert.Equal(0, client.Available);
    }

    [Theory]
    [InlineData(nameof(Reach.FirstAttempt), "PutItem a ok, PutItem b reset, PutItem b ok, GetItem c ok, PutItem d ok")]
    [InlineData(nameof(Reach.EveryAttempt), "PutItem a ok, PutItem b reset, PutItem b reset, GetItem c ok, PutItem d ok")]
    [InlineData(nameof(Reach.FromThenOn), "PutItem a ok, PutItem b reset, PutItem b reset, GetItem c reset, PutItem d reset")]
    public async Task A_fault_affects_only_the_attempts_within_its_reach(string reach, string expected)
    {
        _tap.Disturb(new Disturbance(new("PutItem", 2), Fault.Reset, Enum.Parse<Reach>(reach)));
        var seen = new List<string>();
        foreach (var attempt in expected.Split(", ").Select(attempt => attempt.Split(' ')))
        {
            var (_, isReset) = await ReadToEndAsync(await SendAsync(attempt[0], _mark, attempt[1]));
            seen.Add($"{attempt[0]} {attempt[1]} {(isReset ? "reset" : "ok")}");
        }

        Assert.Equal(expected, string.Join(", ", seen));
        Assert.Equal(expected.Split("reset").Length - 1, _tap.FaultCount);
        Assert.Equal(["PutItem#1", "PutItem#2", "GetItem#1", "PutItem#3"], _tap.Calls.Select(call => $"{call}"));
    }

    [Fact]
    public async Task A_fault_does_not_affect_the_calls_of_other_clients()
    {
        _tap.Disturb(new Disturbance(new("PutItem", 1), Fault.Reset, Reach.FromThenOn));

        var (text, _) = await ReadToEndAsync(await SendAsync("PutItem", Guid.NewGuid().ToString()));

        Assert.StartsWith("HTTP/1.1 200 OK", text, StringComparison.Ordinal);
        Assert.Equal(0, _tap.FaultCount);
        Assert.Empty(_tap.Calls);
    }

    private async Task<TcpClient> SendAsync(string action, string id, string invocation = "one")
    {
        var key = new JsonObject { ["pk"] = new JsonObject { ["S"] = id }, ["sk"] = new JsonObject { ["S"] = id } };
        var body = new JsonObject
        {
            ["TableName"] = storefront.TableName,
            [action == "PutItem" ? "Item" : "Key"] = key,
        }.ToJsonString();
        var client = new TcpClient();
        await client.ConnectAsync(_wire.Endpoint.Host, _wire.Endpoint.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", [
            "POST / HTTP/1.1",
            $"Host: {_wire.Endpoint.Authority}",
            "Connection: close",
            $"X-Amz-Target: DynamoDB_20120810.{action}",
            "Authorization: AWS4-HMAC-SHA256 Credential=local/20261128/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
            "X-Amz-Date: 20261128T000000Z",
            $"amz-sdk-invocation-id: {invocation}",
            $"Content-Length: {body.Length}",
            "",
            body,
        ])));
        return client;
    }

    private static async Task<(string Text, bool IsReset)> ReadToEndAsync(TcpClient client)
    {
        using (client)
        {
            var bytes = new MemoryStream();
            try
            {
                await client.GetStream().CopyToAsync(bytes);
                return (Encoding.ASCII.GetString(bytes.ToArray()), false);
            }
            catch (IOException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
            {
                return (Encoding.ASCII.GetString(bytes.ToArray()), true);
            }
        }
    }

    private async Task<bool> IsStoredAsync(string id)
    {
        var key = new Dictionary<string, AttributeValue> { ["pk"] = new(id), ["sk"] = new(id) };
        return (await _database.GetItemAsync(storefront.TableName, key, consistentRead: true)).Item is { Count: > 0 };
    }
}
