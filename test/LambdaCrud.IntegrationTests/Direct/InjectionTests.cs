using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaCrud.IntegrationTests.AllRoutes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Direct;

/// <summary>
/// Sends hostile values in every path, query and header parameter of every direct route. The call to DynamoDB and the answer to the client
/// are the same as for any other invalid value.
/// </summary>
public sealed partial class InjectionTests(RecordedStorefront storefront) : IClassFixture<RecordedStorefront>
{
    private const string Id = "0193a1b2-0000-7000-8000-000000000001";

    public static TheoryData<string> RoutesWithAnId =>
        [.. DeclaredRoutes.OnDynamoDb.Where(route => route.Id is not null).Select(route => route.Label)];

    public static TheoryData<string> Routes => [.. DeclaredRoutes.OnDynamoDb.Select(route => route.Label)];

    public static TheoryData<string> Lists =>
        [.. DeclaredRoutes.OnDynamoDb.Where(route => route.Query.Any(parameter => parameter.Name == "cursor")).Select(route => route.Label)];

    [Theory]
    [MemberData(nameof(RoutesWithAnId))]
    public async Task A_hostile_id_in_the_path_gets_400_and_no_part_of_it_reaches_DynamoDB(string route)
    {
        var declared = DeclaredRoutes.ByName[route];
        foreach (var value in Assert.Some(HostileTexts.All.SelectMany(value => new[] { value, Id + value, value + Id })))
        {
            // A client removes the path segment `..` and never sends it.
            if (value == "..")
                continue;
            var (calls, answer) = await AskAsync(Send(new HttpMethod(declared.Method), declared.PathOf(Uri.EscapeDataString(value))));

            Assert.True(calls is ["{}"], $"{value}: {string.Join(' ', calls)}");
            Assert.Equal(
                "400 {\"type\":\"urn:lambdacrud:problem:invalid-id\",\"title\":\"Invalid id\",\"status\":400,"
                    + $"\"detail\":\"{declared.Id!.Detail}\",\"code\":\"invalid-id\",\"requestId\":\"-\"}}",
                answer);
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_hostile_query_parameter_gets_400_and_no_part_of_it_reaches_DynamoDB(string route)
    {
        var list = DeclaredRoutes.ByName[route];
        var range = list.Query.Single(parameter => parameter.Name == "limit").Detail;
        await RefusesAsync("limit", ["", "5"], $$"""
            "code":"invalid-parameter","errors":[{"parameter":"limit","code":"range","detail":"{{range}}"}],
            """);
        await RefusesAsync("cursor", ["", Id], """
            "detail":"Start again without a cursor.","code":"invalid-cursor",
            """);

        async Task RefusesAsync(string parameter, string[] prefixes, string members)
        {
            var values = HostileTexts.All.SelectMany(value => prefixes.Select(prefix => prefix + value));
            foreach (var value in Assert.Some(values.Where(value => parameter != "limit" || value is not ("1" or "51"))))
            {
                var (calls, answer) = await AskAsync(Send(HttpMethod.Get, $"{list.Path}?{parameter}={Uri.EscapeDataString(value)}"));

                Assert.True(calls is ["{}"], $"{value}: {string.Join(' ', calls)}");
                Assert.StartsWith("400 ", answer, StringComparison.Ordinal);
                Assert.EndsWith($"{members.Trim()}\"requestId\":\"-\"}}", answer, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_unknown_query_parameter_gets_400_and_no_part_of_it_reaches_DynamoDB(string route)
    {
        var declared = DeclaredRoutes.ByName[route];
        var taken = declared.Query.Count == 0
            ? "This route takes no query parameters."
            : $"This route takes only the query parameters {string.Join(", ", declared.Query.Select(parameter => parameter.Name))}.";
        foreach (var value in Assert.Some(HostileTexts.All.Select(Uri.EscapeDataString)))
        {
            foreach (var query in new[] { $"other={value}", $"id={value}", $"X-Request-Id={value}", $"{value}=1" })
            {
                var (calls, answer) = await AskAsync(Send(new HttpMethod(declared.Method), $"{declared.PathOf(Id)}?{query}"));

                Assert.True(calls is ["{}"], $"{query}: {string.Join(' ', calls)}");
                Assert.Equal(
                    "400 {\"type\":\"urn:lambdacrud:problem:invalid-parameter\",\"title\":\"A query parameter is not valid\",\"status\":400,"
                        + $"\"code\":\"invalid-parameter\",\"errors\":[{{\"code\":\"unknown-parameter\",\"detail\":\"{taken}\"}}],\"requestId\":\"-\"}}",
                    answer);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Headers_never_reach_DynamoDB_and_change_no_answer(string route)
    {
        var declared = DeclaredRoutes.ByName[route];
        var (method, path) = (new HttpMethod(declared.Method), declared.PathOf(Id));
        var expected = await AskAsync(Send(method, path));
        foreach (var value in Assert.Some(HostileTexts.OfHeaders))
        {
            string[] names = ["If-None-Match", "X-Other", "id", "limit", "cursor", "sub"];
            foreach (var name in Assert.Some<string>([.. names, .. RequestId().IsMatch(value) ? (string[])[] : ["X-Request-Id"]]))
            {
                var actual = await AskAsync(Send(method, path).With(name, value));

                Assert.Equal(expected.Calls, actual.Calls);
                Assert.Equal(expected.Answer, actual.Answer);
            }
        }
    }

    [Fact]
    public async Task An_If_Match_that_is_not_a_list_of_entity_tags_gets_412()
    {
        var path = AnyRoute.PublicItem.PathOf(Id);
        var expected = await AskAsync(Send(HttpMethod.Get, path));
        foreach (var value in Assert.Some(HostileTexts.OfHeaders))
        {
            var actual = await AskAsync(Send(HttpMethod.Get, path).With("If-Match", value));

            Assert.Equal(expected.Calls, actual.Calls);
            Assert.Equal(
                "412 {\"type\":\"urn:lambdacrud:problem:precondition-failed\",\"title\":\"The precondition does not hold\",\"status\":412,"
                    + $"\"detail\":\"{AnyRoute.PublicItem.Direct!.MismatchDetail}\","
                    + "\"code\":\"precondition-failed\",\"requestId\":\"-\"}",
                actual.Answer);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-amz-json-1.0")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_never_reaches_DynamoDB(string mediaType)
    {
        const string body = """{"TableName":"Other","Item":{"pk":{"S":"x"}}}""";
        var path = DeclaredRoutes.OnDynamoDb.First(route => route.Direct!.Name == "PutItem").PathOf(Id);
        var expected = await AskAsync(Send(HttpMethod.Put, path));

        Assert.Equal(expected.Calls, (await AskAsync(Send(HttpMethod.Put, path, body))).Calls);
        var refused = await storefront.Api.Shopper.SendAsync(Send(HttpMethod.Put, path, body, mediaType));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.Empty(storefront.DynamoDb.TakeCalls());
    }

    [Theory]
    [InlineData("GET", "/products/ID", """{"TableName": "Table", "Key": {"pk": {"S": "PRODUCT#ID"}, "sk": {"S": "PRODUCT"}}}""")]
    [InlineData("GET", "/favorites?limit=007&cursor=ID", """
        {
          "TableName": "Table",
          "KeyConditionExpression": "pk = :pk AND begins_with(sk, :sk)",
          "ExpressionAttributeValues": {":pk": {"S": "CUSTOMER#SUB"}, ":sk": {"S": "FAVORITE#"}},
          "ExclusiveStartKey": {"pk": {"S": "CUSTOMER#SUB"}, "sk": {"S": "FAVORITE#ID"}},
          "Limit": 8
        }
        """)]
    [InlineData("PUT", "/favorites/ID", """
        {
          "TableName": "Table",
          "Item": {"pk": {"S": "CUSTOMER#SUB"}, "sk": {"S": "FAVORITE#ID"}, "productId": {"S": "ID"}, "addedAt": {"S": "-"}},
          "ConditionExpression": "attribute_not_exists(pk)"
        }
        """)]
    [InlineData("DELETE", "/favorites/ID", """{"TableName": "Table", "Key": {"pk": {"S": "CUSTOMER#SUB"}, "sk": {"S": "FAVORITE#ID"}}}""")]
    public async Task A_valid_request_makes_exactly_the_expected_call_to_DynamoDB(string method, string path, string expected)
    {
        var json = JsonNode.Parse(Filled(expected))!.ToJsonString();

        Assert.Equal([json], (await AskAsync(Send(new HttpMethod(method), Filled(path)))).Calls);

        string Filled(string text) =>
            text.Replace("ID", Id, StringComparison.Ordinal).Replace("SUB", storefront.Api.ShopperSubject, StringComparison.Ordinal);
    }

    /// <summary>The calls to DynamoDB, and the answer without the parts that differ for each request.</summary>
    private async Task<(IReadOnlyList<string> Calls, string Answer)> AskAsync(HttpRequestMessage request)
    {
        storefront.DynamoDb.TakeCalls();
        var response = await storefront.Api.Shopper.SendAsync(request);
        var calls = storefront.DynamoDb.TakeCalls()
            .Select(call => AddedAt().Replace(call.Json.ToJsonString(), "\"addedAt\":{\"S\":\"-\"}"));
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(response.Header("x-amzn-RequestId"), response.Header("X-Request-Id"));
        Assert.False(response.Headers.Contains("X-Injected"));
        Assert.True(body.Length == 0 || JsonNode.Parse(body) is JsonObject);
        return ([.. calls], $"{(int)response.StatusCode} {body.Replace(response.Header("X-Request-Id"), "-", StringComparison.Ordinal)}");
    }

    [GeneratedRegex("""
        "addedAt":\{"S":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"\}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex AddedAt();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,128}\z")]
    private static partial Regex RequestId();
}
