using System.Text.Json.Nodes;
using LocalGateway.Template.Reading;

namespace LocalGateway.Template.Sam;

/// <summary>
/// The <c>Globals</c> section, merged into each function and API as the SAM translator does. Objects are merged member by member, and lists
/// are concatenated (global items first). For other values, the resource's own value wins. An intrinsic function counts as one value.
/// </summary>
internal static class Globals
{
    private static readonly string[] OtherSections =
        ["CapacityProvider", "HttpApi", "LayerVersion", "StateMachine", "WebSocketApi"];

    private static readonly string[] FunctionProperties =
    [
        "Architectures", "AssumeRolePolicyDocument", "AutoPublishAlias", "AutoPublishAliasAllProperties",
        "CapacityProviderConfig", "CodeSigningConfigArn",
        "CodeUri", "DeadLetterQueue", "DeploymentPreference", "Description", "DurableConfig", "Environment",
        "EphemeralStorage", "EventInvokeConfig",
        "FileSystemConfigs", "FunctionScalingConfig", "FunctionUrlConfig", "Handler", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize",
        "PermissionsBoundary", "PropagateTags", "ProvisionedConcurrencyConfig", "PublishToLatestPublished", "RecursiveLoop",
        "ReservedConcurrentExecutions", "RolePath", "Runtime", "RuntimeManagementConfig", "SnapStart",
        "SourceKMSKeyArn", "Tags", "TenancyConfig",
        "Timeout", "Tracing", "VersionDeletionPolicy", "VpcConfig",
    ];

    private static readonly string[] ApiProperties =
    [
        "AccessLogSetting", "AlwaysDeploy", "Auth", "BinaryMediaTypes", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "Cors",
        "DefinitionUri", "Domain", "EndpointAccessMode", "EndpointConfiguration", "GatewayResponses", "MergeDefinitions", "MethodSettings",
        "MinimumCompressionSize", "Name", "OpenApiVersion", "PropagateTags", "SecurityPolicy", "TracingEnabled", "Variables",
    ];

    public static IReadOnlyList<ResourceDeclaration> Apply(
        JsonObject globals, IReadOnlyList<ResourceDeclaration> resources, TemplateDiagnostics diagnostics)
    {
        var section = new Section("Globals", "Globals", globals, diagnostics);
        var function = Take(section, "Function", FunctionProperties);
        var api = Take(section, "Api", ApiProperties);
        var table = Take(section, "SimpleTable", ["SSESpecification"]);
        // The resources of these sections are left aside.
        foreach (var other in OtherSections)
            section.Node(other);
        section.Close();
        return
        [
            .. resources.Select(resource => resource.Type switch
            {
                "AWS::Serverless::Function" => resource with { Properties = Merge(function, resource.Properties) },
                "AWS::Serverless::Api" => resource with { Properties = Merge(api, resource.Properties) },
                "AWS::Serverless::SimpleTable" => resource with { Properties = Merge(table, resource.Properties) },
                _ => resource,
            }),
        ];
    }

    private static JsonObject Take(Section globals, string name, string[] supported)
    {
        switch (globals.Node(name))
        {
            case null:
                return [];
            case JsonObject properties:
                foreach (var (property, _) in properties.Where(property => !supported.Contains(property.Key)))
                    globals.Wrong($"{name}.{property}", "SAM does not support this property in Globals");
                return properties;
            default:
                globals.Wrong(name, "must be an object");
                return [];
        }
    }

    private static JsonObject Merge(JsonObject global, JsonObject local)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in global)
            merged[name] = local.TryGetPropertyValue(name, out var own) ? MergeValue(value, own) : value?.DeepClone();
        foreach (var (name, value) in local.Where(member => !global.ContainsKey(member.Key)))
            merged[name] = value?.DeepClone();
        return merged;
    }

    private static JsonNode? MergeValue(JsonNode? global, JsonNode? local) => (global, local) switch
    {
        (JsonObject outer, JsonObject inner) when !IsIntrinsic(outer) && !IsIntrinsic(inner) => Merge(outer, inner),
        (JsonArray first, JsonArray second) => new JsonArray([.. first.Concat(second).Select(item => item?.DeepClone())]),
        _ => local?.DeepClone(),
    };

    private static bool IsIntrinsic(JsonObject value) =>
        value.Count == 1
        && value.First().Key is var name
        && (name is "Ref" or "Condition" || name.StartsWith("Fn::", StringComparison.Ordinal));
}
