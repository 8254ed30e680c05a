using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>The template as a tree, and the names that its references may use.</summary>
internal static partial class TemplateText
{
    public static JsonObject Parameters => Template.Root[nameof(Parameters)]!.AsObject();

    public static JsonObject GlobalsOfFunctions => Template.Root["Globals"]!["Function"]!.AsObject();

    public static IEnumerable<(string Id, JsonObject Properties)> Of(string type) =>
        from resource in Template.ResourcesOf(type)
        select (resource.Key, resource.Value["Properties"]?.AsObject() ?? []);

    /// <summary>A node and all its descendants, each with its path: <c>Resources.Table.Properties.KeySchema[0]</c>.</summary>
    public static IEnumerable<(string Path, JsonNode Node)> WithDescendants(this JsonNode node, string path = "")
    {
        var children = node switch
        {
            JsonObject map => map.Select(member => (Path: path.Length == 0 ? member.Key : $"{path}.{member.Key}", Node: member.Value)),
            JsonArray list => list.Select((item, index) => (Path: $"{path}[{index}]", Node: item)),
            _ => [],
        };
        return children.Where(child => child.Node is not null)
            .SelectMany(child => child.Node!.WithDescendants(child.Path))
            .Prepend((path, node));
    }

    /// <summary>
    /// The names in <c>Ref</c>, <c>Fn::GetAtt</c>, <c>Fn::Sub</c> and conditions below a node: logical ids, parameters, pseudo parameters.
    /// </summary>
    public static IEnumerable<string> References(this JsonNode node) => node.WithDescendants().SelectMany(place => place.Node switch
    {
        JsonObject map when map["Ref"] is { } reference => [(string)reference!],
        JsonObject map when map["Fn::GetAtt"] is { } attribute => [Head((string)(attribute is JsonArray parts ? parts[0] : attribute)!)],
        JsonObject map when map["Fn::Sub"] is { } text => Placeholders((string)(text is JsonArray both ? both[0] : text)!).Select(Head),
        JsonObject map when map["Fn::If"] is JsonArray choice => Template.Root["Conditions"]![(string)choice[0]!]!.References(),
        JsonObject map when map["Condition"] is JsonValue name => Template.Root["Conditions"]![(string)name!]?.References() ?? [],
        _ => [],
    });

    /// <summary>The names in <c>${…}</c>, except those escaped as <c>${!…}</c>.</summary>
    public static IEnumerable<string> Placeholders(string text) =>
        from Match placeholder in Placeholder().Matches(text) select placeholder.Groups[1].Value;

    /// <summary>Whether a placeholder of <c>Fn::Sub</c> refers to something in this template.</summary>
    public static bool IsKnown(string placeholder) =>
        placeholder.StartsWith("AWS::", StringComparison.Ordinal)
        || Parameters.ContainsKey(placeholder)
        || Template.AllResources.ContainsKey(Head(placeholder));

    private static string Head(string name) => name.Split('.')[0];

    [GeneratedRegex(@"\$\{([^!}][^}]*)\}")]
    private static partial Regex Placeholder();
}
