using System.Text.Json.Nodes;
using LocalGateway.Template.Reading;

namespace LocalGateway.Template.Sam;

/// <summary>The API that SAM adds for Api events that name none.</summary>
internal static class ImplicitApi
{
    public const string LogicalId = "ServerlessRestApi";

    public static IReadOnlyList<ResourceDeclaration> AddWhereNeeded(
        IReadOnlyList<ResourceDeclaration> resources,
        Func<ResourceDeclaration, bool> isInStack)
    {
        var isNeeded = resources.Any(resource => isInStack(resource) && HasEventWithoutApi(resource));
        if (!isNeeded || resources.Any(resource => resource.LogicalId == LogicalId))
            return resources;
        return
        [
            .. resources,
            new ResourceDeclaration(LogicalId, "AWS::Serverless::Api", new JsonObject { ["StageName"] = "Prod" }, null, []),
        ];
    }

    private static bool HasEventWithoutApi(ResourceDeclaration resource) =>
        resource.Type == "AWS::Serverless::Function"
        && resource.Properties["Events"] is JsonObject events
        && events.Any(declared => declared.Value is JsonObject definition
            && Scalars.Text(definition["Type"]) == "Api"
            && (definition["Properties"] as JsonObject)?.ContainsKey("RestApiId") != true);
}
