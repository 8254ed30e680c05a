using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApiGateway.Model;

namespace ApiGateway.Integrations.DynamoDb;

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

    /// <returns>Null if the table is not the template's, or the key is not there.</returns>
    public string? LeadingKey(string table, string? index, JsonElement attributes) =>
        NameOf(table, index) is { } name && attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(name, out var value) ? TextOf(value) : null;

    /// <summary>The partition key that the condition of a Query names: an equality is the only thing it may be.</summary>
    public IReadOnlyList<string> QueriedKeys(JsonElement query)
    {
        if (Member(query, "TableName")?.GetString() is not { } table || NameOf(table, Member(query, "IndexName")?.GetString()) is not { } name)
            return [];
        if (Member(query, "KeyConditions") is { } conditions)
            return Member(conditions, name) is { } condition && Member(condition, "AttributeValueList") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(TextOf).OfType<string>()] : [];
        if (Member(query, "KeyConditionExpression") is not { ValueKind: JsonValueKind.String } expression)
            return [];
        foreach (Match equality in Equality().Matches(expression.GetString()!))
        {
            var attribute = equality.Groups["name"].Value;
            if (attribute.StartsWith('#'))
                attribute = Member(query, "ExpressionAttributeNames") is { } names ? Member(names, attribute)?.GetString() : null;
            if (attribute == name && Member(query, "ExpressionAttributeValues") is { } values && Member(values, equality.Groups["value"].Value) is { } value)
                return TextOf(value) is { } text ? [text] : [];
        }

        return [];
    }

    private void Add(string table, string? index, JsonNode? properties)
    {
        var hash = (properties?["KeySchema"] as JsonArray ?? []).FirstOrDefault(key => (string?)key?["KeyType"] == "HASH");
        if ((string?)hash?["AttributeName"] is { } name)
            _names[(table, index)] = name;
    }

    // A table may be named by its ARN too.
    private string? NameOf(string table, string? index) => _names.GetValueOrDefault((table[(table.LastIndexOf('/') + 1)..], index));

    /// <summary>Of <c>{"S": "x"}</c>, <c>{"N": "1"}</c>, <c>{"B": "…"}</c> the text.</summary>
    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var member in value.EnumerateObject())
            return member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
        return null;
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;

    [GeneratedRegex(@"(?<name>#?[A-Za-z_][A-Za-z0-9_.-]*|#[A-Za-z0-9_]+)\s*=\s*(?<value>:[A-Za-z0-9_]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Equality();
}
