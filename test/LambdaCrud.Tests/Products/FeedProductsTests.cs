using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

public sealed class FeedProductsTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public FeedProductsTests() => _api = new TestApi(_wire);

    [Theory]
    [InlineData(null, 101)]
    [InlineData("1000", 1001)]
    public async Task The_feed_is_a_Scan_of_the_sparse_index_in_large_pages(string? limit, int read)
    {
        _wire.Answers("Scan", $$"""{"Items":[{{TestApi.StoredItem}}]}""");

        var response = await List(limit);

        Assert.Equal(200, response.StatusCode);
        Assert.Single(response.Json()["items"]!.AsArray());
        var expected = JsonNode.Parse($$"""{"IndexName": "byCategoryAndName", "Limit": {{read}}, "TableName": "the-table"}""");
        Assert.True(JsonNode.DeepEquals(expected, _wire.Calls.Single().Body), _wire.Calls.Single().Body.ToJsonString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public async Task The_limit_of_the_feed_is_1_to_1000(string limit) => Assert.Equal(["limit range"], (await List(limit)).Errors());

    [Fact]
    public async Task An_administrator_without_an_API_key_gets_403_from_the_feed_and_nothing_is_read()
    {
        var request = TestApi.AsAdmin(TestApi.Request("GET", "/feed/products"));

        Assert.Equal("forbidden", (await _api.Feed.ListFeedProducts(request, _api.Context)).Problem());
        Assert.Empty(_wire.Calls);
    }

    // The gateway's cache may give one partner the page that another partner requested.
    [Fact]
    public async Task All_partners_get_the_same_page_of_the_feed()
    {
        const string Page = $$"""{"Items":[{{TestApi.StoredItem}}]}""";
        _wire.Answers("Scan", Page).Answers("Scan", Page);

        var (one, other) = (await List("10", key: "one"), await List("10", key: "other"));

        Assert.Equal(one.Body, other.Body);
        Assert.Equal(one.Headers, other.Headers);
        Assert.Equal(_wire.Calls[0].Body.ToJsonString(), _wire.Calls[1].Body.ToJsonString());
    }

    private Task<APIGatewayProxyResponse> List(string? limit, string key = "key-id")
    {
        var request = TestApi.Request("GET", "/feed/products");
        request.RequestContext.Identity = new APIGatewayProxyRequest.RequestIdentity { ApiKeyId = key, ApiKey = $"the value of {key}" };
        request.QueryStringParameters = limit is null ? null : new Dictionary<string, string> { ["limit"] = limit };
        return _api.Feed.ListFeedProducts(request, _api.Context);
    }
}
