using System.Text.Json.Nodes;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>The rights that the template grants in the account.</summary>
public sealed class PolicyTests
{
    /// <summary>Statements for which AWS has no narrower resource: the place of the statement, and the reason.</summary>
    private static readonly Dictionary<string, string> WildcardResources = [];

    /// <summary>Policies that AWS maintains, and why they are acceptable. They contain wildcards that this test does not see.</summary>
    private static readonly Dictionary<string, string> ManagedPolicies = new()
    {
        ["AWSLambdaBasicExecutionRole"] = "Writes logs. Lambda creates the log streams, and their names are not known in advance.",
        ["AmazonAPIGatewayPushToCloudWatchLogs"] = "Writes access logs. The role belongs to the account and serves all its APIs.",
    };

    [Fact]
    public void No_policy_has_an_action_with_a_wildcard() =>
        Assert.Every(Statements(), statement =>
        {
            Assert.Null(statement.Node["NotAction"]);
            Assert.Every(
                Texts(statement.Node["Action"]!),
                action => Assert.False(action.AsSpan().ContainsAny('*', '?'), $"{statement.Path}: {action}"));
        });

    [Fact]
    public void No_policy_has_a_wildcard_resource_without_a_recorded_reason() =>
        Assert.Equal(
            WildcardResources.Keys.Order(StringComparer.Ordinal),
            Statements()
                .Where(statement => statement.Node["Resource"] is not { } resource || Texts(resource.WithDescendants()).Any(HasWildcard))
                .Where(statement => !statement.Path.Contains("AssumeRolePolicyDocument", StringComparison.Ordinal))
                .Select(statement => statement.Path)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void No_policy_allows_everyone_as_principal() =>
        Assert.Every(
            Template.AllResources.WithDescendants("Resources").Where(place => place.Path.EndsWith(".Principal", StringComparison.Ordinal)),
            principal => Assert.Lacks("*", Texts(principal.Node.WithDescendants())));

    [Fact]
    public void Every_policy_that_AWS_manages_has_a_recorded_reason()
    {
        var taken = Template.AllResources
            .SelectMany(resource => (resource.Value!["Properties"]?["Policies"] as JsonArray ?? [])
                .Concat(resource.Value!["Properties"]?["ManagedPolicyArns"] as JsonArray ?? []))
            .Where(policy => policy is JsonValue || policy!["Fn::Sub"] is not null)
            .Select(policy => ((string)(policy is JsonValue ? policy : policy!["Fn::Sub"]!)!).Split('/')[^1])
            .Distinct();

        Assert.Within(ManagedPolicies.Keys, taken);
    }

    [Fact]
    public void Every_log_group_has_a_retention_time() => Assert.Every(
        TemplateText.Of("AWS::Logs::LogGroup"), group => Assert.True(group.Properties.ContainsKey("RetentionInDays"), group.Id));

    [Fact]
    public void Every_alarm_has_an_action() => Assert.Every(
        TemplateText.Of("AWS::CloudWatch::Alarm"), alarm => Assert.True(alarm.Properties["AlarmActions"] is JsonArray { Count: > 0 }, alarm.Id));

    private static IReadOnlyList<(string Path, JsonObject Node)> Statements() => Assert.Some(
        from place in Template.AllResources.WithDescendants("Resources")
        where place.Node is JsonObject map && map.ContainsKey("Effect") && (map.ContainsKey("Action") || map.ContainsKey("NotAction"))
        select (place.Path, place.Node.AsObject()));

    private static IEnumerable<string> Texts(JsonNode node) =>
        node is JsonArray several ? several.Select(one => (string)one!) : [(string)node!];

    private static IEnumerable<string> Texts(IEnumerable<(string Path, JsonNode Node)> places) =>
        places.Select(place => place.Node).OfType<JsonValue>().Select(value => value.ToString());

    private static bool HasWildcard(string text) => text.Contains('*', StringComparison.Ordinal);
}
