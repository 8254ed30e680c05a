using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>The parameters of the template, and the values that samconfig.toml gives them.</summary>
public sealed class TemplateParameterTests
{
    private static readonly string Configuration = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samconfig.toml"));

    public static TheoryData<string> Names => [.. TemplateText.Parameters.Select(parameter => parameter.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_has_a_description_and_a_valid_default(string name)
    {
        var parameter = TemplateText.Parameters[name]!;

        Assert.False(string.IsNullOrWhiteSpace((string?)parameter["Description"]));
        Assert.NotNull(parameter["Default"]);
        Assert.True(IsAllowed(parameter, parameter["Default"]!.ToString()), $"{name} does not allow its own default.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_number_parameter_has_a_minimum_and_a_maximum(string name)
    {
        var parameter = TemplateText.Parameters[name]!.AsObject();

        Assert.True(
            (string?)parameter["Type"] != "Number" || parameter.ContainsKey("AllowedValues")
            || (parameter.ContainsKey("MinValue") && parameter.ContainsKey("MaxValue")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_is_used_in_the_template(string name) =>
        Assert.Contains(
            name,
            Template.Root.AsObject()
                .Where(section => section.Key is not ("Parameters" or "Metadata"))
                .SelectMany(section => section.Value!.References()));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void The_SAM_configuration_sets_only_existing_parameters_to_allowed_values(string environment)
    {
        var overrides = Overrides(environment);

        Assert.Equal(environment, overrides["StageName"]);
        Assert.Every(overrides, given => Assert.True(
            TemplateText.Parameters[given.Key] is { } parameter && IsAllowed(parameter, given.Value), $"{given.Key}={given.Value}"));
    }

    [Fact]
    public void Production_uses_canary_deployments_and_reserves_concurrency()
    {
        var production = Overrides("prod");

        Assert.StartsWith("Canary", production["DeploymentPreference"], StringComparison.Ordinal);
        Assert.True(
            Number(production["HeavyFunctionConcurrency"]) >= Number(TemplateText.Parameters["HeavyBurstLimit"]!["Default"]!.ToString()),
            "Calls that the throttle lets through would get 502.");
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Every_deployed_resource_is_tagged_with_application_and_stage(string environment) =>
        Assert.Equal(
            ["Application=LambdaCrud", $"Stage={environment}"],
            Values(environment, "tags"));

    private static Dictionary<string, string> Overrides(string environment) =>
        Values(environment, "parameter_overrides").Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The name-value pairs of a deployment setting of an environment.</summary>
    private static string[] Values(string environment, string name)
    {
        var section = Configuration.Split($"[{environment}.deploy.parameters]")[1].Split("\n[")[0];
        return section.Split($"\n{name} = \"")[1].Split('"')[0].Split(' ');
    }

    private static bool IsAllowed(JsonNode parameter, string value) =>
        (parameter["AllowedValues"] is not JsonArray allowed || allowed.Any(one => one!.ToString() == value))
        && (parameter["AllowedPattern"] is not { } pattern || Regex.IsMatch(value, $"^(?:{(string)pattern!})$"))
        && (parameter["MinValue"] is not { } minimum || Number(value) >= Number(minimum.ToString()))
        && (parameter["MaxValue"] is not { } maximum || Number(value) <= Number(maximum.ToString()));

    private static decimal Number(string value) => decimal.Parse(value, CultureInfo.InvariantCulture);
}
