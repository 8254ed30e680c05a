using System.Text.Json.Nodes;
using System.Web;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

public sealed class ListProductsTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public void Dispose() => _wire.Dispose();

    public ListProductsTests() => _api = new TestApi(_wire);

    [Fact]
    public async Task The_list_of_a_category_is_a_Query_of_its_partition_by_name()
    {
        _wire.Answers("Query", Page(1, 2));

        var response = await _api.List(("category", "kitchen"));

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("no-cache", response.Headers["Cache-Control"]);
        ExpectSent(0, """
            {
              "ExpressionAttributeNames": {"#category": "category"},
              "ExpressionAttributeValues": {":category": {"S": "kitchen"}},
              "IndexName": "byCategoryAndName",
              "KeyConditionExpression": "#category = :category",
              "Limit": 21,
              "ScanIndexForward": true,
              "TableName": "the-table"
            }
            """);
        Assert.Equal(["P1", "P2"], Names(response));
    }

    [Theory]
    [InlineData("name", "byCategoryAndName", true)]
    [InlineData("price", "byCategoryAndPrice", true)]
    [InlineData("-price", "byCategoryAndPrice", false)]
    public async Task The_sort_parameter_selects_an_index_and_a_direction(string sort, string index, bool forward)
    {
        _wire.Answers("Query", Page());

        await _api.List(("category", "kitchen"), ("sort", sort));

        Assert.Equal(index, (string?)_wire.Calls[0].Body["IndexName"]);
        Assert.Equal(forward, (bool?)_wire.Calls[0].Body["ScanIndexForward"]);
    }

    [Fact]
    public async Task The_list_of_all_products_is_a_Scan_of_the_sparse_index_and_not_of_the_table()
    {
        _wire.Answers("Scan", Page(1));

        await _api.List();

        ExpectSent(0, """{"IndexName": "byCategoryAndName", "Limit": 21, "TableName": "the-table"}""");
    }

    [Fact]
    public async Task A_page_has_as_many_products_as_the_limit_and_the_next_page_starts_after_the_last_one()
    {
        _wire.Answers("Query", Page([1, 2, 3], more: true)).Answers("Query", Page(3));

        var first = await _api.List(("category", "kitchen"), ("limit", "2"));
        var second = await _api.List(("category", "kitchen"), ("limit", "2"), ("cursor", Cursor(first)));

        Assert.Equal(["P1", "P2"], Names(first));
        Assert.Equal(["P3"], Names(second));
        Assert.Equal(3, (int?)_wire.Calls[0].Body["Limit"]);
        ExpectKey(1, """
            {
              "pk": {"S": "PRODUCT#00000000-0000-7000-8000-000000000002"}, "sk": {"S": "PRODUCT"},
              "category": {"S": "kitchen"}, "sortName": {"S": "p2"}
            }
            """);
    }

    [Fact]
    public async Task The_position_in_a_list_sorted_by_price_contains_the_price()
    {
        _wire.Answers("Query", Page([1, 2], more: true)).Answers("Query", Page());

        var first = await _api.List(("category", "kitchen"), ("sort", "-price"), ("limit", "1"));
        await _api.List(("category", "kitchen"), ("sort", "-price"), ("limit", "1"), ("cursor", Cursor(first)));

        ExpectKey(1, """
            {
              "pk": {"S": "PRODUCT#00000000-0000-7000-8000-000000000001"}, "sk": {"S": "PRODUCT"},
              "category": {"S": "kitchen"}, "priceAmount": {"N": "100"}
            }
            """);
    }

    [Fact]
    public async Task A_full_last_page_has_no_cursor_and_no_link()
    {
        _wire.Answers("Query", Page(1, 2));

        var response = await _api.List(("category", "kitchen"), ("limit", "2"));

        Assert.Equal(["P1", "P2"], Names(response));
        Assert.Lacks("nextCursor", response.Json().Select(member => member.Key));
        Assert.Lacks("Link", response.Headers.Keys);
    }

    [Fact]
    public async Task A_page_that_DynamoDB_ended_early_leaves_one_product_for_the_next_page()
    {
        _wire.Answers("Query", Page([1, 2, 3], more: true));

        var response = await _api.List(("category", "kitchen"), ("limit", "50"));

        Assert.Equal(["P1", "P2"], Names(response));
        Assert.NotNull(Cursor(response));
    }

    [Fact]
    public async Task A_page_that_DynamoDB_ended_after_at_most_one_product_has_a_cursor_to_where_it_ended()
    {
        _wire.Answers("Scan", Page([], more: true)).Answers("Scan", Page([1], more: true)).Answers("Scan", Page(2));

        var empty = await _api.List();
        var one = await _api.List(("cursor", Cursor(empty)));
        var last = await _api.List(("cursor", Cursor(one)));

        Assert.Equal([], Names(empty));
        Assert.Equal(["P1"], Names(one));
        Assert.Equal(["P2"], Names(last));
        const string End = """{"pk": {"S": "PRODUCT#x"}, "sk": {"S": "PRODUCT"}, "category": {"S": "kitchen"}, "sortName": {"S": "x"}}""";
        ExpectKey(1, End);
        ExpectKey(2, End);
    }

    [Fact]
    public async Task A_list_without_matching_products_is_empty()
    {
        _wire.Answers("Query", Page());

        Assert.Equal("""{"items":[]}""", (await _api.List(("category", "none"))).Body);
    }

    [Fact]
    public async Task The_link_to_the_next_page_of_products_keeps_the_parameters_and_has_no_path()
    {
        _wire.Answers("Query", Page([1, 2], more: true));

        var response = await _api.List(("category", "kitchen"), ("sort", "-price"), ("limit", "1"));

        Assert.Equal($"<?category=kitchen&sort=-price&limit=1&cursor={Cursor(response)}>; rel=\"next\"", response.Headers["Link"]);
        var next = new Uri(new Uri("https://api.example/Prod/products?category=kitchen"), response.Headers["Link"].Split('<', '>')[1]);
        Assert.Equal("/Prod/products", next.AbsolutePath);
        Assert.Equal("kitchen", HttpUtility.ParseQueryString(next.Query)["category"]);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("100", true)]
    [InlineData("0", false)]
    [InlineData("101", false)]
    [InlineData("-5", false)]
    [InlineData("+5", false)]
    [InlineData(" 5", false)]
    [InlineData("1e1", false)]
    [InlineData("5.0", false)]
    [InlineData("", false)]
    [InlineData("99999999999", false)]
    public async Task The_limit_of_a_list_of_products_is_1_to_100(string limit, bool valid)
    {
        if (valid)
            _wire.Answers("Scan", Page());

        var response = await _api.List(("limit", limit));

        Assert.Equal(valid ? 200 : 400, response.StatusCode);
        if (!valid)
            Assert.Equal(["limit range"], response.Errors());
    }

    [Fact]
    public async Task A_list_of_products_with_wrong_parameters_gets_an_error_for_each_of_them()
    {
        var response = await _api.List(("category", "Küche"), ("limit", "x"), ("sort", "size"));

        Assert.Equal("invalid-parameter", response.Problem());
        Assert.Equal(["category pattern", "limit range", "sort unknown"], response.Errors());
    }

    [Fact]
    public async Task A_sort_without_a_category_is_refused_with_the_reason()
    {
        var response = await _api.List(("sort", "price"));

        Assert.Equal(["sort needs-category"], response.Errors());
        Assert.Contains("within a category", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_products_with_an_unknown_parameter_gets_400_before_anything_is_read()
    {
        var response = await _api.List(("catgory", "kitchen"));

        Assert.Equal("invalid-parameter", response.Problem());
        Assert.Equal(
            "This route takes only the query parameters category, sort, limit, cursor.", (string?)response.Json()["errors"]![0]!["detail"]);
    }

    [Fact]
    public async Task A_limit_with_a_null_character_is_refused() =>
        Assert.Equal(["limit range"], (await _api.List(("limit", "5\0"))).Errors());

    [Theory]
    [InlineData("category", "garden", "sort", "name")]
    [InlineData("category", "kitchen", "sort", "price")]
    [InlineData("category", "kitchen", "sort", "-price")]
    [InlineData("category", "garden", "limit", "1")]
    public async Task A_cursor_of_another_list_of_products_gets_400(string name1, string value1, string name2, string value2)
    {
        _wire.Answers("Query", Page([1, 2], more: true));
        var cursor = Cursor(await _api.List(("category", "kitchen"), ("limit", "1")));

        var response = await _api.List((name1, value1), (name2, value2), ("cursor", cursor));

        Assert.Equal("invalid-cursor", response.Problem());
        Assert.Equal(400, response.StatusCode);
    }

    [Fact]
    public async Task A_cursor_is_also_valid_with_another_limit_and_with_the_default_sort_in_the_query()
    {
        _wire.Answers("Query", Page([1, 2], more: true)).Answers("Query", Page(2));
        var cursor = Cursor(await _api.List(("category", "kitchen"), ("limit", "1")));

        Assert.Equal(200, (await _api.List(("category", "kitchen"), ("sort", "name"), ("limit", "9"), ("cursor", cursor))).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("""{"pk":{"S":"PRODUCT#1"}}""")]
    public async Task A_cursor_that_belongs_to_no_list_is_refused(string cursor)
    {
        Assert.Equal("invalid-cursor", (await _api.List(("cursor", cursor))).Problem());
        Assert.Empty(_wire.Calls);
    }

    [Fact]
    public async Task A_cursor_expires_after_24_hours()
    {
        _wire.Answers("Scan", Page([1, 2], more: true));
        var cursor = Cursor(await _api.List(("limit", "1")));

        _api.Time.Now += TimeSpan.FromHours(24);

        Assert.Equal("invalid-cursor", (await _api.List(("limit", "1"), ("cursor", cursor))).Problem());
    }

    // The cursor is part of the page.
    [Fact]
    public async Task The_entity_tag_of_a_page_changes_only_when_its_cursor_changes()
    {
        _wire.Answers("Scan", Page([1, 2], more: true)).Answers("Scan", Page([1, 2], more: true)).Answers("Scan", Page([1, 2], more: true));
        var first = await _api.List(("limit", "1"));

        _api.Time.Now += TimeSpan.FromMinutes(39);
        var second = await _api.List(("limit", "1"));
        _api.Time.Now += TimeSpan.FromMinutes(1);
        var third = await _api.List(("limit", "1"));

        Assert.Equal((Cursor(first), first.Headers["ETag"]), (Cursor(second), second.Headers["ETag"]));
        Assert.NotEqual(Cursor(first), Cursor(third));
        Assert.NotEqual(first.Headers["ETag"], third.Headers["ETag"]);
    }

    private static string Cursor(APIGatewayProxyResponse response) => (string)response.Json()["nextCursor"]!;

    private static string[] Names(APIGatewayProxyResponse response) =>
        [.. response.Json()["items"]!.AsArray().Select(item => (string)item!["name"]!)];

    private static string Page(params int[] numbers) => Page(numbers, more: false);

    /// <summary>DynamoDB's answer with the products of these numbers, and a LastEvaluatedKey if there may be more.</summary>
    private static string Page(int[] numbers, bool more)
    {
        var page = new JsonObject { ["Items"] = new JsonArray([.. numbers.Select(number => JsonNode.Parse(Item(number)))]) };
        if (more)
            page["LastEvaluatedKey"] = JsonNode.Parse(
                """{"pk":{"S":"PRODUCT#x"},"sk":{"S":"PRODUCT"},"category":{"S":"kitchen"},"sortName":{"S":"x"}}""");
        return page.ToJsonString();
    }

    private static string Item(int number) => $$"""
        {
          "pk": {"S": "PRODUCT#00000000-0000-7000-8000-00000000000{{number}}"}, "sk": {"S": "PRODUCT"},
          "id": {"S": "00000000-0000-7000-8000-00000000000{{number}}"}, "name": {"S": "P{{number}}"}, "sortName": {"S": "p{{number}}"},
          "category": {"S": "kitchen"}, "priceAmount": {"N": "{{number}}00"}, "priceCurrency": {"S": "EUR"}, "stock": {"N": "1"},
          "tags": {"L": []}, "createdAt": {"S": "2026-11-22T14:29:00.123Z"}, "updatedAt": {"S": "2026-11-22T14:29:00.123Z"},
          "version": {"N": "0"}
        }
        """;

    private void ExpectSent(int call, string expected) => Expect(expected, _wire.Calls[call].Body);

    private void ExpectKey(int call, string expected) => Expect(expected, _wire.Calls[call].Body["ExclusiveStartKey"]!);

    private static void Expect(string expected, JsonNode sent) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());

    [Fact]
    public async Task The_link_has_only_the_parameters_that_the_request_has()
    {
        _wire.Answers("Query", Page([1, 2], more: true));

        var response = await _api.List(("category", "kitchen"));

        Assert.Equal($"<?category=kitchen&cursor={Cursor(response)}>; rel=\"next\"", response.Headers["Link"]);
    }
}
