using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests;

/// <summary>The direct routes of the template and the code agree.</summary>
public partial class DirectRouteTests
{
    [Fact]
    public void The_role_of_each_direct_route_allows_only_the_calls_that_its_routes_make()
    {
        var calls = DirectRoutes.Operations
            .Where(operation => (string?)DirectRoutes.Integration(operation)["type"] == "aws")
            .Select(operation => $"{DirectRoutes.Name(operation)}: {Call(DirectRoutes.Integration(operation))}");
        var roles = Template.AllResources
            .Where(IsRole)
            .Where(role => role.Key != "ApiGatewayLogRole") // This role is for the account's logs, not for a route.
            .Select(role => $"{role.Key}: {Rights(role.Value!)}");

        var routes = Declared.RoutesOnDynamoDb.ToList();
        Assert.Equal(routes.Select(route => $"{route.Name}: {route.Action} by {route.Name}Role").Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
        Assert.Equal(
            routes.Select(route => $"{route.Name}Role: {route.Action} on Table, keys {route.Key!.PartitionKey.Split('{')[0]}*").Order(StringComparer.Ordinal),
            roles.Order(StringComparer.Ordinal));
        Assert.NotEmpty(routes);
    }

    [Fact]
    public void Every_problem_in_a_mapping_template_is_a_problem_type_of_the_functions()
    {
        var problems = DirectRoutes.Lines.Select(line => Problem().Match(line)).Where(match => match.Success)
            .Select(match => JsonNode.Parse(match.Groups["map"].Value)!)
            .Select(map => ((string)map["code"]!, (int)map["status"]!, (string)map["title"]!))
            .Distinct()
            .ToList();

        Assert.Equal(8, problems.Count);
        Assert.Within(Declared.Problems.Select(type => (type.Code, type.Status, type.Title)), problems);
    }

    [Fact]
    public void Every_reply_of_a_direct_route_has_the_CORS_headers()
    {
        var replies = DirectRoutes.Operations
            .SelectMany(operation => DirectRoutes.Integration(operation)["responses"]!.AsObject())
            .Select(response => response.Value!["responseParameters"]!)
            .ToList();

        Assert.Every(replies, parameters =>
        {
            Assert.Equal(
                """{"Fn::Sub":"'${AllowedOrigin}'"}""",
                parameters["method.response.header.Access-Control-Allow-Origin"]!.ToJsonString(Readable));
            Assert.Equal(
                $"'{Endpoint.ExposedHeaders}'",
                (string?)parameters["method.response.header.Access-Control-Expose-Headers"]);
        });
    }

    [Fact]
    public void A_direct_route_never_passes_a_body_through_without_a_mapping_template() =>
        Assert.Every(DirectRoutes.Operations, operation =>
            Assert.Equal("never", (string?)DirectRoutes.Integration(operation)["passthroughBehavior"]));

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Call(JsonNode integration) =>
        $"{((string)integration["uri"]!["Fn::Sub"]!).Split('/')[^1]} by {integration["credentials"]!["Fn::GetAtt"]![0]}";

    private static bool IsRole(KeyValuePair<string, JsonNode?> resource) => (string?)resource.Value!["Type"] == "AWS::IAM::Role";

    private static string Rights(JsonNode role)
    {
        var statement = Assert.Single(
            Assert.Single(role["Properties"]!["Policies"]!.AsArray())!["PolicyDocument"]!["Statement"]!.AsArray())!;
        Assert.Equal("Allow", (string?)statement["Effect"]);
        var actions = statement["Action"]!.AsArray().Select(action => ((string)action!).Split(':')[1]).Order(StringComparer.Ordinal);
        var keys = statement["Condition"]!["ForAllValues:StringLike"]!["dynamodb:LeadingKeys"]!.AsArray();
        return $"{string.Join(' ', actions)} on {statement["Resource"]!["Fn::GetAtt"]![0]}, keys {Assert.Single(keys)}";
    }

    [GeneratedRegex(@"^#set\(\$problem = (?<map>\{.*\})\)\z")]
    private static partial Regex Problem();
}
