using System.Text.Json.Nodes;

namespace LambdaCrud.Tests.Support;

/// <summary>The repository's serverless.template.</summary>
internal static class Template
{
    public static JsonNode Root { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "serverless.template")))!;

    public static JsonObject AllResources => Root["Resources"]!.AsObject();
}
