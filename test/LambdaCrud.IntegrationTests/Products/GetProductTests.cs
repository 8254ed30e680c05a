using System.Net;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class GetProductTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task An_anonymous_client_can_read_a_product()
    {
        var product = await storefront.CreateAsync(name: "Lamp");

        var response = await storefront.Anonymous.GetAsync(product.Path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(product.ETag, response.ETag());
        Assert.Equal("Lamp", (await response.JsonAsync()).Text("name"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("*")]
    public async Task A_client_that_has_the_current_product_gets_304_without_a_body(string ifNoneMatch)
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Anonymous.SendAsync(
            Send(HttpMethod.Get, product.Path).With("If-None-Match", string.Format(null, ifNoneMatch, product.ETag)));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(product.ETag, response.ETag());
        Assert.True(response.Headers.Contains("Cache-Control"));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_client_that_has_an_old_state_of_a_product_gets_the_product_with_200()
    {
        var product = await storefront.CreateAsync();
        await storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 1}"""));

        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, product.Path).With("If-None-Match", product.ETag));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual(product.ETag, response.ETag());
    }

    [Fact]
    public async Task A_compressed_product_and_a_plain_one_have_different_entity_tags_and_both_allow_a_write()
    {
        var product = await storefront.CreateAsync();
        var large = await PatchAsync(product.ETag, new string('x', 2_000));

        var gzip = await GetAsync("gzip");
        var deflate = await GetAsync("deflate");
        var plain = await GetAsync("identity");
        var changed = await PatchAsync(gzip.ETag(), "by the tag of a compressed reply");

        Assert.Equal(["gzip"], gzip.Content.Headers.ContentEncoding);
        Assert.Equal(["deflate"], deflate.Content.Headers.ContentEncoding);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(3, new[] { gzip, deflate, plain }.Select(response => response.ETag()).Distinct().Count());
        Assert.Equal(plain.ETag(), large.ETag());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        Task<HttpResponseMessage> GetAsync(string coding) =>
            storefront.Anonymous.SendAsync(Send(HttpMethod.Get, product.Path).With("Accept-Encoding", coding));
        Task<HttpResponseMessage> PatchAsync(string tag, string description) => storefront.Admin.SendAsync(
            Send(HttpMethod.Patch, product.Path, $$"""{"description": "{{description}}"}""", "application/merge-patch+json")
                .With("If-Match", tag));
    }

    [Fact]
    public async Task An_unknown_product_gets_404()
    {
        var response = await storefront.Anonymous.GetAsync($"/products/{Guid.NewGuid()}");

        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("42")]
    [InlineData("0193A1B2-0000-7000-8000-000000000001")]
    [InlineData("%7B0193a1b2-0000-7000-8000-000000000001%7D")]
    [InlineData("..%2F..")]
    public async Task An_invalid_product_id_gets_400(string id)
    {
        var response = await storefront.Anonymous.GetAsync($"/products/{id}");

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-id");
    }

    [Fact]
    public async Task The_reply_has_the_request_id_of_the_client()
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, product.Path).With("X-Request-Id", "walk-7.a_b"));

        Assert.Equal("walk-7.a_b", response.Header("X-Request-Id"));
    }

    [Fact]
    public async Task A_product_that_is_created_again_with_the_same_id_gets_a_new_entity_tag()
    {
        var path = $"/products/{Guid.CreateVersion7()}";
        const string Body = """{"name": "Again", "category": "again", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""";
        var first = await storefront.Admin.SendAsync(Send(HttpMethod.Put, path, Body).With("If-None-Match", "*"));
        await storefront.Admin.DeleteAsync(path);
        var second = await storefront.Admin.SendAsync(Send(HttpMethod.Put, path, Body).With("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.NotEqual(first.ETag(), second.ETag());
    }

    [Theory]
    [InlineData("{0}", HttpStatusCode.OK)]
    [InlineData("\"other\" , {0}", HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("W/{0}", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"other\"", HttpStatusCode.PreconditionFailed)]
    public async Task A_read_of_a_product_compares_If_Match_strongly(string ifMatch, HttpStatusCode status)
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Anonymous.SendAsync(
            Send(HttpMethod.Get, product.Path).With("If-Match", string.Format(null, ifMatch, product.ETag)));

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.PreconditionFailed)
            await response.ShouldBeProblemAsync(status, "precondition-failed");
    }

    [Fact]
    public async Task A_read_checks_that_the_product_exists_then_If_Match_then_If_None_Match()
    {
        var product = await storefront.CreateAsync();
        var stale = Send(HttpMethod.Get, product.Path).With("If-Match", "\"x\"").With("If-None-Match", product.ETag);
        var missing = Send(HttpMethod.Get, $"/products/{Guid.NewGuid()}").With("If-Match", "\"x\"");

        await (await storefront.Anonymous.SendAsync(stale)).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        await (await storefront.Anonymous.SendAsync(missing)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Header_names_are_case_insensitive()
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Anonymous.SendAsync(
            Send(HttpMethod.Get, product.Path).With("if-none-match", product.ETag).With("X-REQUEST-ID", "walk-8"));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal("walk-8", response.Header("X-Request-Id"));
    }
}
