using System.Net;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class PatchProductTests(Storefront storefront) : IClassFixture<Storefront>
{
    private const string MergePatch = "application/merge-patch+json";

    [Fact]
    public async Task A_patch_changes_only_the_members_that_it_names()
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
    public async Task Null_in_a_patch_removes_an_optional_member()
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
    public async Task A_patch_that_would_make_the_product_invalid_gets_400(string patch, string place)
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, patch, MergePatch));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        Assert.Equal(place, Assert.Single(problem["errors"]!.AsArray())!.AsObject().Text("pointer"));
    }

    [Fact]
    public async Task A_patch_with_another_media_type_gets_415_with_Accept_Patch()
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, "[]", "application/json-patch+json"));

        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Contains(MergePatch, response.Header("Accept-Patch"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patch_with_a_stale_If_Match_gets_412_and_of_an_unknown_product_404()
    {
        var product = await storefront.CreateAsync();

        var stale = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, product.Path, "{}", MergePatch).With("If-Match", "\"20200101000000000-0\""));
        var missing = await storefront.Admin.SendAsync(Send(HttpMethod.Patch, $"/products/{Guid.CreateVersion7()}", "{}", MergePatch));

        await stale.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        await missing.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Simultaneous_patches_of_different_members_all_take_effect()
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
