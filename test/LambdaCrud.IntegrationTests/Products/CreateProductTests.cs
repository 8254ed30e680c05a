using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class CreateProductTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task The_reply_to_a_created_product_has_201_a_Location_and_an_entity_tag()
    {
        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products", """
            {"name": "Ægir mug", "description": "Holds \"0.3\" l\n", "category": "kitchen", "price": {"amount": 1250, "currency": "EUR"}, "stock": 7, "tags": ["blue", "blue", "stoneware"]}
            """));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var product = await response.JsonAsync();
        Assert.Equal(["id", "name", "description", "category", "price", "stock", "tags", "createdAt", "updatedAt", "version"], product.Select(member => member.Key));
        Assert.Equal("Ægir mug", product.Text("name"));
        Assert.Equal("Holds \"0.3\" l\n", product.Text("description"));
        Assert.Equal("""{"amount":1250,"currency":"EUR"}""", product["price"]!.ToJsonString());
        Assert.Equal("""["blue","blue","stoneware"]""", product["tags"]!.ToJsonString());
        Assert.Equal(7, product["stock"]!.GetValue<int>());
        Assert.Equal(0, product["version"]!.GetValue<int>());
        Assert.Equal(product.Text("createdAt"), product.Text("updatedAt"));
        Assert.Equal($"/products/{product.Text("id")}", response.Location());
        Assert.Matches("^\"[0-9]{17}-0\"$", response.ETag());
    }

    [Fact]
    public async Task A_new_product_has_a_UUID_of_version_7_as_its_id()
    {
        var product = await storefront.CreateAsync();

        Assert.Equal(7, Guid.ParseExact(product.Id, "D").Version);
    }

    [Fact]
    public async Task Absent_optional_members_stay_absent_and_tags_are_an_empty_list()
    {
        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products", """
            {"name": "Plain", "category": "plain", "price": {"amount": 1, "currency": "USD"}, "stock": 0}
            """));

        var product = await response.JsonAsync();
        Assert.False(product.ContainsKey("description"));
        Assert.Equal("[]", product["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task A_400_reports_every_error_of_a_body_with_its_pointer()
    {
        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products", """
            {"name": "", "category": "Not A Category", "price": {"amount": -1, "currency": "EURO"}, "stock": -1, "tags": ["ok", ""]}
            """));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        var pointers = problem["errors"]!.AsArray().Select(error => error!.AsObject().Text("pointer"));
        Assert.Equal(["#/category", "#/name", "#/price/amount", "#/price/currency", "#/stock", "#/tags/1"], pointers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_over_64_KiB_gets_413()
    {
        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products", """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""".PadRight(64 * 1024 + 1)));

        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task Texts_of_the_maximum_length_are_stored_completely()
    {
        var body = new JsonObject
        {
            ["name"] = string.Concat(Enumerable.Repeat("é", 200)),
            ["description"] = string.Concat(Enumerable.Repeat("😀", 4_000)),
            ["category"] = new string('a', 50),
            ["price"] = new JsonObject { ["amount"] = 9_999_999_999, ["currency"] = "EUR" },
            ["stock"] = 0,
            ["tags"] = new JsonArray([.. Enumerable.Range(0, 20).Select(n => (JsonNode)$"{n:00}{new string('t', 38)}")]),
        };

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products", body.ToJsonString()));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var product = await (await storefront.Anonymous.GetAsync(response.Location())).JsonAsync();
        foreach (var (name, value) in Assert.Some(body))
            Assert.True(JsonNode.DeepEquals(value, product[name]), name);
    }
}
