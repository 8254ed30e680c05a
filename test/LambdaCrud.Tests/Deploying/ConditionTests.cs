using System.Text.Json.Nodes;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>
/// If a condition leaves out a resource, a deployment cannot create or resolve the places that name it (`DependsOn`, `Ref` and similar).
/// So each such place must have the same condition: on the resource that contains it, or in a <c>Fn::If</c> around it.
/// </summary>
public sealed class ConditionTests
{
    [Fact]
    public void The_template_uses_a_conditional_resource_only_under_its_condition()
    {
        var uses = UsesOfConditionalResources(Template.Root);

        Assert.Contains(uses, use => use.Place.StartsWith("Resources.AnnotationsRestApi.Metadata", StringComparison.Ordinal));
        Assert.Every(uses, use => Assert.True(use.IsCovered, $"{use.Place} names {use.Resource}, which may not exist."));
    }

    [Theory]
    [InlineData("""{ "DependsOn": "Role" }""")]
    [InlineData("""{ "DependsOn": ["Table", "Role"] }""")]
    [InlineData("""{ "Properties": { "A": { "Ref": "Role" } } }""")]
    [InlineData("""{ "Properties": { "A": { "Fn::GetAtt": ["Role", "Arn"] } } }""")]
    [InlineData("""{ "Properties": { "A": { "Fn::GetAtt": "Role.Arn" } } }""")]
    [InlineData("""{ "Properties": { "A": { "Fn::Sub": "x ${Role.Arn}" } } }""")]
    [InlineData("""{ "Condition": "Other", "DependsOn": "Role" }""")]
    [InlineData("""{ "Properties": { "A": { "Fn::If": ["Makes", "none", { "Ref": "Role" }] } } }""")]
    [InlineData("""{ "Properties": { "A": { "Fn::If": ["Other", { "Ref": "Role" }, "none"] } } }""")]
    public void The_check_finds_a_use_of_a_conditional_resource_without_its_condition(string resource) =>
        Assert.Contains(UsesOfConditionalResources(With(resource)), use => use is { Resource: "Role", IsCovered: false });

    [Theory]
    [InlineData("""{ "Condition": "Makes", "DependsOn": "Role" }""")]
    [InlineData("""{ "Properties": { "A": { "Fn::If": ["Makes", { "Ref": "Role" }, "none"] } } }""")]
    [InlineData("""{ "Properties": { "A": { "Fn::If": ["Makes", { "B": [{ "Fn::Sub": "${Role}" }] }, "none"] } } }""")]
    public void The_check_accepts_a_use_of_a_conditional_resource_under_its_condition(string resource) =>
        Assert.Equal(["Role"], from use in UsesOfConditionalResources(With(resource)) where use.IsCovered select use.Resource);

    /// <summary>This test replaces cfn-lint's rule W3005, which is off because of SAM's output.</summary>
    [Fact]
    public void No_DependsOn_repeats_a_reference()
    {
        Assert.NotEmpty(Template.AllResources);
        Assert.Every(Template.AllResources, resource =>
            Assert.Empty(Names(resource.Value!["DependsOn"]).Intersect((resource.Value["Properties"] ?? new JsonObject()).References())));
    }

    private sealed record Use(string Place, string Resource, bool IsCovered);

    private static JsonNode With(string resource) => JsonNode.Parse(
        $$"""{ "Resources": { "Table": {}, "Role": { "Condition": "Makes" }, "User": {{resource}} } }""")!;

    private static List<Use> UsesOfConditionalResources(JsonNode template)
    {
        var conditions = (
            from resource in template["Resources"]!.AsObject()
            where resource.Value!["Condition"] is not null
            select (resource.Key, (string)resource.Value["Condition"]!)).ToDictionary();
        var places =
            from section in template.AsObject()
            where section.Key is "Resources" or "Outputs" or "Globals"
            from entry in section.Value!.AsObject()
            select (Place: $"{section.Key}.{entry.Key}", Node: entry.Value!);
        return
        [
            .. from place in places
               let own = place.Node is JsonObject map && map["Condition"] is JsonValue name ? (string)name! : null
               from use in Uses(place.Node, place.Place, own is null ? [] : [own])
               where conditions.ContainsKey(use.Resource)
               select new Use(use.Place, use.Resource, use.Conditions.Contains(conditions[use.Resource])),
        ];
    }

    /// <summary>The resources that a node names, with the conditions that are true where the node applies.</summary>
    private static IEnumerable<(string Place, string Resource, string[] Conditions)> Uses(JsonNode node, string place, string[] conditions) =>
        node switch
        {
            JsonObject map when map["Fn::If"] is JsonArray choice =>
                Uses(choice[1]!, $"{place}.then", [.. conditions, (string)choice[0]!]).Concat(Uses(choice[2]!, $"{place}.else", conditions)),
            JsonObject map when map["Ref"] is JsonValue || map["Fn::GetAtt"] is not null =>
                map.References().Select(name => (place, name, conditions)),
            JsonObject map when map["Fn::Sub"] is { } text =>
                map.References().Select(name => (place, name, conditions))
                    .Concat(text is JsonArray both ? Uses(both[1]!, place, conditions) : []),
            JsonObject map => map.Where(member => member.Value is not null).SelectMany(member => member.Key == "DependsOn"
                ? Names(member.Value).Select(name => ($"{place}.DependsOn", name, conditions))
                : Uses(member.Value!, $"{place}.{member.Key}", conditions)),
            JsonArray list => list.OfType<JsonNode>().SelectMany((item, index) => Uses(item, $"{place}[{index}]", conditions)),
            _ => [],
        };

    private static IEnumerable<string> Names(JsonNode? dependsOn) =>
        dependsOn is JsonArray list ? list.Select(name => (string)name!) : dependsOn is null ? [] : [(string)dependsOn!];
}
