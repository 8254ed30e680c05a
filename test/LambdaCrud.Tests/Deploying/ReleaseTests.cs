using System.Text.Json.Nodes;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>How a new version reaches the callers.</summary>
public sealed class ReleaseTests
{
    /// <summary>Properties of a function that are not part of a published version.</summary>
    private static readonly HashSet<string> Unversioned =
        ["DeploymentPreference", "Events", "Policies", "ReservedConcurrentExecutions", "Tags", "VersionDescription"];

    [Fact]
    public void Callers_use_a_published_version_and_every_change_publishes_a_new_version()
    {
        Assert.Equal("live", (string?)TemplateText.GlobalsOfFunctions["AutoPublishAlias"]);
        Assert.True((bool)TemplateText.GlobalsOfFunctions["AutoPublishAliasAllProperties"]!);
        Assert.Every(Functions, function => Assert.Lacks("AutoPublishAlias", function.Properties.Select(property => property.Key)));
    }

    // SAM looks for changes in the template's text, where a parameter is only a name. With another value it would change the unpublished
    // version but not the published one, which callers use. A version with another description is another version.
    [Fact]
    public void A_new_value_of_a_parameter_that_a_function_uses_publishes_a_new_version() =>
        Assert.Every(Functions, function =>
        {
            var depends = TemplateText.GlobalsOfFunctions.Concat(function.Properties)
                .Where(property => !Unversioned.Contains(property.Key))
                .SelectMany(property => property.Value!.References())
                .Where(TemplateText.Parameters.ContainsKey);

            Assert.Equal(
                Assert.Some(depends.Distinct().Order(StringComparer.Ordinal)),
                TemplateText.Placeholders((string)function.Properties["VersionDescription"]!["Fn::Sub"]!).Order(StringComparer.Ordinal));
        });

    // The same applies to the API. Parameter values in its document would reach RestApi but never the stage.
    [Fact]
    public void Every_deployment_deploys_the_API() =>
        Assert.True((bool)Template.AllResources["AnnotationsRestApi"]!["Properties"]!["AlwaysDeploy"]!);

    [Fact]
    public void A_new_version_gets_its_traffic_all_at_once_or_gradually()
    {
        Assert.Equal("DeploymentPreference", (string?)TemplateText.GlobalsOfFunctions["DeploymentPreference"]!["Type"]!["Ref"]);
        Assert.Equal(
            [
                "AllAtOnce", "Canary10Percent5Minutes", "Canary10Percent10Minutes", "Canary10Percent15Minutes",
                "Linear10PercentEvery1Minute",
            ],
            TemplateText.Parameters["DeploymentPreference"]!["AllowedValues"]!.AsArray().Select(value => (string)value!));
    }

    [Fact]
    public void Alarms_on_function_errors_and_5xx_roll_a_deployment_back() =>
        Assert.Equal(
            Assert.Some(
                from alarm in TemplateText.Of("AWS::CloudWatch::Alarm")
                where Metrics(alarm.Properties).Any(metric => metric is "AWS/Lambda Errors" or "AWS/ApiGateway 5XXError")
                orderby alarm.Id
                select alarm.Id),
            (TemplateText.GlobalsOfFunctions["DeploymentPreference"]!["Alarms"]?.References() ?? []).Order(StringComparer.Ordinal));

    [Fact]
    public void SnapStart_can_be_turned_on_for_published_versions() =>
        Assert.Equal(
            """{"ApplyOn":{"Fn::If":["HasSnapStart","PublishedVersions","None"]}}""",
            TemplateText.GlobalsOfFunctions["SnapStart"]!.ToJsonString());

    [Fact]
    public void Functions_with_large_payloads_can_have_a_concurrency_limit() =>
        Assert.Equal(
            ["CreateProducts", "ListFeedProducts"],
            from function in Functions
            let reserved = function.Properties["ReservedConcurrentExecutions"]?.References() ?? []
            where reserved.Contains("HeavyFunctionConcurrency")
            orderby function.Id
            select function.Id);

    private static IEnumerable<(string Id, JsonObject Properties)> Functions => TemplateText.Of("AWS::Serverless::Function");

    /// <summary>The metrics an alarm watches, as namespace and name.</summary>
    private static IEnumerable<string> Metrics(JsonObject alarm) =>
        from place in alarm.WithDescendants()
        where place.Node is JsonObject map && map.ContainsKey("MetricName")
        select $"{place.Node["Namespace"]} {place.Node["MetricName"]}";
}
