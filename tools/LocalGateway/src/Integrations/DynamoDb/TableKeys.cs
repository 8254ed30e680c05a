using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalGateway.Model;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>The partition keys of the template's tables and indexes, and their values in requests.</summary>
internal sealed partial class TableKeys
{
    private readonly Dictionary<(string Table, string? Index), string> _names = [];

    public TableKeys(IEnumerable<DynamoDbTable> tables)
    {
        foreach (var table in tables)
        {
            Add(table.TableName, null, table.Properties);
            foreach (var kind in (ReadOnlySpan<string>)["GlobalSecondaryIndexes", "LocalSecondaryIndexes"])
            {
                foreach (var index in table.Properties[kind] as JsonArray ?? [])
                    Add(table.TableName, (string?)index?["IndexName"], index);
            }
        }
    }

    /// <returns>Null if the template does not declare the table, or the key is missing.</returns>
    public string? LeadingKey(string table, string? index, JsonElement attributes) =>
        NameOf(table, index) is { } name && attributes.Member(name) is { } value ? TextOf(value) : null;

    /// <summary>The partition key in the condition of a Query. DynamoDB allows only an equality on it.</summary>
    public IReadOnlyList<string> QueriedKeys(JsonElement query)
    {
        if (query.Text("TableName") is not { } table || NameOf(table, query.Text("IndexName")) is not { } name)
            return [];
        if (query.Member("KeyConditions") is { } conditions)
            return [.. (conditions.Member(name)?.Items("AttributeValueList") ?? default).Select(TextOf).OfType<string>()];
        foreach (Match equality in Equality().Matches(query.Text("KeyConditionExpression") ?? ""))
        {
            var attribute = equality.Groups["name"].Value;
            if (attribute.StartsWith('#'))
                attribute = query.Member("ExpressionAttributeNames")?.Text(attribute);
            if (attribute == name)
            {
                var value = query.Member("ExpressionAttributeValues")?.Member(equality.Groups["value"].Value);
                return value is { } typed && TextOf(typed) is { } text ? [text] : [];
            }
        }

        return [];
    }

    private void Add(string table, string? index, JsonNode? properties)
    {
        var hash = (properties?["KeySchema"] as JsonArray ?? []).FirstOrDefault(key => (string?)key?["KeyType"] == "HASH");
        if ((string?)hash?["AttributeName"] is { } name)
            _names[(table, index)] = name;
    }

    // A request may also name a table by its ARN.
    private string? NameOf(string table, string? index) => _names.GetValueOrDefault((table[(table.LastIndexOf('/') + 1)..], index));

    /// <summary>The text in <c>{"S": "x"}</c>, <c>{"N": "1"}</c> or <c>{"B": "…"}</c>.</summary>
    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return null;
        using var members = value.EnumerateObject();
        return members.MoveNext() && members.Current.Value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }

    // A name or its placeholder, and the placeholder of its value.
    [GeneratedRegex(@"(?<name>[A-Za-z_][A-Za-z0-9_.-]*|#[A-Za-z0-9_]+)\s*=\s*(?<value>:[A-Za-z0-9_]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Equality();
}
