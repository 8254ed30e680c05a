using System.Text.Json.Nodes;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>
/// The settings of <c>sam</c> and of <c>dotnet lambda</c>. Each tool reads the functions' processor from a different place: SAM and
/// <c>deploy-serverless</c> from the template, <c>dotnet lambda package</c> from the settings beside the project.
/// </summary>
public sealed class ToolSettingTests
{
    private static readonly JsonObject Top = Settings("top");
    private static readonly JsonObject OfTheProject = Settings("src/LambdaCrud");
    private static readonly string SamConfiguration = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samconfig.toml"));

    /// <summary>A parameter's value could change between build and deployment. <c>dotnet lambda</c> does not resolve parameters.</summary>
    [Fact]
    public void The_template_names_one_processor_as_a_fixed_value()
    {
        var named = Template.Root.WithDescendants().Where(place => place.Path.Split('.')[^1] == "Architectures");

        Assert.Equal(["Globals.Function.Architectures"], named.Select(place => place.Path));
        Assert.Contains(Processor, (string[])["arm64", "x86_64"]);
    }

    [Fact]
    public void Both_settings_files_of_dotnet_lambda_name_the_processor_of_the_template()
    {
        Assert.Equal(Processor, (string?)Top["function-architecture"]);
        Assert.Equal(Processor, (string?)OfTheProject["function-architecture"]);
    }

    [Fact]
    public void Both_settings_files_of_dotnet_lambda_have_the_same_values()
    {
        Assert.Every(
            OfTheProject.Where(setting => setting.Key != "template"),
            setting => Assert.True(JsonNode.DeepEquals(setting.Value, Top[setting.Key]), setting.Key));
        Assert.Equal("serverless.template", (string?)Top["template"]);
        Assert.Equal("../../serverless.template", (string?)OfTheProject["template"]);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Every_SAM_environment_builds_and_validates_the_template(string environment)
    {
        Assert.Contains("template_file = \"serverless.template\"", Section(environment, "build"));
        Assert.Contains("template_file = \"serverless.template\"", Section(environment, "validate"));
        Assert.Contains("lint = true", Section(environment, "validate"));
    }

    /// <summary>`sam deploy` uses the template that `sam build` wrote. With its own template setting it would deploy the sources.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Every_SAM_environment_deploys_the_template_that_was_built(string environment)
    {
        Assert.Lacks($"[{environment}.global.parameters]", SamConfiguration, StringComparison.Ordinal);
        Assert.Equal([], Section(environment, "deploy").Where(line => line.StartsWith("template", StringComparison.Ordinal)));
    }

    private static string Processor => (string)TemplateText.GlobalsOfFunctions["Architectures"]!.AsArray().Single()!;

    private static string[] Section(string environment, string command) =>
        SamConfiguration.Split($"[{environment}.{command}.parameters]\n") is [_, var after]
            ? after.Split("\n[")[0].Split('\n')
            : [];

    private static JsonObject Settings(string folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, folder, "aws-lambda-tools-defaults.json")))!.AsObject();
}
