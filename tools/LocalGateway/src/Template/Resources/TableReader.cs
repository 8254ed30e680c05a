using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Resources;

/// <summary><c>AWS::DynamoDB::Table</c>: the properties that a local DynamoDB accepts.</summary>
internal static class TableReader
{
    private static readonly string[] Supported =
    [
        "AttributeDefinitions", "BillingMode", "KeySchema", "ProvisionedThroughput", "StreamSpecification", "TimeToLiveSpecification",
    ];

    private static readonly string[] SupportedOfIndex = ["IndexName", "KeySchema", "Projection", "ProvisionedThroughput"];

    public static DynamoDbTable Read(Resource resource, TemplateDiagnostics diagnostics) =>
        resource.Type == ResourceTypes.SimpleTable ? Simple(resource, diagnostics) : Full(resource, diagnostics);

    /// <summary>SAM's short form: a table with one key, by default the text <c>id</c>.</summary>
    private static DynamoDbTable Simple(Resource resource, TemplateDiagnostics diagnostics)
    {
        var section = new Section(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
        var key = section.Object("PrimaryKey");
        var name = key?.RequiredText("Name") ?? "id";
        var type = (key?.RequiredText("Type") ?? "String") switch
        {
            "String" => "S",
            "Number" => "N",
            "Binary" => "B",
            var other => Unknown(other),
        };
        key?.Close();
        var properties = new JsonObject
        {
            ["AttributeDefinitions"] = new JsonArray(new JsonObject { ["AttributeName"] = name, ["AttributeType"] = type }),
            ["KeySchema"] = new JsonArray(new JsonObject { ["AttributeName"] = name, ["KeyType"] = "HASH" }),
        };
        if (section.Node("ProvisionedThroughput") is { } throughput)
            properties["ProvisionedThroughput"] = throughput.DeepClone();
        else
            properties["BillingMode"] = "PAY_PER_REQUEST";
        var table = new DynamoDbTable
        {
            LogicalId = resource.LogicalId,
            TableName = section.Text("TableName") ?? resource.LogicalId,
            Properties = properties,
        };
        section.Close();
        return table;

        string Unknown(string other)
        {
            key!.Wrong("Type", $"must be String, Number or Binary, not '{other}'");
            return "S";
        }
    }

    private static DynamoDbTable Full(Resource resource, TemplateDiagnostics diagnostics)
    {
        var section = new Section(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
        var name = section.Text("TableName") ?? resource.LogicalId;
        if (!section.Has("KeySchema"))
            section.Wrong("KeySchema", "is required");
        foreach (var index in section.List("GlobalSecondaryIndexes").Concat(section.List("LocalSecondaryIndexes")))
            Read(index, SupportedOfIndex);
        Read(section, Supported);
        return new DynamoDbTable { LogicalId = resource.LogicalId, TableName = name, Properties = resource.Properties };
    }

    private static void Read(Section section, string[] supported)
    {
        foreach (var property in supported)
            section.Node(property);
        section.Close();
    }
}
