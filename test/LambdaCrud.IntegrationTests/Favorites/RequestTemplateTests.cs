using System.Text.Json.Nodes;
using LocalGateway.MappingTemplates;
using LocalHost;

namespace LambdaCrud.IntegrationTests.Favorites;

/// <summary>Cases that cannot occur over HTTP.</summary>
public sealed class RequestTemplateTests
{
    private const string Id = "0193a1b2-0000-7000-8000-000000000001";

    [Theory]
    [InlineData("ListFavorites")]
    [InlineData("AddFavorite")]
    [InlineData("RemoveFavorite")]
    public void A_request_template_renders_an_empty_object_without_claims(string route) =>
        Assert.Equal("{}", Render(route, new JsonObject()).ToJsonString());

    [Theory]
    [InlineData("a'b\"c\\d$e/é")]
    [InlineData("\"}}")]
    [InlineData("a#b")]
    [InlineData("a\n")]
    [InlineData(" ")]
    public void A_request_template_renders_an_empty_object_for_a_sub_that_no_pool_issues(string sub)
    {
        foreach (var route in new[] { "ListFavorites", "AddFavorite", "RemoveFavorite" })
            Assert.Equal("{}", Render(route, new JsonObject { ["authorizer"] = Claims(sub) }).ToJsonString());
    }

    [Fact]
    public void The_sub_of_the_caller_is_in_the_partition_key() => Assert.Equal(
        "CUSTOMER#3e0c7b52-6f5c",
        Render("RemoveFavorite", new JsonObject { ["authorizer"] = Claims("3e0c7b52-6f5c") })["Key"]!["pk"]!["S"]!.GetValue<string>());

    [Theory]
    [InlineData("01/Jan/2026:00:00:00 +0000", 1767225600000, "2026-01-01T00:00:00.000Z")]
    [InlineData("28/Feb/2026:23:59:59 +0000", 1772323199007, "2026-02-28T23:59:59.007Z")]
    [InlineData("09/Apr/2015:12:34:56 +0000", 1428582896438, "2015-04-09T12:34:56.438Z")]
    [InlineData("30/Sep/2026:01:02:03 +0000", 1790730123999, "2026-09-30T01:02:03.999Z")]
    [InlineData("31/Oct/2026:10:20:30 +0000", 1793442030040, "2026-10-31T10:20:30.040Z")]
    [InlineData("22/Nov/2026:17:38:00 +0000", 1795369080100, "2026-11-22T17:38:00.100Z")]
    [InlineData("31/Dec/2026:23:59:59 +0000", 1798761599999, "2026-12-31T23:59:59.999Z")]
    public void The_time_of_a_favorite_has_the_same_format_as_all_other_times(string requestTime, long epoch, string expected)
    {
        Assert.Equal(expected, DateTimeOffset.FromUnixTimeMilliseconds(epoch).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));

        var request = Render("AddFavorite", new JsonObject
        {
            ["authorizer"] = Claims("s"),
            ["requestTime"] = requestTime,
            ["requestTimeEpoch"] = epoch,
        });

        Assert.Equal(expected, request["Item"]!["addedAt"]!["S"]!.GetValue<string>());
    }

    private static IEnumerable<JsonObject> Operations =>
        from path in JsonNode.Parse(File.ReadAllText(Repository.Template))!["Resources"]!["AnnotationsRestApi"]!["Properties"]!
            ["DefinitionBody"]!["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select method.Value!.AsObject();

    private static JsonObject Claims(string sub) => new() { ["claims"] = new JsonObject { ["sub"] = sub } };

    private static JsonObject Render(string route, JsonObject context)
    {
        var operation = Operations.Single(operation => (string?)operation["operationId"] == route);
        var lines = operation["x-amazon-apigateway-integration"]!["requestTemplates"]!["application/json"]!["Fn::Join"]![1]!.AsArray();
        var result = TemplateRenderer.Render(route, string.Join('\n', lines.Select(line => (string?)line)), "", new JsonObject
        {
            ["context"] = context,
            ["params"] = new JsonObject { ["path"] = new JsonObject { ["productId"] = Id } },
        }.ToJsonString());
        Assert.Null(result.Error);
        return JsonNode.Parse(result.Output!)!.AsObject();
    }
}
