using System.Text.Json;

namespace ApiGateway.Integrations.DynamoDb;

/// <summary>One access that a DynamoDB request asks for, in the terms of IAM.</summary>
/// <param name="Action"><c>dynamodb:GetItem</c>, …</param>
/// <param name="Resource">The ARN of the table or the index.</param>
/// <param name="LeadingKeys"><c>dynamodb:LeadingKeys</c>: the partition keys that the request names.</param>
internal sealed record TableAccess(string Action, string Resource, IReadOnlyList<string> LeadingKeys);

/// <summary>Reads from a DynamoDB request which tables and indexes it is about.</summary>
internal sealed class TableAccesses(TableKeys tables, string region, string accountId)
{
    /// <param name="action">The action called.</param>
    /// <param name="request">A request without what it needs names nothing: DynamoDB itself will say what is wrong with it.</param>
    public IReadOnlyList<TableAccess> Of(string action, JsonElement request) => action switch
    {
        "BatchGetItem" => [.. Tables(request).Select(table => Access(action, table.Name, Items(table.Value, "Keys")))],
        "BatchWriteItem" => [.. Tables(request).Select(table => Access(action, table.Name, Elements(table.Value).Select(Written)))],
        "TransactGetItems" or "TransactWriteItems" => [.. Items(request, "TransactItems").SelectMany(Operations)],
        "Query" => Single(action, request, tables.QueriedKeys(request)),
        "Scan" => Single(action, request, []),
        "PutItem" => Single(action, request, KeyOf(request, "Item")),
        _ => Single(action, request, KeyOf(request, "Key")),
    };

    private IReadOnlyList<TableAccess> Single(string action, JsonElement request, IReadOnlyList<string> leadingKeys) =>
        Text(request, "TableName") is { } table ? [new($"dynamodb:{action}", Resource(table, Text(request, "IndexName")), leadingKeys)] : [];

    // IAM knows no action for a transaction, but one for each of its operations.
    private IEnumerable<TableAccess> Operations(JsonElement item)
    {
        foreach (var (name, action, key) in (ReadOnlySpan<(string, string, string)>)
            [("Get", "GetItem", "Key"), ("Put", "PutItem", "Item"), ("Update", "UpdateItem", "Key"), ("Delete", "DeleteItem", "Key"), ("ConditionCheck", "ConditionCheckItem", "Key")])
        {
            if (Member(item, name) is { } operation)
                return Single(action, operation, KeyOf(operation, key));
        }

        return [];
    }

    private TableAccess Access(string action, string table, IEnumerable<JsonElement> keys) =>
        new($"dynamodb:{action}", Resource(table, null), [.. keys.Select(key => tables.LeadingKey(table, null, key)).OfType<string>()]);

    private IReadOnlyList<string> KeyOf(JsonElement request, string member) =>
        Text(request, "TableName") is { } table && Member(request, member) is { } key && tables.LeadingKey(table, null, key) is { } value ? [value] : [];

    private string Resource(string table, string? index)
    {
        var arn = table.StartsWith("arn:", StringComparison.Ordinal) ? table : $"arn:aws:dynamodb:{region}:{accountId}:table/{table}";
        return index is null ? arn : $"{arn}/index/{index}";
    }

    private static JsonElement Written(JsonElement request) =>
        Member(request, "PutRequest") is { } put ? Member(put, "Item") ?? default
        : Member(request, "DeleteRequest") is { } delete ? Member(delete, "Key") ?? default
        : default;

    private static JsonElement.ObjectEnumerator Tables(JsonElement request) =>
        Member(request, "RequestItems") is { ValueKind: JsonValueKind.Object } tables ? tables.EnumerateObject() : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string member) => Member(parent, member) is { } list ? Elements(list) : default;

    private static JsonElement.ArrayEnumerator Elements(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
