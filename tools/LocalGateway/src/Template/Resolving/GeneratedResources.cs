using System.Text.Json.Nodes;
using LocalGateway.Template.Reading;

namespace LocalGateway.Template.Resolving;

/// <summary>
/// A resource or reference that the SAM translator adds to a template under a separate id. <paramref name="Owner"/>: the logical id of the
/// resource that it belongs to.
/// </summary>
internal sealed record GeneratedResource(string Type, string Owner);

/// <summary>
/// The ids that a SAM template may refer to without declaring them: <c>GetOrderRole</c>, <c>ShopApi.Stage</c>, <c>ShopApiProdStage</c>, …
/// </summary>
internal static class GeneratedResources
{
    public static IReadOnlyDictionary<string, GeneratedResource> Of(IEnumerable<ResourceDeclaration> resources)
    {
        var generated = new Dictionary<string, GeneratedResource>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            if (resource.Type == "AWS::Serverless::Function")
                AddOfFunction(resource, generated);
            else if (resource.Type == "AWS::Serverless::Api")
                AddOfApi(resource, generated);
            else if (resource.Type == "AWS::Serverless::HttpApi")
                generated[$"{resource.LogicalId}.Stage"] = new GeneratedResource("AWS::ApiGatewayV2::Stage", resource.LogicalId);
            else if (resource.Type == "AWS::Serverless::StateMachine")
                generated[$"{resource.LogicalId}Role"] = new GeneratedResource("AWS::IAM::Role", resource.LogicalId);
            AddOfEvents(resource, generated);
        }

        return generated;
    }

    /// <summary>An event of another kind than Api makes a resource, such as a rule, and an HTTP API for events that name none.</summary>
    private static void AddOfEvents(ResourceDeclaration resource, Dictionary<string, GeneratedResource> generated)
    {
        foreach (var (name, declared) in resource.Properties["Events"] as JsonObject ?? [])
        {
            var type = Scalars.Text((declared as JsonObject)?["Type"]);
            if (type == "HttpApi" && ((declared as JsonObject)?["Properties"] as JsonObject)?.ContainsKey("ApiId") != true)
                generated["ServerlessHttpApi"] = new GeneratedResource("AWS::ApiGatewayV2::Api", resource.LogicalId);
            else if (type is not "Api")
                generated[$"{resource.LogicalId}{name}"] = new GeneratedResource($"AWS::Serverless::{type}Event", resource.LogicalId);
        }
    }

    private static void AddOfFunction(ResourceDeclaration function, Dictionary<string, GeneratedResource> generated)
    {
        var id = function.LogicalId;
        if (!function.Properties.ContainsKey("Role"))
            generated[$"{id}Role"] = new GeneratedResource("AWS::IAM::Role", id);
        if (function.Properties.ContainsKey("FunctionUrlConfig"))
            generated[$"{id}Url"] = new GeneratedResource("AWS::Lambda::Url", id);
        if (Scalars.Text(function.Properties["AutoPublishAlias"]) is not { } alias)
            return;
        generated[$"{id}.Version"] = new GeneratedResource("AWS::Lambda::Version", id);
        generated[$"{id}.Alias"] = new GeneratedResource("AWS::Lambda::Alias", id);
        generated[$"{id}Alias{alias}"] = new GeneratedResource("AWS::Lambda::Alias", id);
    }

    private static void AddOfApi(ResourceDeclaration api, Dictionary<string, GeneratedResource> generated)
    {
        var id = api.LogicalId;
        var stage = new GeneratedResource("AWS::ApiGateway::Stage", id);
        // Only a stage name written as plain text becomes part of the id.
        generated[$"{id}{Scalars.Text(api.Properties["StageName"])}Stage"] = stage;
        generated[$"{id}.Stage"] = stage;
        generated[$"{id}.Deployment"] = new GeneratedResource("AWS::ApiGateway::Deployment", id);
        var plan = ((api.Properties["Auth"] as JsonObject)?["UsagePlan"] as JsonObject)?["CreateUsagePlan"];
        var prefix = Scalars.Text(plan) switch { "PER_API" => id, "SHARED" => "Serverless", _ => null };
        if (prefix is null)
            return;
        generated[$"{prefix}ApiKey"] = new GeneratedResource("AWS::ApiGateway::ApiKey", id);
        generated[$"{prefix}UsagePlan"] = new GeneratedResource("AWS::ApiGateway::UsagePlan", id);
        generated[$"{prefix}UsagePlanKey"] = new GeneratedResource("AWS::ApiGateway::UsagePlanKey", id);
    }
}
