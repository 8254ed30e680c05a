using System.Text.Json.Nodes;

namespace Studio.Data;

/// <summary>The tables of the database, with their keys and indexes.</summary>
internal sealed class Tables(Database database, StudioOptions options)
{
    public async Task<IReadOnlyList<ShownTable>> ListAsync(CancellationToken cancellationToken)
    {
        var tables = new List<ShownTable>();
        JsonNode? last = null;
        do
        {
            var request = new JsonObject();
            if (last is not null)
                request["ExclusiveStartTableName"] = last.DeepClone();
            var page = (await database.CallAsync("ListTables", request, cancellationToken)).Body;
            foreach (var name in page["TableNames"]?.AsArray() ?? [])
                tables.Add(await DescribeAsync((string)name!, cancellationToken));
            last = page["LastEvaluatedTableName"];
        }
        while (last is not null);
        return tables;
    }

    public async Task<ShownTable> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["TableName"] = name };
        var table = (await database.CallAsync("DescribeTable", request, cancellationToken)).Body["Table"]!.AsObject();
        var types = table["AttributeDefinitions"]!.AsArray().ToDictionary(
            attribute => (string)attribute!["AttributeName"]!, attribute => (string)attribute!["AttributeType"]!);
        return new(
            name,
            options.Deployment().Tables.Values.Any(declared => declared.TableName == name),
            Keys(table),
            [.. Indexes("GlobalSecondaryIndexes", "global"), .. Indexes("LocalSecondaryIndexes", "local")],
            (long?)table["ItemCount"] ?? 0,
            (long?)table["TableSizeBytes"] ?? 0);

        IEnumerable<ShownIndex> Indexes(string member, string kind) => (table[member]?.AsArray() ?? []).Select(index => new ShownIndex(
            (string)index!["IndexName"]!, kind, Keys(index.AsObject()), (string?)index["Projection"]?["ProjectionType"] ?? ""));

        IReadOnlyList<ShownKey> Keys(JsonObject owner) =>
        [
            .. owner["KeySchema"]!.AsArray()
                .Select(key => (Name: (string)key!["AttributeName"]!, IsPartition: (string)key["KeyType"]! == "HASH"))
                .OrderByDescending(key => key.IsPartition)
                .Select(key => new ShownKey(key.Name, types[key.Name], key.IsPartition)),
        ];
    }
}

/// <param name="IsOfTemplate">Whether the template declares the table.</param>
/// <param name="Size">Bytes, as DynamoDB counts them.</param>
internal sealed record ShownTable(
    string Name, bool IsOfTemplate, IReadOnlyList<ShownKey> Keys, IReadOnlyList<ShownIndex> Indexes, long Items, long Size);

/// <param name="Kind"><c>global</c> or <c>local</c>.</param>
/// <param name="Projection"><c>ALL</c>, <c>KEYS_ONLY</c> or <c>INCLUDE</c>.</param>
internal sealed record ShownIndex(string Name, string Kind, IReadOnlyList<ShownKey> Keys, string Projection);

/// <param name="Type"><c>S</c>, <c>N</c> or <c>B</c>.</param>
/// <param name="IsPartition">Whether it is the partition key; else it is the sort key.</param>
internal sealed record ShownKey(string Name, string Type, bool IsPartition);
