using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalHost.Tables;

/// <summary>Finds the differences that cannot be changed in an existing table: keys, and indexes with their projections.</summary>
internal static class TableComparison
{
    private const string Missing = "missing";

    /// <summary>The first difference in words, or null.</summary>
    public static string? Difference(TableDescription existing, CreateTableRequest wanted)
    {
        var present = Parts(existing.KeySchema, existing.AttributeDefinitions, Indexes(existing));
        var asked = Parts(wanted.KeySchema, wanted.AttributeDefinitions, Indexes(wanted));
        return present.Keys.Union(asked.Keys)
            .Select(part => (Name: part, Present: present.GetValueOrDefault(part, Missing), Asked: asked.GetValueOrDefault(part, Missing)))
            .Where(part => part.Present != part.Asked)
            .Select(part => $"{part.Name} is {part.Present}, but {part.Asked} in the template")
            .FirstOrDefault();
    }

    private static Dictionary<string, string> Parts(
        List<KeySchemaElement> keys, List<AttributeDefinition> attributes, IEnumerable<Index> indexes)
    {
        var parts = new Dictionary<string, string> { ["its key"] = KeyText(keys, attributes) };
        foreach (var (kind, name, indexKeys, projection) in indexes)
            parts[$"the {kind} index {name}"] = $"{KeyText(indexKeys, attributes)} with {ProjectionText(projection)}";
        return parts;
    }

    private static IEnumerable<Index> Indexes(TableDescription table) =>
    [
        .. (table.GlobalSecondaryIndexes ?? []).Select(index => new Index("global", index.IndexName, index.KeySchema, index.Projection)),
        .. (table.LocalSecondaryIndexes ?? []).Select(index => new Index("local", index.IndexName, index.KeySchema, index.Projection)),
    ];

    private static IEnumerable<Index> Indexes(CreateTableRequest table) =>
    [
        .. (table.GlobalSecondaryIndexes ?? []).Select(index => new Index("global", index.IndexName, index.KeySchema, index.Projection)),
        .. (table.LocalSecondaryIndexes ?? []).Select(index => new Index("local", index.IndexName, index.KeySchema, index.Projection)),
    ];

    private static string KeyText(List<KeySchemaElement> keys, List<AttributeDefinition> attributes) => string.Join(", ", keys
        .OrderBy(key => key.KeyType == KeyType.HASH ? 0 : 1)
        .Select(key => (key, attribute: attributes.Find(attribute => attribute.AttributeName == key.AttributeName)))
        .Select(item => $"{item.key.AttributeName} ({item.key.KeyType} {item.attribute?.AttributeType})"));

    private static string ProjectionText(Projection? projection) => string.Join(" ",
        [projection?.ProjectionType?.Value ?? "no projection", .. (projection?.NonKeyAttributes ?? []).Order(StringComparer.Ordinal)]);

    private sealed record Index(string Kind, string Name, List<KeySchemaElement> Keys, Projection? Projection);
}
