using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>Requests the consumed capacity of each call from DynamoDB Local, and records the call with it.</summary>
internal sealed class DynamoDbRecorder : DynamoDbWire
{
    private readonly ConcurrentQueue<MeasuredCall> _calls = new();

    private DynamoDbRecorder(Uri dynamoDb)
        : base(dynamoDb)
    {
    }

    public static async Task<DynamoDbRecorder> StartAsync(Uri dynamoDb)
    {
        var recorder = new DynamoDbRecorder(dynamoDb);
        await recorder.StartAsync();
        return recorder;
    }

    /// <summary>The answered calls since the last call of this method, in the order of the answers.</summary>
    public IReadOnlyList<MeasuredCall> TakeCalls()
    {
        var calls = new List<MeasuredCall>();
        while (_calls.TryDequeue(out var call))
            calls.Add(call);
        return calls;
    }

    protected override async Task ServeAsync(HttpContext context, WireRequest request)
    {
        var isMeasured = MeasuredCall.Costs(request.Action);
        var body = JsonNode.Parse(request.Body)!.AsObject();
        if (isMeasured)
            body["ReturnConsumedCapacity"] = "INDEXES";
        var answer = await PassOnAsync(request with { Body = body.ToJsonString() });
        if (isMeasured)
            _calls.Enqueue(MeasuredCall.Of(request.Action, body, JsonNode.Parse(Encoding.UTF8.GetString(answer.Body))!.AsObject()));
        await answer.WriteAsync(context.Response);
    }
}

/// <summary>A call of the data plane.</summary>
/// <param name="Target">The index that the call reads, or null for the table itself.</param>
/// <param name="Units">The units of the table and its indexes together: read units for a read, write units for a write.</param>
internal sealed record MeasuredCall(string Action, string? Target, double Units)
{
    private static readonly string[] Reads = ["GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan"];
    private static readonly string[] Writes = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"];

    /// <summary>The IAM actions that the call needs. A transaction needs those of its parts.</summary>
    public required IReadOnlyList<string> Rights { get; init; }

    public bool IsRead => Reads.Contains(Action);

    public static bool Costs(string action) => Reads.Contains(action) || Writes.Contains(action);

    public static MeasuredCall Of(string action, JsonObject request, JsonObject response)
    {
        // One object, or an array for calls that can use several tables.
        var consumed = response["ConsumedCapacity"] switch
        {
            JsonArray tables => tables.Sum(table => (double)table!["CapacityUnits"]!),
            JsonObject table => (double)table["CapacityUnits"]!,
            _ => 0,
        };
        return new(action, (string?)request["IndexName"], consumed) { Rights = [.. RightsFor(action, request)] };
    }

    private static IEnumerable<string> RightsFor(string action, JsonObject request) => action switch
    {
        "TransactGetItems" => ["GetItem"],
        "TransactWriteItems" => request["TransactItems"]!.AsArray()
            .Select(item => item!.AsObject().Single().Key)
            .Select(part => part == "ConditionCheck" ? "ConditionCheckItem" : $"{part}Item")
            .Distinct(),
        _ => [action],
    };

    public override string ToString() => Target is null ? Action : $"{Action} {Target}";
}
