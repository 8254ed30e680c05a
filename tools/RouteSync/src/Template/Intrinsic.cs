using System.Text.Json.Nodes;

namespace RouteSync.Template;

/// <summary>The intrinsic functions of CloudFormation that the parts use.</summary>
internal static class Intrinsic
{
    public static JsonObject Ref(string name) => new() { ["Ref"] = name };

    public static JsonObject Sub(string text) => new() { ["Fn::Sub"] = text };

    public static JsonObject Arn(string resource) => new() { ["Fn::GetAtt"] = Json.List(resource, "Arn") };

    /// <summary>A text of several lines that people can read and compare.</summary>
    public static JsonObject Lines(IEnumerable<string> lines) => new() { ["Fn::Join"] = new JsonArray("\n", Json.List(lines)) };
}
