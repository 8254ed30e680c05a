using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;
using LambdaCrud.Tests.Orders;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests;

/// <summary>The texts of all refusals. Each says what is wrong or what to do.</summary>
public sealed class RefusalTextTests : IDisposable
{
    private const string AnOrder = $$"""{"lines":[{"productId":"{{TestApi.Id}}","quantity":2}]}""";
    private const string OtherId = "0193517a-5d4c-7c1e-9a9f-000000000002";

    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public RefusalTextTests() => _api = new TestApi(_wire);

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData("ProductInput", """{"name":"","category":"?","price":{"amount":-1,"currency":"?"},"stock":-1}""",
        "#/name length Must have 1 to 200 characters.",
        "#/category pattern Must be 1 to 50 characters of a-z, 0-9 and hyphen.",
        "#/price/amount range Must be 0 to 9999999999.",
        "#/price/currency currency Must be a currency code of ISO 4217 in capital letters.",
        "#/stock range Must be 0 to 1000000000.")]
    [InlineData("ProductInput", "{}",
        "#/name required Must be given.",
        "#/category required Must be given.",
        "#/price required Must be given.",
        "#/stock required Must be given.")]
    [InlineData("ProductInput", """{"name":"N","name":"N","category":"c","price":7,"stock":1,"tags":{},"colour":"red"}""",
        "#/name duplicate Must not be given twice.",
        "#/price wrong-type Must be an object.",
        "#/tags wrong-type Must be an array.",
        "# unknown-member May only have the members name, description, category, price, stock, tags.")]
    [InlineData("ProductInput", """{"name":1,"category":"c","price":{"amount":1,"currency":"EUR"},"stock":1.5,"tags":["","t"]}""",
        "#/name wrong-type Must be a string.",
        "#/stock wrong-type Must be a whole number, without fraction and exponent, that fits into 64 bits.",
        "#/tags/0 length Must have 1 to 40 characters.")]
    [InlineData("StockAdjustment", """{"delta":0}""", "#/delta zero Must not be 0.")]
    [InlineData("StockAdjustment", """{"delta":1000001}""", "#/delta range Must be -1000000 to 1000000.")]
    [InlineData("OrderInput", """{"lines":[]}""", "#/lines length Must have 1 to 50 items.")]
    [InlineData("OrderInput", """{"lines":[{"productId":"x","quantity":0},{"productId":"x","quantity":1}]}""",
        "#/lines duplicate Must not name a product twice.",
        "#/lines/0/productId pattern Must be a UUID in lower case with hyphens.",
        "#/lines/0/quantity range Must be 1 to 999.",
        "#/lines/1/productId pattern Must be a UUID in lower case with hyphens.")]
    public void The_error_of_a_body_rule_describes_the_valid_values(string shape, string body, params string[] errors) =>
        Assert.Equal(errors, Check(shape, body));

    [Fact]
    public void The_error_of_a_length_without_a_minimum_names_only_the_maximum()
    {
        Assert.Equal(
            [
                "#/description length Must have at most 4000 characters.",
                "#/tags length Must have at most 20 items.",
            ],
            Check("ProductInput", $$"""
                {"name":"N","description":"{{new string('d', 4001)}}","category":"c","price":{"amount":1,"currency":"EUR"},"stock":1,
                 "tags":[{{string.Join(',', Enumerable.Repeat("\"t\"", 21))}}]}
                """));
    }

    [Theory]
    [InlineData(48, 49)]
    [InlineData(49, 50)]
    [InlineData(50, 50)]
    [InlineData(60, 50)]
    public void The_check_of_a_body_names_at_most_50_errors(int wrongTags, int named)
    {
        // The number of tags is wrong, too.
        var tags = string.Join(',', Enumerable.Repeat("7", wrongTags));

        Assert.Equal(
            named,
            Check("ProductInput", $$"""{"tags":[{{tags}}],"name":"N","category":"c","price":{"amount":1,"currency":"EUR"},"stock":1}""").Count());
    }

    public static TheoryData<string, string, string> Requests => new()
    {
        { "GET /products?limit=0", "", "Must be a whole number from 1 to 100." },
        { "GET /products?category=K", "", "Must be 1 to 50 characters of a-z, 0-9 and hyphen." },
        { "GET /products?category=k&sort=size", "", "Must be name, price or -price." },
        { "GET /products?sort=price", "", "Needs a category, because products are sorted only within a category." },
        {
            "GET /products?cursor=x", "",
            "Start again without a cursor. A cursor is valid for at most 24 hours, and only for one list and one order."
        },
        { "POST /products", "", "The request must have a body." },
        { "POST /products", "{", "Must be one JSON document of valid Unicode with at most 64 levels of nesting." },
        { "POST /products", "\"\ufffd\"", "Must be valid UTF-8. To send the character U+FFFD itself, write \\ufffd." },
        { "POST /products", new string(' ', 65_537), "The body of this request may have at most 65536 bytes." },
        { "PATCH /products/{id}", "{}", "The body of this request must be application/merge-patch+json." },
        { "PUT /products/{id}", "{}", "Send If-Match to replace a product, or If-None-Match: * to create one." },
        { "POST /products/batch", "{}", "Must be an array." },
        { "POST /products/batch", "[]", "Must have 1 to 100 items." },
        { "POST /products/batch", new string(' ', 1_048_577), "The body of this request may have at most 1048576 bytes." },
        {
            "POST /orders", AnOrder,
            "Send the header Idempotency-Key once, with 1 to 255 visible ASCII characters. Use a new key for each request, such as a UUID."
        },
        { "GET /orders?status=lost", "", "Must be placed, shipped or cancelled." },
        { "GET /orders?customerId=a b", "", "Must be the sub of a user: 1 to 128 letters, digits and hyphens." },
        { "POST /orders/{id}/ship", "", "Must be given, because orders are stored by customer." },
        { "POST /orders/{id}/ship?customerId=a b", "", "Must be the sub of a user: 1 to 128 letters, digits and hyphens." },
        { "POST /orders/{id}/cancel?customerId=another", "", "There is no order with this id." },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_refusal_without_a_call_to_DynamoDB_says_what_is_wrong_or_what_to_do(string request, string body, string text) =>
        Assert.Equal(text, TextOf(await Send(request, body)));

    [Fact]
    public async Task The_refusal_of_an_invalid_id_describes_a_valid_id()
    {
        var request = TestApi.AsAdmin(TestApi.Request("DELETE", "/products/{id}"));
        request.PathParameters["id"] = "7";

        Assert.Equal(
            "A product's id is a UUID in lower case with hyphens.", TextOf(await _api.Functions.DeleteProduct("7", request, _api.Context)));
        Assert.Equal("An order's id is a UUID in lower case with hyphens.", TextOf(await _api.Orders.GetOrder("7", request, _api.Context)));
    }

    [Theory]
    [InlineData(nameof(Access.SignedIn), null, "This route needs a signed-in user.")]
    [InlineData(nameof(Access.CatalogAdmins), null, "This route needs a signed-in user.")]
    [InlineData(nameof(Access.CatalogAdmins), "shoppers", "This route needs the group catalog-admins.")]
    [InlineData(nameof(Access.Partners), "catalog-admins", "This route needs an API key in the header X-API-Key.")]
    public async Task The_refusal_of_a_caller_says_what_the_route_needs(string access, string? groups, string text)
    {
        var request = TestApi.Request("GET", "/x");
        if (groups is not null)
            TestApi.WithGroups(request, groups);

        Assert.Equal(text, TextOf(await _api.Endpoint.RunAsync(
            TestRoute.For(TestRoute.AccessOf(access)), request, _api.Context, _ => Task.FromResult(new Reply(204)))));
    }

    [Fact]
    public async Task The_refusal_of_a_list_of_other_customers_orders_says_who_may_list_them()
    {
        var request = TestApi.WithGroups(TestApi.Request("GET", "/orders"), groups: null);
        request.QueryStringParameters = new Dictionary<string, string> { ["customerId"] = "another" };

        Assert.Equal(
            "Only members of the group catalog-admins may list the orders of other customers.",
            TextOf(await _api.Orders.ListOrders(request, _api.Context)));
    }

    [Fact]
    public async Task The_refusal_for_a_missing_or_changed_resource_names_the_kind_of_resource()
    {
        _wire.Answers("GetItem").Answers("GetItem", TestApi.Stored).Answers("GetItem", $$"""{"Item":{{StoredOrder.Item()}}}""");
        _wire.Answers("Scan");

        Assert.Equal("There is no product with this id.", TextOf(await _api.Delete()));
        Assert.Equal("The product is not in the state the request asks for.", TextOf(await _api.Delete(("If-Match", "\"x\""))));
        Assert.Equal(
            "The order is not in the state the request asks for.",
            TextOf(await Send("POST /orders/{id}/cancel", "", ("If-Match", "\"x\""))));
        Assert.Equal(
            "The resource is not in the state the request asks for.", TextOf(await Send("GET /products", "", ("If-Match", "\"x\""))));
    }

    [Fact]
    public async Task The_refusal_of_an_order_says_what_is_wrong_with_each_line()
    {
        var other = TestApi.StoredItem.Replace(TestApi.Id, OtherId, StringComparison.Ordinal).Replace("EUR", "USD", StringComparison.Ordinal);
        var both = AnOrder.Replace("]}", $$""",{"productId":"{{OtherId}}","quantity":1}]}""", StringComparison.Ordinal);
        _wire.Answers("PutItem").Answers("BatchGetItem", """{"Responses":{"the-table":[]}}""").Answers("UpdateItem");
        _wire.Answers("PutItem")
            .Answers("BatchGetItem", $$$"""{"Responses":{"the-table":[{{{other}}},{{{TestApi.StoredItem}}}]}}""").Answers("UpdateItem");

        var unknown = await Send("POST /orders", AnOrder, ("Idempotency-Key", "k"));
        var mixed = await Send("POST /orders", both, ("Idempotency-Key", "k"));

        Assert.Equal("There is no product with this id.", TextOf(unknown));
        Assert.Equal("Place a separate order for each currency.", (string?)mixed.Json()["detail"]);
        Assert.Equal(
            "The currency of this product differs from the currency of the first line.",
            (string?)mixed.Json()["errors"]!.AsArray().Single()!["detail"]);
    }

    [Theory]
    [InlineData("k", "The store is busy. Repeat the request with the same Idempotency-Key to store the missing products.")]
    [InlineData(null, "The store is busy. It is not known whether this product was stored. Check before you send it again.")]
    public async Task The_result_of_a_batch_item_that_may_not_be_stored_says_what_to_do(string? key, string text)
    {
        if (key is not null)
            _wire.Answers("PutItem");
        _wire.Fails("BatchWriteItem", "ThrottlingException");
        if (key is not null)
            _wire.Answers("UpdateItem");

        var response = await Send("POST /products/batch", $"[{TestApi.ValidBody}]", key is null ? [] : [("Idempotency-Key", key)]);

        using var results = JsonDocument.Parse(response.Body);
        Assert.Equal(text, results.RootElement[0].GetProperty("problem").GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_refusal_during_an_outage_says_that_the_store_is_busy()
    {
        _wire.Fails("GetItem", "InternalServerError", HttpStatusCode.InternalServerError);

        Assert.Equal("The store did not answer in time or is busy.", TextOf(await _api.Delete()));
    }

    private static IEnumerable<string> Check(string shape, string body)
    {
        JsonTypeInfo type = shape switch
        {
            "ProductInput" => ApiJson.Default.ProductInput,
            "StockAdjustment" => ApiJson.Default.StockAdjustment,
            _ => ApiJson.Default.OrderInput,
        };
        using var document = JsonDocument.Parse(body);
        return BodyContract.Check(document.RootElement, type).Select(error => $"{error.JsonPointer} {error.Code} {error.Detail}");
    }

    /// <summary>The detail of the only error, or else the detail of the problem.</summary>
    private static string? TextOf(APIGatewayProxyResponse response) =>
        (string?)(response.Json()["errors"]?.AsArray().Single()!["detail"] ?? response.Json()["detail"]);

    /// <summary>Sends an administrator's request with a JSON body.</summary>
    private Task<APIGatewayProxyResponse> Send(string requestLine, string body, params (string, string)[] headers)
    {
        var parts = requestLine.Split([' ', '?'], 3);
        var request = TestApi.AsAdmin(TestApi.Request(parts[0], parts[1], body, [TestApi.Json, .. headers]));
        request.QueryStringParameters = parts.Length < 3
            ? null
            : parts[2].Split('&').Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1]);
        return $"{parts[0]} {parts[1]}" switch
        {
            "GET /products" => _api.Functions.ListProducts(request, _api.Context),
            "POST /products" => _api.Functions.CreateProduct(request, _api.Context),
            "PATCH /products/{id}" => _api.Functions.PatchProduct(TestApi.Id, request, _api.Context),
            "PUT /products/{id}" => _api.Functions.ReplaceProduct(TestApi.Id, request, _api.Context),
            "POST /products/batch" => _api.Batches.CreateProducts(request, _api.Context),
            "GET /orders" => _api.Orders.ListOrders(request, _api.Context),
            "POST /orders" => _api.Orders.PlaceOrder(request, _api.Context),
            "POST /orders/{id}/ship" => _api.Orders.ShipOrder(StoredOrder.Id, request, _api.Context),
            "POST /orders/{id}/cancel" => _api.Orders.CancelOrder(StoredOrder.Id, request, _api.Context),
            _ => throw new ArgumentOutOfRangeException(nameof(requestLine), requestLine, null),
        };
    }
}
