using System.Text.Json.Nodes;

namespace Studio.Data;

/// <summary>What the page wants to read.</summary>
internal sealed record ReadRequest
{
    public required string Table { get; init; }

    public string? Index { get; init; }

    /// <summary>Null scans.</summary>
    public KeyValue? Partition { get; init; }

    public SortCondition? Sort { get; init; }

    /// <summary>Scans only: the attribute that the items must match. DynamoDB reads the other items too.</summary>
    public FilterCondition? Filter { get; init; }

    /// <summary>The number of items that DynamoDB looks at.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before this one ended; null is the first page.</summary>
    public JsonObject? Start { get; init; }
}

/// <param name="Value">In DynamoDB JSON.</param>
internal sealed record KeyValue(string Name, JsonObject Value);

/// <param name="Value">In DynamoDB JSON.</param>
/// <param name="BeginsWith">Whether the sort key begins with the value; else it is equal.</param>
internal sealed record SortCondition(string Name, JsonObject Value, bool BeginsWith);

/// <param name="Value">In DynamoDB JSON.</param>
/// <param name="BeginsWith">Whether the attribute begins with the value; else it contains the value.</param>
internal sealed record FilterCondition(string Name, JsonObject Value, bool BeginsWith);

/// <param name="Action"><c>Query</c> or <c>Scan</c>.</param>
/// <param name="Next">Where the next page begins; null after the last page.</param>
/// <param name="ReadUnits">As DynamoDB reports them.</param>
internal sealed record ReadItems(
    string Action, IReadOnlyList<ShownItem> Items, int Scanned, JsonObject? Next, double ReadUnits, TimeSpan Latency);

/// <summary>An item.</summary>
/// <param name="Item">In DynamoDB JSON.</param>
/// <param name="Typed">The same as a text for people.</param>
/// <param name="Plain">As plain JSON.</param>
/// <param name="Size">Bytes, as DynamoDB counts.</param>
internal sealed record ShownItem(JsonObject Item, string Typed, string Plain, int Size);

/// <summary>An item that a person has written.</summary>
internal sealed record WrittenItem
{
    public required string Text { get; init; }

    /// <summary>Whether the text is plain JSON; else it is DynamoDB JSON.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The item as it was read; null for a new item.</summary>
    public JsonObject? Before { get; init; }
}

internal sealed record PutRequest(string Table, WrittenItem Item);

internal sealed record DeleteRequest(string Table, JsonObject Before);

/// <param name="Item">Null after a delete.</param>
/// <param name="ReadUnits">Of the check before the change.</param>
/// <param name="WriteUnits">Of the change.</param>
internal sealed record Changed(ShownItem? Item, double ReadUnits, double WriteUnits, TimeSpan Latency);
