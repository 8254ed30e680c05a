using System.Text.Json.Nodes;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary><c>${…}</c> means one thing to CloudFormation and another to a mapping template; neither may take the other's.</summary>
public sealed class PlaceholderTests
{
    [Fact]
    public void What_CloudFormation_is_to_fill_in_is_there_and_VTL_below_it_is_escaped() =>
        Assert.All(Substitutions(), substitution =>
            Assert.All(TemplateText.Placeholders(substitution.Text), name =>
                Assert.True(TemplateText.IsKnown(name), $"{substitution.Path}: ${{{name}}} (VTL is written ${{!{name}}} here)")));

    /// <summary>cfn-lint's E1020 is switched off for what SAM writes. SAM makes the key of an API that asks for one.</summary>
    [Fact]
    public void A_reference_leads_to_a_parameter_or_resource()
    {
        var references = Template.Root.AsObject()
            .Where(section => section.Key is not ("Parameters" or "Metadata"))
            .SelectMany(section => section.Value!.References())
            .Distinct()
            .ToList();

        Assert.Equal(["AnnotationsRestApiApiKey"], references.Where(name => !TemplateText.IsKnown(name)));
        Assert.True(references.Count > TemplateText.Parameters.Count);
    }

    [Fact]
    public void No_mapping_template_holds_a_placeholder_that_CloudFormation_never_fills_in() =>
        Assert.All(MappingTexts().Where(text => !IsSubstituted(text.Path)), text =>
            Assert.DoesNotContain(TemplateText.Placeholders(text.Text), TemplateText.IsKnown));

    [Fact]
    public void No_mapping_template_holds_an_escape_that_CloudFormation_never_undoes() =>
        Assert.All(MappingTexts().Where(text => !IsSubstituted(text.Path)), text =>
            Assert.DoesNotContain("${!", text.Text, StringComparison.Ordinal));

    private static bool IsSubstituted(string path) => path.Contains(".Fn::Sub", StringComparison.Ordinal);

    private static IEnumerable<(string Path, string Text)> Substitutions() =>
        from place in Template.AllResources.WithDescendants("Resources")
        where place.Node is JsonObject map && map.ContainsKey("Fn::Sub")
        let text = place.Node["Fn::Sub"]!
        where text is JsonValue
        select (place.Path, (string)text!);

    private static IEnumerable<(string Path, string Text)> MappingTexts() =>
        from place in Template.AllResources.WithDescendants("Resources")
        where place.Node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String
            && (place.Path.Contains(".requestTemplates.", StringComparison.Ordinal)
                || place.Path.Contains(".responseTemplates.", StringComparison.Ordinal))
        select (place.Path, (string)place.Node!);
}
