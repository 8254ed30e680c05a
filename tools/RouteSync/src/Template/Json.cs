using System.Text.Json.Nodes;

namespace RouteSync.Template;

/// <summary>Short forms for the intrinsic functions and lists of a template.</summary>
internal static class Json
{
    public static JsonObject Ref(string name) => new() { ["Ref"] = name };

    public static JsonObject Sub(string text) => new() { ["Fn::Sub"] = text };

    public static JsonObject Arn(string resource) => new() { ["Fn::GetAtt"] = List(resource, "Arn") };

    /// <summary>A text of several lines that people can read and compare.</summary>
    public static JsonObject Lines(IEnumerable<string> lines) => new() { ["Fn::Join"] = new JsonArray("\n", List(lines)) };

    public static JsonArray List(params IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];
}
