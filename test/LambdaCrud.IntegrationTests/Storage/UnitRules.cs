using System.Text;
using System.Text.Json.Nodes;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>
/// DynamoDB's rules for sizes and units, as the developer guide gives them ("Item sizes and formats", "Read and write operations",
/// "Transactions"). DynamoDB Local counts transactions in another way, so tests that compute costs use these rules.
/// </summary>
internal static class UnitRules
{
    /// <summary>The maximum for one partition, per second ("Designing partition keys to distribute your workload").</summary>
    public const int PartitionReadUnits = 3_000;

    /// <inheritdoc cref="PartitionReadUnits"/>
    public const int PartitionWriteUnits = 1_000;

    private const int ReadUnit = 4_096;
    private const int WriteUnit = 1_024;

    /// <summary>One item that is read by its key.</summary>
    public static double Read(int bytes, bool isConsistent) => Units(bytes, ReadUnit) * (isConsistent ? 1 : 0.5);

    /// <summary>One write of an item, or of its copy in an index.</summary>
    public static int Write(int bytes) => Units(bytes, WriteUnit);

    /// <summary>The bytes of an item in DynamoDB's JSON. A missing item has none.</summary>
    public static int SizeOf(JsonObject? item) =>
        item?.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + SizeOfValue(attribute.Value!.AsObject())) ?? 0;

    private static int SizeOfValue(JsonObject value) => value.Single() switch
    {
        ("S", var text) => Encoding.UTF8.GetByteCount((string)text!),
        // The guide gives one byte for two significant digits, and one more. Zeros at the end count here, so the size is an upper limit.
        ("N", var number) => ((((string)number!).Count(char.IsAsciiDigit) + 1) / 2) + 1,
        ("M", var map) => 3 + map!.AsObject().Count + SizeOf(map.AsObject()),
        ("L", var list) => 3 + list!.AsArray().Sum(one => 1 + SizeOfValue(one!.AsObject())),
        _ => 1,
    };

    /// <summary>An operation on a missing item costs one unit.</summary>
    private static int Units(int bytes, int unit) => Math.Max(1, (bytes + unit - 1) / unit);
}
