using System.Text.Json.Nodes;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary><c>${…}</c> has one meaning in CloudFormation and another in mapping templates. These tests find a mix-up.</summary>
public sealed class PlaceholderTests
{
    [Fact]
    public void Every_placeholder_in_a_Fn_Sub_exists_and_every_VTL_reference_in_it_is_escaped() =>
        Assert.Every(
            from substitution in Substitutions()
            from name in TemplateText.Placeholders(substitution.Text)
            select (substitution.Path, Name: name),
            place => Assert.True(
                TemplateText.IsKnown(place.Name), $"{place.Path}: ${{{place.Name}}} (VTL is written ${{!{place.Name}}} here)"));

    /// <summary>
    /// This test replaces cfn-lint's rule E1020, which is off because of SAM's output. SAM creates the key of an API that requires one.
    /// </summary>
    [Fact]
    public void Every_reference_names_a_parameter_or_resource_of_the_template()
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
    public void A_mapping_template_outside_a_Fn_Sub_has_no_CloudFormation_placeholder() =>
        Assert.Every(MappingTexts().Where(text => !IsSubstituted(text.Path)), text =>
            Assert.False(TemplateText.Placeholders(text.Text).Any(TemplateText.IsKnown), text.Path));

    [Fact]
    public void A_mapping_template_outside_a_Fn_Sub_has_no_CloudFormation_escape() =>
        Assert.Every(MappingTexts().Where(text => !IsSubstituted(text.Path)), text =>
            Assert.False(text.Text.Contains("${!", StringComparison.Ordinal), text.Path));

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
