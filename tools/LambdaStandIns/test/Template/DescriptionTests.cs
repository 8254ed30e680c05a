using System.Text.Json;

namespace LambdaStandIns.Tests.Template;

public class DescriptionTests
{
    private const string Function = """[LambdaFunction(ResourceName = "A")] public void M() { }""";
    private const string Sentence = "This template is partially managed by Amazon.Lambda.Annotations (v2.3.0.0).";
    private const string Older = "This template is partially managed by Amazon.Lambda.Annotations (v1.0.0.0).";

    [Fact]
    public void The_description_of_a_new_template_names_the_generator()
    {
        using var project = new TemplateProject(properties: "");

        project.Build(Function);

        Assert.StartsWith(
            $$"""
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Transform": "AWS::Serverless-2016-10-31",
              "Description": "{{Sentence}}",
              "Resources": {
            """,
            project.Template,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Sentence)]
    [InlineData("Loans.", "Loans. " + Sentence)]
    [InlineData("Loans (all). " + Older + " Really.", "Loans (all). " + Sentence + " Really.")]
    [InlineData("Loans. " + Sentence, "Loans. " + Sentence)]
    public void The_generator_sentence_replaces_an_older_one_or_follows_the_existing_description(string before, string after)
    {
        using var project = new TemplateProject($$"""{ "Description": "{{before}}", "Resources": {} }""", properties: "");

        project.Build(Function);

        Assert.Equal(after, Description(project));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Loans.", "Loans.")]
    [InlineData("Loans. " + Older, "Loans. ")]
    [InlineData(Sentence, "")]
    public void The_generator_sentence_is_removed_if_telemetry_is_suppressed(string before, string after)
    {
        using var project = new TemplateProject($$"""{ "Description": "{{before}}", "Resources": {} }""");

        project.Build(Function);

        Assert.Equal(after, Description(project));
    }

    [Theory]
    [InlineData(948, 948 + 1 + 75)]
    [InlineData(949, 949)]
    public void A_template_description_is_never_longer_than_CloudFormation_accepts(int before, int after)
    {
        using var project = new TemplateProject($$"""{ "Description": "{{new string('x', before)}}", "Resources": {} }""", properties: "");

        project.Build(Function);

        Assert.Equal(after, Description(project)!.Length);
    }

    [Theory]
    [InlineData("<PropertyGroup/><PropertyGroup Label='x'><X>TRUE</X></PropertyGroup>", false)]
    [InlineData("<PropertyGroup><X>false</X></PropertyGroup>", true)]
    [InlineData("<PropertyGroup><X> true </X></PropertyGroup>", true)]
    [InlineData("<ItemGroup><X>true</X></ItemGroup>", true)]
    public void Only_the_property_in_the_project_file_suppresses_telemetry(string groups, bool describes)
    {
        using var project = new TemplateProject();
        project.Write("Directory.Build.props", $"<Project><PropertyGroup>{TemplateProject.SuppressTelemetry}</PropertyGroup></Project>");
        var properties = groups.Replace("X>", "AWSSuppressLambdaAnnotationsTelemetry>", StringComparison.Ordinal);
        project.WriteProjectFile($"<Project>{properties}</Project>");

        project.Build(Function);

        Assert.Equal(describes ? Sentence : null, Description(project));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_template_description_that_is_not_a_string_is_an_error(string description)
    {
        var template = $$"""{ "Description": {{description}}, "Resources": {} }""";
        using var project = new TemplateProject(template);

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport(Function));

        Assert.Equal(template, project.Template);
    }

    private static string? Description(TemplateProject project) =>
        project["Description"] is { } json ? JsonSerializer.Deserialize<string>(json) : null;
}
