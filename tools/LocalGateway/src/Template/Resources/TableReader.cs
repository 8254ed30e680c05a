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

    public static DynamoDbTable Read(Resource resource, TemplateDiagnostics diagnostics)
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
