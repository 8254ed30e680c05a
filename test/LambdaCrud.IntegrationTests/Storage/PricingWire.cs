using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>
/// A proxy in front of DynamoDB Local that computes the cost of each call by <see cref="UnitRules"/>. It reads the items of a write before
/// and after the write. It supports one call at a time.
/// </summary>
internal sealed class PricingWire : DynamoDbWire
{
    private readonly ConcurrentQueue<PricedCall> _calls = new();
    private IReadOnlyList<IndexKey>? _indexes;

    private PricingWire(Uri dynamoDb)
        : base(dynamoDb)
    {
    }

    public static async Task<PricingWire> StartAsync(Uri dynamoDb)
    {
        var wire = new PricingWire(dynamoDb);
        await wire.StartAsync();
        return wire;
    }

    /// <summary>The answered calls since the last call of this method, in the order of the answers.</summary>
    public IReadOnlyList<PricedCall> TakeCalls()
    {
        var calls = new List<PricedCall>();
        while (_calls.TryDequeue(out var call))
            calls.Add(call);
        return calls;
    }

    protected override async Task ServeAsync(HttpContext context, WireRequest request) =>
        await (await AnswerAsync(request)).WriteAsync(context.Response);

    private async Task<WireAnswer> AnswerAsync(WireRequest request)
    {
        if (!MeasuredCall.Costs(request.Action))
            return await PassOnAsync(request);
        var body = JsonNode.Parse(request.Body)!.AsObject();
        var keys = WrittenKeys(request.Action, body).ToList();
        var before = await ReadAsync(request, body, keys);
        var answer = await PassOnAsync(request);
        // A refused write has no effect. Its cost is not part of the tables.
        if (answer.Status != 200)
            return answer;
        var charges = keys.Count > 0
            ? await PriceWritesAsync(request, body, keys, before)
            : await PriceReadAsync(request, body, Json(answer));
        _calls.Enqueue(new PricedCall(request.Action, (string?)body["IndexName"], charges));
        return answer;
    }

    private async Task<IReadOnlyList<Charge>> PriceWritesAsync(
        WireRequest request, JsonObject body, List<(string Table, JsonObject Key)> keys, List<JsonObject?> before)
    {
        _indexes ??= await IndexesAsync(request, keys[0].Table);
        var after = await ReadAsync(request, body, keys);
        return
        [
            .. keys.SelectMany((key, at) =>
                new ItemWrite(key.Key, before[at], after[at]).Price(_indexes, request.Action == "TransactWriteItems")),
        ];
    }

    private async Task<IReadOnlyList<Charge>> PriceReadAsync(WireRequest request, JsonObject body, JsonObject answer)
    {
        switch (request.Action)
        {
            case "GetItem":
                var size = UnitRules.SizeOf(answer["Item"]?.AsObject());
                var units = UnitRules.Read(size, body["ConsistentRead"]?.GetValue<bool>() == true);
                return [new((string)body["Key"]!["pk"]!["S"]!, units, 0, size)];
            case "BatchGetItem":
                var (table, wanted) = body["RequestItems"]!.AsObject().Single();
                var isConsistent = wanted!["ConsistentRead"]?.GetValue<bool>() == true;
                return
                [
                    .. answer["Responses"]![table]!.AsArray().Select(item => new Charge(
                        (string)item!["pk"]!["S"]!,
                        UnitRules.Read(UnitRules.SizeOf(item.AsObject()), isConsistent),
                        0,
                        UnitRules.SizeOf(item.AsObject()))),
                ];
            default:
                // A filter does not change what is read. So the same read without the filter returns all items that it costs.
                var all = body["FilterExpression"] is null ? answer : await WithoutFilterAsync(request, body);
                var bytes = all["Items"]!.AsArray().Sum(item => UnitRules.SizeOf(item!.AsObject()));
                return [new((string?)body["IndexName"] ?? "Query", UnitRules.Read(bytes, isConsistent: false), 0, bytes)];
        }
    }

    private async Task<JsonObject> WithoutFilterAsync(WireRequest request, JsonObject body)
    {
        var read = body.DeepClone().AsObject();
        read.Remove("FilterExpression");
        // DynamoDB refuses names and values that no expression uses.
        foreach (var unused in (string[])["ExpressionAttributeNames", "ExpressionAttributeValues"])
        {
            foreach (var name in read[unused]!.AsObject().Select(one => one.Key).ToList())
            {
                if (!((string)read["KeyConditionExpression"]!).Contains(name, StringComparison.Ordinal))
                    read[unused]!.AsObject().Remove(name);
            }
        }

        return await CallAsync(request, request.Action, read);
    }

    private static IEnumerable<(string Table, JsonObject Key)> WrittenKeys(string action, JsonObject body) => action switch
    {
        "PutItem" or "UpdateItem" or "DeleteItem" => [KeyOf(body)],
        "TransactWriteItems" => body["TransactItems"]!.AsArray().Select(item => KeyOf(item!.AsObject().Single().Value!.AsObject())),
        "BatchWriteItem" => body["RequestItems"]!.AsObject().SelectMany(table =>
            table.Value!.AsArray().Select(write => (table.Key, KeyOfItem(write!["PutRequest"]!["Item"]!.AsObject())))),
        _ => [],
    };

    private static (string Table, JsonObject Key) KeyOf(JsonObject write) =>
        ((string)write["TableName"]!, write["Key"] is { } key ? KeyOfItem(key.AsObject()) : KeyOfItem(write["Item"]!.AsObject()));

    private static JsonObject KeyOfItem(JsonObject item) => new() { ["pk"] = item["pk"]!.DeepClone(), ["sk"] = item["sk"]!.DeepClone() };

    private async Task<List<JsonObject?>> ReadAsync(WireRequest request, JsonObject body, List<(string Table, JsonObject Key)> keys)
    {
        var items = new List<JsonObject?>();
        foreach (var (table, key) in keys)
        {
            var read = new JsonObject { ["TableName"] = table, ["Key"] = key.DeepClone(), ["ConsistentRead"] = true };
            items.Add((await CallAsync(request, "GetItem", read))["Item"]?.AsObject());
        }

        return items;
    }

    private async Task<IReadOnlyList<IndexKey>> IndexesAsync(WireRequest request, string table)
    {
        var described = await CallAsync(request, "DescribeTable", new() { ["TableName"] = table });
        return
        [
            .. described["Table"]!["GlobalSecondaryIndexes"]!.AsArray().Select(index => new IndexKey(
                (string)index!["IndexName"]!,
                (string)index["KeySchema"]![0]!["AttributeName"]!,
                (string)index["KeySchema"]![1]!["AttributeName"]!)),
        ];
    }

    /// <summary>Makes another call with the headers of a call of the API.</summary>
    private async Task<JsonObject> CallAsync(WireRequest request, string action, JsonObject body)
    {
        var headers = request.Headers.Select(header =>
            header.Name == "X-Amz-Target" ? (header.Name, $"DynamoDB_20120810.{action}") : header);
        return Json(await PassOnAsync(request with { Action = action, Body = body.ToJsonString(), Headers = [.. headers] }));
    }

    private static JsonObject Json(WireAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        return JsonNode.Parse(Encoding.UTF8.GetString(answer.Body))!.AsObject();
    }
}
