using System.Net;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class PatchProductTests(Storefront storefront) : IClassFixture<Storefront>
{
    private const string MergePatch = "application/merge-patch+json";

    [Fact]
    public async Task A_patch_changes_what_it_names_and_leaves_the_rest()
    {
        var product = await storefront.CreateAsync(name: "Before", description: "stays");

        var response = await storefront.Admin.SendAsync(
            Send(HttpMethod.Patch, product.Path, """{"name": "After", "price": {"amount": 77}, "tags": ["new"]}""", MergePatch));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var patched = await response.JsonAsync();
        Assert.Equal("After", patched.Text("name"));
        Assert.Equal("stays", patched.Text("description"));
        Assert.Equal("""{"amount":77,"currency":"EUR"}""", patched["price"]!.ToJsonString());
        Assert.Equal("""["new"]""", patched["tags"]!.ToJsonString());
        Assert.Equal(response.ETag(), (await storefront.Anonymous.GetAsync(product.Path)).ETag());
    }

    [Fact]
    public async Task Null_takes_an_optional_member_away()
    {
        var product = await storefront.CreateAsync(description: "goes");

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, """{"description": null}""", MergePatch));

        Assert.False((await response.JsonAsync()).ContainsKey("description"));
        Assert.False((await (await storefront.Anonymous.GetAsync(product.Path)).JsonAsync()).ContainsKey("description"));
    }

    [Theory]
    [InlineData("""{"name": null}""", "#/name")]
    [InlineData("""{"price": {"currency": null}}""", "#/price/currency")]
    [InlineData("""{"stock": -5}""", "#/stock")]
    public async Task A_patch_that_would_leave_an_invalid_product_is_refused(string patch, string place)
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, patch, MergePatch));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        Assert.Equal(place, Assert.Single(problem["errors"]!.AsArray())!.AsObject().Text("pointer"));
    }

    [Fact]
    public async Task Another_media_type_is_415_and_says_which_is_accepted()
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, "[]", "application/json-patch+json"));

        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Contains(MergePatch, response.Header("Accept-Patch"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_tag_is_412_and_a_missing_product_is_404()
    {
        var product = await storefront.CreateAsync();

        var stale = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, "{}", MergePatch).With("If-Match", "\"20200101000000000-0\""));
        var missing = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, $"/products/{Guid.CreateVersion7()}", "{}", MergePatch));

        await stale.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        await missing.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Patches_of_different_members_at_the_same_time_are_all_kept()
    {
        var product = await storefront.CreateAsync();

        var responses = await Task.WhenAll(
            storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, """{"name": "New name"}""", MergePatch)),
            storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, """{"description": "New description"}""", MergePatch)),
            storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 5}""")));

        Assert.Every(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        var read = await (await storefront.Anonymous.GetAsync(product.Path)).JsonAsync();
        Assert.Equal("New name", read.Text("name"));
        Assert.Equal("New description", read.Text("description"));
        Assert.Equal(product.Stock + 5, read["stock"]!.GetValue<int>());
    }
}
