using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Studio.Data;

/// <summary>Reads, puts and deletes items. A put and a delete need that the item is still as the page has read it.</summary>
internal sealed class Items(Database database, Tables tables)
{
    private const string Conflict = "ConditionalCheckFailedException";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, MaxDepth = 256, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<ReadItems> ReadAsync(ReadRequest asked, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["TableName"] = asked.Table, ["Limit"] = asked.Limit, ["ReturnConsumedCapacity"] = "INDEXES" };
        if (asked.Index is { } index)
            request["IndexName"] = index;
        if (asked.Start is { } start)
            request["ExclusiveStartKey"] = start.DeepClone();
        if (asked.Partition is { } partition)
            AddKeyCondition(request, partition, asked.Sort);
        else if (asked.Filter is { } filter)
            AddFilter(request, filter);
        var action = asked.Partition is null ? "Scan" : "Query";
        var reply = await database.CallAsync(action, request, cancellationToken);
        return new(
            action,
            [.. (reply.Body["Items"]?.AsArray() ?? []).Select(item => Shown(item!.AsObject()))],
            (int?)reply.Body["ScannedCount"] ?? 0,
            reply.Body["LastEvaluatedKey"]?.DeepClone().AsObject(),
            reply.Units,
            reply.Latency);
    }

    /// <exception cref="JsonException">The text is no item.</exception>
    public static JsonObject Parse(WrittenItem written) => written.IsPlain
        ? PlainItem.Read(written.Text, written.Before)
        : JsonNode.Parse(written.Text, documentOptions: PlainItem.Strict) as JsonObject ?? throw new JsonException("The item must be a JSON object.");

    /// <summary>The attributes of an item have no order in DynamoDB. A person finds them by their names.</summary>
    public static ShownItem Shown(JsonObject item)
    {
        var sorted = new JsonObject(item.OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
            .Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value?.DeepClone())));
        return new(sorted, sorted.ToJsonString(Indented), PlainItem.Write(sorted), ItemSize.Of(sorted));
    }

    public async Task<Changed> PutAsync(string table, WrittenItem written, CancellationToken cancellationToken)
    {
        var item = Parse(written);
        var keys = await KeysAsync(table, cancellationToken);
        if (written.Before is { } before && keys.Any(key => !JsonNode.DeepEquals(before[key], item[key])))
            throw new DatabaseException(400, $"The key of an item cannot change ({string.Join(", ", keys)}). Make a new item instead.");
        var request = new JsonObject { ["Item"] = item.DeepClone() };
        return await ChangeAsync("PutItem", table, request, keys, written.Before, Shown(item), cancellationToken);
    }

    public async Task<Changed> DeleteAsync(string table, JsonObject before, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(table, cancellationToken);
        var request = new JsonObject { ["Key"] = Key(before, keys) };
        return await ChangeAsync("DeleteItem", table, request, keys, before, null, cancellationToken);
    }

    private async Task<Changed> ChangeAsync(
        string action, string table, JsonObject request, IReadOnlyList<string> keys, JsonObject? before, ShownItem? after, CancellationToken cancellationToken)
    {
        var readUnits = 0.0;
        if (before is not null)
            readUnits = await RequireSameNamesAsync(table, keys, before, cancellationToken);
        request["TableName"] = table;
        request["ReturnConsumedCapacity"] = "INDEXES";
        var added = after?.Item.Select(attribute => attribute.Key).Where(name => before?.ContainsKey(name) is false) ?? [];
        Unchanged.Require(request, keys, before, added);
        try
        {
            var reply = await database.CallAsync(action, request, cancellationToken);
            return new(after, readUnits, reply.Units, reply.Latency);
        }
        catch (DatabaseException exception) when (exception.ErrorName == Conflict)
        {
            throw Changed(before, exception.Item);
        }
    }

    // A condition sees only the attributes that it names. Another program may have added one.
    private async Task<double> RequireSameNamesAsync(string table, IReadOnlyList<string> keys, JsonObject before, CancellationToken cancellationToken)
    {
        var request = new JsonObject
        {
            ["TableName"] = table,
            ["Key"] = Key(before, keys),
            ["ConsistentRead"] = true,
            ["ReturnConsumedCapacity"] = "INDEXES",
        };
        var reply = await database.CallAsync("GetItem", request, cancellationToken);
        var current = reply.Body["Item"] as JsonObject;
        return current is not null && current.All(attribute => before.ContainsKey(attribute.Key)) ? reply.Units : throw Changed(before, current);
    }

    private static DatabaseException Changed(JsonObject? before, JsonObject? current) => new(409, (before, current) switch
    {
        (null, _) => "The table already has an item with this key. Nothing was changed.",
        (_, null) => "The item does not exist any more. Nothing was changed.",
        _ => "Another program has changed the item since you opened it. Nothing was changed. Open it again.",
    });

    private async Task<IReadOnlyList<string>> KeysAsync(string table, CancellationToken cancellationToken) =>
        [.. (await tables.DescribeAsync(table, cancellationToken)).Keys.Select(key => key.Name)];

    private static JsonObject Key(JsonObject item, IReadOnlyList<string> keys) =>
        new(keys.Select(key => KeyValuePair.Create(key, item[key]?.DeepClone())));

    private static void AddFilter(JsonObject request, FilterCondition filter)
    {
        request["FilterExpression"] = filter.BeginsWith ? "begins_with(#f, :f)" : "contains(#f, :f)";
        request["ExpressionAttributeNames"] = new JsonObject { ["#f"] = filter.Name };
        request["ExpressionAttributeValues"] = new JsonObject { [":f"] = filter.Value.DeepClone() };
    }

    private static void AddKeyCondition(JsonObject request, KeyValue partition, SortCondition? sort)
    {
        var names = new JsonObject { ["#p"] = partition.Name };
        var values = new JsonObject { [":p"] = partition.Value.DeepClone() };
        var condition = "#p = :p";
        if (sort is not null)
        {
            names["#s"] = sort.Name;
            values[":s"] = sort.Value.DeepClone();
            condition += sort.BeginsWith ? " AND begins_with(#s, :s)" : " AND #s = :s";
        }

        request["KeyConditionExpression"] = condition;
        request["ExpressionAttributeNames"] = names;
        request["ExpressionAttributeValues"] = values;
    }
}
