using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalHost.Tables;

/// <summary>Says what of an existing table cannot be made what the template wants: keys, and indexes with their projections.</summary>
internal static class TableComparison
{
    /// <summary>The first difference in words, or null.</summary>
    public static string? Difference(TableDescription existing, CreateTableRequest wanted)
    {
        var present = Parts(existing.KeySchema, existing.AttributeDefinitions, Indexes(existing));
        var asked = Parts(wanted.KeySchema, wanted.AttributeDefinitions, Indexes(wanted));
        return present.Keys.Union(asked.Keys)
            .Where(part => present.GetValueOrDefault(part) != asked.GetValueOrDefault(part))
            .Select(part => $"{part} is {present.GetValueOrDefault(part) ?? "missing"}, but {asked.GetValueOrDefault(part) ?? "missing"} in the template")
            .FirstOrDefault();
    }

    private static Dictionary<string, string> Parts(
        List<KeySchemaElement> keys, List<AttributeDefinition> attributes, IEnumerable<(string Kind, string Name, List<KeySchemaElement> Keys, Projection Projection)> indexes)
    {
        var parts = new Dictionary<string, string> { ["its key"] = KeyText(keys, attributes) };
        foreach (var (kind, name, indexKeys, projection) in indexes)
            parts[$"the {kind} index {name}"] = $"{KeyText(indexKeys, attributes)} with {ProjectionText(projection)}";
        return parts;
    }

    private static IEnumerable<(string, string, List<KeySchemaElement>, Projection)> Indexes(TableDescription table) =>
    [
        .. (table.GlobalSecondaryIndexes ?? []).Select(index => ("global", index.IndexName, index.KeySchema, index.Projection)),
        .. (table.LocalSecondaryIndexes ?? []).Select(index => ("local", index.IndexName, index.KeySchema, index.Projection)),
    ];

    private static IEnumerable<(string, string, List<KeySchemaElement>, Projection)> Indexes(CreateTableRequest table) =>
    [
        .. (table.GlobalSecondaryIndexes ?? []).Select(index => ("global", index.IndexName, index.KeySchema, index.Projection)),
        .. (table.LocalSecondaryIndexes ?? []).Select(index => ("local", index.IndexName, index.KeySchema, index.Projection)),
    ];

    private static string KeyText(List<KeySchemaElement> keys, List<AttributeDefinition> attributes) => string.Join(", ", keys
        .OrderBy(key => key.KeyType == KeyType.HASH ? 0 : 1)
        .Select(key => $"{key.AttributeName} ({key.KeyType} {attributes.Find(attribute => attribute.AttributeName == key.AttributeName)?.AttributeType})"));

    private static string ProjectionText(Projection? projection) => string.Join(" ",
        [projection?.ProjectionType?.Value ?? "no projection", .. (projection?.NonKeyAttributes ?? []).Order(StringComparer.Ordinal)]);
}
