using System.Text.Json;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>One access that a DynamoDB request needs, in IAM terms.</summary>
/// <param name="Action"><c>dynamodb:GetItem</c>, …</param>
/// <param name="Resource">The ARN of the table or the index.</param>
/// <param name="LeadingKeys"><c>dynamodb:LeadingKeys</c>: the partition keys that the request names.</param>
internal sealed record TableAccess(string Action, string Resource, IReadOnlyList<string> LeadingKeys);

/// <summary>Finds the tables and indexes that a DynamoDB request accesses.</summary>
internal sealed class TableAccesses(TableKeys tables, string region, string accountId)
{
    private static readonly (string Name, string Action, string Key)[] TransactOperations =
    [
        ("Get", "GetItem", "Key"), ("Put", "PutItem", "Item"), ("Update", "UpdateItem", "Key"), ("Delete", "DeleteItem", "Key"),
        ("ConditionCheck", "ConditionCheckItem", "Key"),
    ];

    /// <param name="action">The action called.</param>
    /// <param name="request">
    /// The request. If it lacks required members, no access is returned, and DynamoDB itself reports the error.
    /// </param>
    public IReadOnlyList<TableAccess> Of(string action, JsonElement request) => action switch
    {
        "BatchGetItem" => [.. Tables(request).Select(table => Access(action, table.Name, table.Value.Items("Keys")))],
        "BatchWriteItem" => [.. Tables(request).Select(table => Access(action, table.Name, table.Value.Items().Select(Written)))],
        "TransactGetItems" or "TransactWriteItems" => [.. request.Items("TransactItems").SelectMany(Operations)],
        "Query" => Single(action, request, tables.QueriedKeys(request)),
        "Scan" => Single(action, request, []),
        "PutItem" => Single(action, request, KeyOf(request, "Item")),
        _ => Single(action, request, KeyOf(request, "Key")),
    };

    private IReadOnlyList<TableAccess> Single(string action, JsonElement request, IReadOnlyList<string> leadingKeys) =>
        request.Text("TableName") is { } table
            ? [new($"dynamodb:{action}", Resource(table, request.Text("IndexName")), leadingKeys)]
            : [];

    // IAM has no action for a transaction, only one for each operation in it.
    private IEnumerable<TableAccess> Operations(JsonElement item)
    {
        foreach (var (name, action, key) in TransactOperations)
        {
            if (item.Member(name) is { } operation)
                return Single(action, operation, KeyOf(operation, key));
        }

        return [];
    }

    private TableAccess Access(string action, string table, IEnumerable<JsonElement> keys) =>
        new($"dynamodb:{action}", Resource(table, null), [.. keys.Select(key => tables.LeadingKey(table, null, key)).OfType<string>()]);

    private IReadOnlyList<string> KeyOf(JsonElement request, string member) =>
        request.Text("TableName") is { } table && request.Member(member) is { } key && tables.LeadingKey(table, null, key) is { } value
            ? [value]
            : [];

    private string Resource(string table, string? index)
    {
        var arn = table.StartsWith("arn:", StringComparison.Ordinal) ? table : $"arn:aws:dynamodb:{region}:{accountId}:table/{table}";
        return index is null ? arn : $"{arn}/index/{index}";
    }

    private static JsonElement Written(JsonElement request) =>
        request.Member("PutRequest") is { } put ? put.Member("Item") ?? default
        : request.Member("DeleteRequest") is { } delete ? delete.Member("Key") ?? default
        : default;

    private static JsonElement.ObjectEnumerator Tables(JsonElement request) =>
        request.Member("RequestItems") is { ValueKind: JsonValueKind.Object } tables ? tables.EnumerateObject() : default;
}
