using System.Text.Json.Nodes;
using LocalHost;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>
/// The principal that calls DynamoDB for a route, and its rights. The rights are the policies of a function or of a direct integration's
/// role in the text of the template.
/// </summary>
internal static class GrantedRights
{
    private const string Prefix = "dynamodb:";

    private static readonly JsonObject Resources =
        JsonNode.Parse(File.ReadAllText(Repository.Template))!["Resources"]!.AsObject();

    /// <summary>The logical id of the function or role behind each route, such as <c>GET /products</c>.</summary>
    public static IReadOnlyDictionary<string, string> PrincipalOfRoute { get; } = OfEvents().Concat(OfDefinition()).ToDictionary();

    /// <summary>
    /// The rights of a function or role, such as <c>GetItem on Table</c> or <c>Query on byStatusAndId</c>. Rights for other services have a
    /// prefix.
    /// </summary>
    public static IEnumerable<string> Of(string principal) =>
        from policy in Resources[principal]!["Properties"]!["Policies"]!.AsArray()
        where policy is JsonObject
        from statement in (policy["PolicyDocument"] ?? policy)["Statement"]!.AsArray()
        where !IsOfWarmUp(statement)
        from action in Several(statement!["Action"]!)
        from resource in Several(statement["Resource"]!)
        select $"{((string)action!).Replace(Prefix, "", StringComparison.Ordinal)} on {Target(resource!)}";

    /// <summary>Whether the statement allows only the call of the warm-up, which no route makes.</summary>
    private static bool IsOfWarmUp(JsonNode statement) =>
        statement["Condition"]?["ForAllValues:StringEquals"]?["dynamodb:LeadingKeys"]?.AsArray() is [JsonValue key] && (string?)key == "WARM-UP";

    private static IEnumerable<KeyValuePair<string, string>> OfEvents() =>
        from resource in Resources
        where (string?)resource.Value!["Type"] == "AWS::Serverless::Function"
        from routed in resource.Value!["Properties"]!["Events"]!.AsObject()
        let properties = routed.Value!["Properties"]!
        select KeyValuePair.Create($"{properties["Method"]} {properties["Path"]}", resource.Key);

    private static IEnumerable<KeyValuePair<string, string>> OfDefinition() =>
        from path in Resources["AnnotationsRestApi"]!["Properties"]!["DefinitionBody"]?["paths"]!.AsObject() ?? []
        from method in path.Value!.AsObject()
        let role = method.Value!["x-amazon-apigateway-integration"]?["credentials"]?["Fn::GetAtt"]
        where role is not null
        select KeyValuePair.Create($"{method.Key.ToUpperInvariant()} {path.Key}", (string)role[0]!);

    private static JsonArray Several(JsonNode node) => node as JsonArray ?? [node.DeepClone()];

    private static string Target(JsonNode resource) =>
        resource["Fn::Sub"] is { } text ? ((string)text!).Split('/')[^1] : (string)resource["Fn::GetAtt"]![0]!;
}
