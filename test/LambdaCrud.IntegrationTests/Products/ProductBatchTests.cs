using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class ProductBatchTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task A_batch_creates_100_products_and_each_result_has_a_location()
    {
        var response = await SendAsync([.. Enumerable.Range(0, 100).Select(n => Item($"Batch {n}"))]);

        Assert.Equal(HttpStatusCode.MultiStatus, response.StatusCode);
        var results = await ResultsAsync(response);
        Assert.Equal(100, results.Count);
        Assert.Every(results, result => Assert.Equal(201, result["status"]!.GetValue<int>()));
        foreach (var n in (int[])[0, 24, 25, 99])
        {
            var location = new Uri(response.RequestMessage!.RequestUri!, results[n].Text("location")).AbsolutePath;
            Assert.Equal($"/products/{results[n].Text("id")}", location);
            var product = await (await storefront.Anonymous.GetAsync(location)).JsonAsync();
            Assert.Equal($"Batch {n}", product.Text("name"));
            Assert.Equal(0, product["version"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task An_invalid_item_of_a_batch_gets_its_own_problem_and_the_other_items_are_created()
    {
        var results = await ResultsAsync(await SendAsync(Item("Good"), """{"name": ""}""", "7", Item("Good too")));

        Assert.Equal([201, 400, 400, 201], results.Select(result => result["status"]!.GetValue<int>()));
        Assert.Equal(["status", "problem"], results[1].Select(member => member.Key));
        var problem = results[1]["problem"]!.AsObject();
        Assert.Equal("invalid-body", problem.Text("code"));
        Assert.Equal("#/1/name", problem["errors"]![0]!.AsObject().Text("pointer"));
        Assert.Equal("#/2", results[2]["problem"]!["errors"]![0]!.AsObject().Text("pointer"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task A_batch_that_is_not_an_array_or_is_empty_gets_400(string body)
    {
        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products/batch", body));

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Fact]
    public async Task A_batch_of_more_than_100_items_gets_400() =>
        await (await SendAsync([.. Enumerable.Repeat("{}", 101)])).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

    [Fact]
    public async Task A_repeat_of_a_batch_with_the_same_key_gets_the_same_results_and_creates_nothing()
    {
        var key = Guid.NewGuid().ToString();
        var category = $"b{Guid.NewGuid():n}";

        var first = await SendWithKeyAsync(key, Item("One", category), "{}", Item("Two", category));
        var repeat = await SendWithKeyAsync(key, Item("One", category), "{}", Item("Two", category));
        var other = await SendWithKeyAsync(key, Item("One", category));

        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await repeat.Content.ReadAsStringAsync());
        await other.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        var listed = await (await storefront.Anonymous.GetAsync($"/products?category={category}")).JsonAsync();
        Assert.Equal(2, listed["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Simultaneous_repeats_of_a_batch_create_each_product_once()
    {
        var key = Guid.NewGuid().ToString();
        var category = $"b{Guid.NewGuid():n}";

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => SendWithKeyAsync(key, Item("One", category), Item("Two", category))));

        Assert.Contains(responses, response => response.StatusCode == HttpStatusCode.MultiStatus);
        foreach (var response in Assert.Some(responses))
        {
            if (response.StatusCode != HttpStatusCode.MultiStatus)
                await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, "request-in-progress");
        }

        var listed = await (await storefront.Anonymous.GetAsync($"/products?category={category}")).JsonAsync();
        Assert.Equal(2, listed["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_shopper_who_sends_a_batch_gets_403() =>
        await (await storefront.As("shopper").SendAsync(Send(HttpMethod.Post, "/products/batch", $"[{Item("X")}]")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");

    private static string Item(string name, string category = "things") =>
        $$$"""{"name": "{{{name}}}", "category": "{{{category}}}", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""";

    private Task<HttpResponseMessage> SendAsync(params string[] items) =>
        storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products/batch", $"[{string.Join(',', items)}]"));

    private Task<HttpResponseMessage> SendWithKeyAsync(string key, params string[] items) => storefront.Admin.SendAsync(
        Send(HttpMethod.Post, "/products/batch", $"[{string.Join(',', items)}]").With("Idempotency-Key", key));

    private static async Task<List<JsonObject>> ResultsAsync(HttpResponseMessage response) =>
        [.. JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray().Select(result => result!.AsObject())];
}
