using System.Net;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>The entity tags of lists. With a tag, a client does not receive an unchanged page again.</summary>
public sealed class ListTagTests(Storefront storefront) : IClassFixture<Storefront>
{
    private readonly string _category = $"c-{Guid.NewGuid():N}";

    private string Path => $"/products?category={_category}";

    [Fact]
    public async Task The_entity_tag_of_a_list_stays_the_same_while_nothing_changes()
    {
        await storefront.CreateAsync("A", category: _category);

        var tag = (await GetAsync(Path)).ETag();

        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        Assert.Equal(tag, (await GetAsync(Path)).ETag());
    }

    [Fact]
    public async Task The_entity_tag_of_a_list_changes_with_each_change_of_the_page()
    {
        var tags = new List<string> { (await GetAsync(Path)).ETag() };
        var product = await storefront.CreateAsync("A", category: _category);
        tags.Add((await GetAsync(Path)).ETag());
        await storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 1}"""));
        tags.Add((await GetAsync(Path)).ETag());
        await storefront.CreateAsync("B", category: _category);
        tags.Add((await GetAsync(Path)).ETag());
        tags.Add((await GetAsync($"{Path}&limit=1")).ETag());
        await storefront.Admin.DeleteAsync(product.Path);
        tags.Add((await GetAsync(Path)).ETag());

        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    [Theory]
    [InlineData("If-None-Match", "{0}", HttpStatusCode.NotModified)]
    [InlineData("If-None-Match", "\"other\", {0}", HttpStatusCode.NotModified)]
    [InlineData("If-None-Match", "*", HttpStatusCode.NotModified)]
    [InlineData("If-None-Match", "\"other\"", HttpStatusCode.OK)]
    [InlineData("If-Match", "*", HttpStatusCode.OK)]
    [InlineData("If-Match", "\"other\"", HttpStatusCode.PreconditionFailed)]
    // A weak tag never passes the strong comparison (RFC 9110 §8.8.3.2).
    [InlineData("If-Match", "{0}", HttpStatusCode.PreconditionFailed)]
    public async Task A_list_compares_If_None_Match_weakly_and_If_Match_strongly(string header, string value, HttpStatusCode status)
    {
        await storefront.CreateAsync(category: _category);
        var tag = (await GetAsync(Path)).ETag();

        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, Path).With(header, string.Format(null, value, tag)));

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.PreconditionFailed)
            await response.ShouldBeProblemAsync(status, "precondition-failed");
        else
            Assert.Equal(tag, response.ETag());
    }

    [Fact]
    public async Task A_list_with_a_wrong_parameter_gets_400_even_with_If_None_Match() =>
        await (await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, $"{Path}&limit=0").With("If-None-Match", "*")))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");

    [Fact]
    public async Task A_list_of_orders_has_an_entity_tag_and_Cache_Control_private()
    {
        using var shopper = storefront.As($"u-{Guid.NewGuid():N}");
        await shopper.PlaceAsync(await storefront.CreateAsync());
        var page = await shopper.GetAsync("/orders");

        var unchanged = await shopper.SendAsync(Send(HttpMethod.Get, "/orders").With("If-None-Match", page.ETag()));
        await shopper.PlaceAsync(await storefront.CreateAsync());
        var changed = await shopper.SendAsync(Send(HttpMethod.Get, "/orders").With("If-None-Match", page.ETag()));

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.True(unchanged.Headers.CacheControl!.Private);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task A_list_of_favorites_has_no_entity_tag() =>
        Assert.False((await storefront.Admin.GetAsync("/favorites")).Headers.Contains("ETag"));

    private Task<HttpResponseMessage> GetAsync(string path) => storefront.Anonymous.GetAsync(path);
}
