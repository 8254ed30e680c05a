using System.Text.Json.Nodes;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>A part of the cost of a call.</summary>
/// <param name="Partition">The partition that pays: the value of the key, after the name of the index if there is one.</param>
/// <param name="Bytes">The bytes of the items that are read or written.</param>
internal sealed record Charge(string Partition, double ReadUnits, int WriteUnits, int Bytes);

/// <summary>A call with its cost by <see cref="UnitRules"/>.</summary>
/// <param name="Target">The index that the call reads, or null for the table itself.</param>
internal sealed record PricedCall(string Action, string? Target, IReadOnlyList<Charge> Charges)
{
    public override string ToString() => Target is null ? Action : $"{Action} {Target}";
}

/// <summary>The key attributes of an index. The indexes of this table contain whole items.</summary>
internal sealed record IndexKey(string Name, string Partition, string Sort)
{
    /// <summary>The cost of a write for this index. An item without the key attributes is not in the index.</summary>
    public IEnumerable<Charge> Price(JsonObject? before, JsonObject? after)
    {
        var (old, next) = (KeyOf(before), KeyOf(after));
        if (old == next)
        {
            if (next is not null && !JsonNode.DeepEquals(before, after))
                yield return Written(next.Value.Partition, Math.Max(UnitRules.SizeOf(before), UnitRules.SizeOf(after)));
            yield break;
        }

        // A copy with another key is deleted and written again.
        if (old is not null)
            yield return Written(old.Value.Partition, UnitRules.SizeOf(before));
        if (next is not null)
            yield return Written(next.Value.Partition, UnitRules.SizeOf(after));
    }

    private Charge Written(string partition, int bytes) => new($"{Name} {partition}", 0, UnitRules.Write(bytes), bytes);

    private (string Partition, string Sort)? KeyOf(JsonObject? item) =>
        item?[Partition] is { } partition && item[Sort] is { } sort ? (TextOf(partition), TextOf(sort)) : null;

    private static string TextOf(JsonNode value) => (string)value.AsObject().Single().Value!;
}

/// <summary>A write of one item, with the item before and after it.</summary>
internal sealed record ItemWrite(JsonObject Key, JsonObject? Before, JsonObject? After)
{
    public IEnumerable<Charge> Price(IEnumerable<IndexKey> indexes, bool isTransaction)
    {
        var bytes = Math.Max(UnitRules.SizeOf(Before), UnitRules.SizeOf(After));
        // A transaction prepares and commits each item of the table. The indexes follow with ordinary writes.
        var table = new Charge((string)Key["pk"]!["S"]!, 0, UnitRules.Write(bytes) * (isTransaction ? 2 : 1), bytes);
        return [table, .. indexes.SelectMany(index => index.Price(Before, After))];
    }
}
