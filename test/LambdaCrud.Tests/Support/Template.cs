using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LambdaCrud.Tests.Support;

/// <summary>The repository's serverless.template.</summary>
internal static partial class Template
{
    public static JsonNode Root { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "serverless.template")))!;

    public static JsonObject AllResources => Root["Resources"]!.AsObject();

    /// <summary>The resources of a type. There is at least one.</summary>
    public static IReadOnlyList<KeyValuePair<string, JsonNode>> ResourcesOf(string type) => Assert.Some(
        from resource in AllResources where (string?)resource.Value!["Type"] == type select KeyValuePair.Create(resource.Key, resource.Value!));

    /// <summary>The routes of the functions, such as <c>POST /orders</c>.</summary>
    public static IEnumerable<string> Routes =>
        from function in ResourcesOf("AWS::Serverless::Function")
        from routed in function.Value["Properties"]!["Events"]!.AsObject()
        let properties = routed.Value!["Properties"]!
        select $"{properties["Method"]} {properties["Path"]}";

    /// <summary>A text of the template, with a reference written as <c>&lt;Table&gt;</c> or <c>&lt;Table.Arn&gt;</c>.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        JsonObject map when map["Ref"] is { } id => $"<{id}>",
        JsonObject map when map["Fn::GetAtt"] is JsonArray attribute => $"<{attribute[0]}.{attribute[1]}>",
        JsonObject map when map["Fn::Sub"] is JsonValue text => Reference().Replace((string)text!, "<$1>"),
        JsonObject map when map["Fn::Join"] is JsonArray join => string.Join((string)join[0]!, join[1]!.AsArray().Select(Text)),
        JsonValue text => text.ToString(),
        _ => throw new InvalidOperationException($"This is not a text: {value?.ToJsonString()}"),
    };

    [GeneratedRegex(@"\$\{([A-Za-z0-9:.]+)\}")]
    private static partial Regex Reference();
}
