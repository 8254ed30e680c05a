using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LocalGateway.Model;

namespace LocalHost.Tables;

/// <summary>A table of the template in the terms of DynamoDB's actions.</summary>
internal sealed record TableDefinition
{
    public required string LogicalId { get; init; }

    public required CreateTableRequest Table { get; init; }

    /// <summary>The attribute that holds the time to live, or null.</summary>
    public required string? TimeToLiveAttribute { get; init; }

    /// <summary>Reads the properties for keys, indexes, capacity, stream and time to live. It ignores all others.</summary>
    /// <exception cref="LocalHostException">A property does not have the form that CloudFormation requires.</exception>
    public static TableDefinition From(DynamoDbTable table)
    {
        var properties = new TableProperties(table.LogicalId, table.Properties);
        var timeToLive = properties.Object("TimeToLiveSpecification");
        return new TableDefinition
        {
            LogicalId = table.LogicalId,
            Table = new CreateTableRequest
            {
                TableName = table.TableName,
                AttributeDefinitions = [.. properties.List("AttributeDefinitions").Select(Attribute)],
                KeySchema = KeySchema(properties),
                GlobalSecondaryIndexes = OrNull(properties.List("GlobalSecondaryIndexes").Select(GlobalIndex)),
                LocalSecondaryIndexes = OrNull(properties.List("LocalSecondaryIndexes").Select(LocalIndex)),
                BillingMode = properties.Text("BillingMode") ?? BillingMode.PROVISIONED,
                ProvisionedThroughput = Throughput(properties),
                StreamSpecification = properties.Object("StreamSpecification") is { } stream
                    ? new StreamSpecification { StreamEnabled = true, StreamViewType = stream.RequiredText("StreamViewType") }
                    : null,
            },
            TimeToLiveAttribute = timeToLive?.Flag("Enabled") == true ? timeToLive.RequiredText("AttributeName") : null,
        };
    }

    private static GlobalSecondaryIndex GlobalIndex(TableProperties index) => new()
    {
        IndexName = index.RequiredText("IndexName"),
        KeySchema = KeySchema(index),
        Projection = Projection(index),
        ProvisionedThroughput = Throughput(index),
    };

    private static LocalSecondaryIndex LocalIndex(TableProperties index) => new()
    {
        IndexName = index.RequiredText("IndexName"),
        KeySchema = KeySchema(index),
        Projection = Projection(index),
    };

    private static AttributeDefinition Attribute(TableProperties properties) =>
        new(properties.RequiredText("AttributeName"), properties.RequiredText("AttributeType"));

    private static List<KeySchemaElement> KeySchema(TableProperties properties) => [.. properties.List("KeySchema").Select(Key)];

    private static KeySchemaElement Key(TableProperties properties) =>
        new(properties.RequiredText("AttributeName"), properties.RequiredText("KeyType"));

    private static Projection? Projection(TableProperties index) => index.Object("Projection") is not { } projection ? null : new()
    {
        ProjectionType = projection.Text("ProjectionType"),
        NonKeyAttributes = OrNull(projection.Texts("NonKeyAttributes")),
    };

    private static ProvisionedThroughput? Throughput(TableProperties properties) =>
        properties.Object("ProvisionedThroughput") is not { } throughput ? null : new()
        {
            ReadCapacityUnits = throughput.RequiredNumber("ReadCapacityUnits"),
            WriteCapacityUnits = throughput.RequiredNumber("WriteCapacityUnits"),
        };

    // DynamoDB refuses an empty list in places where it accepts a missing one.
    private static List<T>? OrNull<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;

    /// <summary>Reads a JSON object and names the place of each error.</summary>
    private sealed class TableProperties(string path, JsonObject properties)
    {
        public string? Text(string name) => properties[name] switch
        {
            null => null,
            JsonValue value => value.ToString(),
            _ => throw Wrong(name, "must be a string"),
        };

        public string RequiredText(string name) => Text(name) ?? throw Wrong(name, "is missing");

        public bool Flag(string name) => string.Equals(Text(name), bool.TrueString, StringComparison.OrdinalIgnoreCase);

        public long RequiredNumber(string name) =>
            long.TryParse(RequiredText(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Wrong(name, "must be a whole number");

        public TableProperties? Object(string name) => properties[name] switch
        {
            null => null,
            JsonObject value => new TableProperties($"{path}.{name}", value),
            _ => throw Wrong(name, "must be an object"),
        };

        public IEnumerable<TableProperties> List(string name) => Items(name).Select((item, index) => item is JsonObject value
            ? new TableProperties($"{path}.{name}[{index}]", value)
            : throw Wrong($"{name}[{index}]", "must be an object"));

        public IEnumerable<string> Texts(string name) => Items(name).Select((item, index) => item is JsonValue value
            ? value.ToString()
            : throw Wrong($"{name}[{index}]", "must be a string"));

        private JsonArray Items(string name) => properties[name] switch
        {
            null => [],
            JsonArray items => items,
            _ => throw Wrong(name, "must be a list"),
        };

        private LocalHostException Wrong(string name, string reason) => new($"{path}.{name} {reason}.");
    }
}
