using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>The cache as clients see it, see docs/caching.md.</summary>
public sealed class ProductionCacheTests(ProductionStorefront storefront) : IClassFixture<ProductionStorefront>
{
    private readonly string _category = $"c-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_cached_product_does_not_change_when_the_stored_product_changes()
    {
        var product = await storefront.CreateAsync("Before");
        await GetAsync(product.Path);

        var changed = await RenameAsync(product, "After");

        Assert.Equal("Before", (await (await GetAsync(product.Path)).JsonAsync()).Text("name"));
        Assert.NotEqual(product.ETag, changed.ETag());
    }

    [Fact]
    public async Task The_access_log_has_no_integration_latency_for_an_answer_from_the_cache()
    {
        var product = await storefront.CreateAsync();

        var (first, second) = (await GetAsync(product.Path), await GetAsync(product.Path));

        Assert.Matches("^[0-9]+$", (await storefront.AccessLogOf(first)).Text("integrationLatencyMs"));
        var hit = await storefront.AccessLogOf(second);
        Assert.Equal(("200", "-"), (hit.Text("status"), hit.Text("integrationLatencyMs")));
    }

    /// <summary>
    /// The cache key has only the route's own parameters. If the cache stored a refusal of another parameter, every client would get it.
    /// </summary>
    [Fact]
    public async Task A_request_with_an_unknown_parameter_leaves_no_refusal_in_the_cache()
    {
        var product = await storefront.CreateAsync(category: _category);
        foreach (var path in new[] { product.Path, $"/products?category={_category}", "/feed/products?limit=7" })
        {
            var key = ("X-API-Key", storefront.ApiKey);
            var strange = await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}catgory=x", key);
            var plain = await GetAsync(path, key);

            Assert.Equal((path, HttpStatusCode.OK, HttpStatusCode.OK), (path, strange.StatusCode, plain.StatusCode));
            Assert.Equal(await strange.Content.ReadAsStringAsync(), await plain.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Routes_that_are_not_cached_refuse_an_unknown_parameter_in_production()
    {
        foreach (var path in new[] { "/favorites?x=1", "/orders?x=1", $"/orders/{Guid.CreateVersion7()}?x=1", "/health?x=1" })
            await (await storefront.Admin.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Fact]
    public async Task Each_product_has_its_own_cache_entry()
    {
        var (one, other) = (await storefront.CreateAsync("One"), await storefront.CreateAsync("Other"));

        await GetAsync(one.Path);

        Assert.Equal("Other", (await (await GetAsync(other.Path)).JsonAsync()).Text("name"));
    }

    [Fact]
    public async Task The_cache_answers_each_conditional_request_for_its_own_condition()
    {
        var product = await storefront.CreateAsync();
        await GetAsync(product.Path);

        var unchanged = await GetAsync(product.Path, ("If-None-Match", product.ETag));
        var full = await GetAsync(product.Path);
        var otherTag = await GetAsync(product.Path, ("If-None-Match", "\"another\""));
        var mismatch = await GetAsync(product.Path, ("If-Match", "\"another\""));

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(product.ETag, unchanged.ETag());
        Assert.Equal(HttpStatusCode.OK, full.StatusCode);
        Assert.Equal(HttpStatusCode.OK, otherTag.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, mismatch.StatusCode);
    }

    [Fact]
    public async Task The_cache_keeps_a_304_after_the_product_has_changed()
    {
        var product = await storefront.CreateAsync();
        await GetAsync(product.Path, ("If-None-Match", product.ETag));

        await RenameAsync(product, "After");

        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(product.Path, ("If-None-Match", product.ETag))).StatusCode);
    }

    [Fact]
    public async Task The_cache_keeps_a_404_after_the_product_has_been_created()
    {
        var path = $"/products/{Guid.CreateVersion7()}";
        await GetAsync(path);

        var created = await storefront.Admin.SendAsync(Send(HttpMethod.Put, path, """
            {"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}
            """).With("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_cache_keeps_a_separate_list_for_each_combination_of_parameters()
    {
        await storefront.CreateAsync("A", category: _category, amount: 1);
        await NamesAsync("");

        await storefront.CreateAsync("B", category: _category, amount: 2);

        Assert.Equal(["A"], await NamesAsync(""));
        Assert.Equal(["B", "A"], await NamesAsync("&sort=-price"));
        Assert.Equal(["A", "B"], await NamesAsync("&limit=50"));
    }

    [Fact]
    public async Task A_request_for_a_fresh_answer_gets_the_cached_answer_and_a_Warning_header()
    {
        var product = await storefront.CreateAsync("Before");
        await GetAsync(product.Path);
        await RenameAsync(product, "After");

        var response = await GetAsync(product.Path, ("Cache-Control", "max-age=0"));

        Assert.Equal("Before", (await response.JsonAsync()).Text("name"));
        Assert.StartsWith("199 ", response.Header("Warning"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cached_product_has_Cache_Control_no_cache()
    {
        var product = await storefront.CreateAsync();

        Assert.Equal("no-cache", (await GetAsync(product.Path)).Header("Cache-Control"));
        Assert.Equal("no-cache", (await GetAsync(product.Path)).Header("Cache-Control"));
    }

    [Fact]
    public async Task A_request_with_X_Request_Id_gets_its_own_id_back_and_not_a_cached_one()
    {
        var product = await storefront.CreateAsync();
        await GetAsync(product.Path, ("X-Request-Id", "first"));

        Assert.Equal("second", (await GetAsync(product.Path, ("X-Request-Id", "second"))).Header("X-Request-Id"));
        Assert.NotEqual("first", (await GetAsync(product.Path)).Header("X-Request-Id"));
    }

    [Fact]
    public async Task A_cached_page_of_the_feed_still_requires_an_API_key()
    {
        var first = await GetAsync("/feed/products?limit=1", ("X-API-Key", storefront.ApiKey));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("/feed/products?limit=1")).StatusCode);
        Assert.Equal(
            await first.Content.ReadAsStringAsync(),
            await (await GetAsync("/feed/products?limit=1", ("X-API-Key", storefront.ApiKey))).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_list_of_orders_is_never_cached()
    {
        var product = await storefront.CreateAsync();
        using var shopper = storefront.As($"shopper-{Guid.NewGuid():N}");
        await shopper.GetAsync("/orders");

        var order = await shopper.SendAsync(
            Send(HttpMethod.Post, "/orders", $$"""{"lines": [{"productId": "{{product.Id}}", "quantity": 1}]}""")
                .With("Idempotency-Key", $"{Guid.NewGuid()}"));

        Assert.Equal(HttpStatusCode.Created, order.StatusCode);
        Assert.Single((await (await shopper.GetAsync("/orders")).JsonAsync())["items"]!.AsArray());
    }

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        storefront.Anonymous.SendAsync(
            headers.Aggregate(Send(HttpMethod.Get, path), (request, header) => request.With(header.Name, header.Value)));

    private async Task<HttpResponseMessage> RenameAsync(CreatedProduct product, string name)
    {
        var response = await storefront.Admin.SendAsync(
            Send(HttpMethod.Patch, product.Path, new JsonObject { ["name"] = name }.ToJsonString(), "application/merge-patch+json"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private async Task<IEnumerable<string>> NamesAsync(string parameters) =>
        (await (await GetAsync($"/products?category={_category}{parameters}")).JsonAsync())["items"]!.AsArray()
        .Select(item => (string)item!["name"]!);
}
