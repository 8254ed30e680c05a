using ApiGateway.Model;
using ApiGateway.Template.Resolving;

namespace ApiGateway.Template.Resources;

/// <summary><c>AWS::DynamoDB::Table</c>: what a local DynamoDB takes of it.</summary>
internal static class TableReader
{
    private static readonly string[] Supported =
    [
        "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "KeySchema", "LocalSecondaryIndexes", "ProvisionedThroughput",
        "StreamSpecification", "TimeToLiveSpecification",
    ];

    public static DynamoDbTable Read(Resource resource, Findings findings)
    {
        var section = new Section(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, findings);
        var name = section.Text("TableName") ?? resource.LogicalId;
        if (!section.Has("KeySchema"))
            section.Wrong("KeySchema", "is required");
        foreach (var property in Supported)
            section.Node(property);
        section.Close();
        return new DynamoDbTable { LogicalId = resource.LogicalId, TableName = name, Properties = resource.Properties };
    }
}
