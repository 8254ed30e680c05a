using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>
/// A proxy in front of DynamoDB Local that gives the partition of one product a limited number of write units a second. It refuses a
/// transaction beyond the limit as DynamoDB does. The test sets the clock, so the result does not depend on the speed of the machine.
/// </summary>
internal sealed class ThrottlingWire : DynamoDbWire
{
    /// <summary>The write units that an order uses on the item of its product. <see cref="RushLimitsTests"/> computes them.</summary>
    public const int UnitsOfOrder = 2;

    private const long Second = 1_000_000;

    private string? _partition;
    private long _unitsPerSecond;
    private long _millionthsOfUnits;
    private long _now;

    private ThrottlingWire(Uri dynamoDb)
        : base(dynamoDb)
    {
    }

    /// <summary>The transactions that contain the product, since <see cref="Limit"/>.</summary>
    public int Transactions { get; private set; }

    public static async Task<ThrottlingWire> StartAsync(Uri dynamoDb)
    {
        var wire = new ThrottlingWire(dynamoDb);
        await wire.StartAsync();
        return wire;
    }

    /// <summary>Starts with an empty bucket, at the time 0.</summary>
    public void Limit(CreatedProduct product, int unitsPerSecond) =>
        (_partition, _unitsPerSecond, _millionthsOfUnits, _now, Transactions) = ($"PRODUCT#{product.Id}", unitsPerSecond, 0, 0, 0);

    /// <summary>Moves the clock. The bucket holds the units of one second at most.</summary>
    public void MoveTo(long microseconds)
    {
        _millionthsOfUnits = Math.Min(_unitsPerSecond * Second, _millionthsOfUnits + ((microseconds - _now) * _unitsPerSecond));
        _now = microseconds;
    }

    protected override async Task ServeAsync(HttpContext context, WireRequest request)
    {
        var isCounted = request.Action == "TransactWriteItems"
            && _partition is not null && request.Body.Contains(_partition, StringComparison.Ordinal);
        var answer = isCounted && !TryTake() ? Refusal(request) : await PassOnAsync(request);
        await answer.WriteAsync(context.Response);
    }

    private bool TryTake()
    {
        Transactions++;
        if (_millionthsOfUnits < UnitsOfOrder * Second)
            return false;
        _millionthsOfUnits -= UnitsOfOrder * Second;
        return true;
    }

    /// <summary>The answer for a table with on-demand capacity: the reason of the throttled item is ThrottlingError.</summary>
    private WireAnswer Refusal(WireRequest request)
    {
        var items = JsonNode.Parse(request.Body)!["TransactItems"]!.AsArray();
        var reasons = items
            .Select(item => item!.ToJsonString().Contains(_partition!, StringComparison.Ordinal) ? "ThrottlingError" : "None")
            .ToList();
        var body = new JsonObject
        {
            ["__type"] = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            ["Message"] = $"Transaction cancelled, please refer cancellation reasons for specific reasons [{string.Join(", ", reasons)}]",
            ["CancellationReasons"] = new JsonArray([.. reasons.Select(reason => new JsonObject { ["Code"] = reason })]),
        };
        return new(400, [], Encoding.UTF8.GetBytes(body.ToJsonString()));
    }
}
