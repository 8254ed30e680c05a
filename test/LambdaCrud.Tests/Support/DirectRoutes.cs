using System.Text.Json.Nodes;

namespace LambdaCrud.Tests.Support;

/// <summary>The routes without a function, which the template's DefinitionBody defines. Preflights do not count as routes.</summary>
internal static class DirectRoutes
{
    public static IReadOnlyList<JsonNode> Operations { get; } =
    [
        .. Template.AllResources["AnnotationsRestApi"]!["Properties"]!["DefinitionBody"]!["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Where(method => method.Key != "options").Select(method => method.Value!))
            .Where(operation => operation["x-amazon-apigateway-integration"] is not null),
    ];

    public static string Name(JsonNode operation) => (string)operation["operationId"]!;

    public static JsonNode Integration(JsonNode operation) => operation["x-amazon-apigateway-integration"]!;

    public static bool IsOpen(JsonNode operation) => operation["security"]?.ToJsonString() == """[{"NONE":[]}]""";

    /// <summary>The lines of all mapping templates.</summary>
    public static IEnumerable<string> Lines =>
        from operation in Operations
        from templates in Integration(operation)["responses"]!.AsObject().Select(response => response.Value!["responseTemplates"])
            .Append(Integration(operation)["requestTemplates"])
        where templates?["application/json"] is JsonObject
        from line in templates["application/json"]!["Fn::Join"]![1]!.AsArray()
        select (string)line!;
}
