using System.Net;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class DeleteProductTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task A_GET_of_a_deleted_product_gets_404()
    {
        var product = await storefront.CreateAsync();

        var response = await storefront.Admin.DeleteAsync(product.Path);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await storefront.Anonymous.GetAsync(product.Path)).StatusCode);
    }

    [Fact]
    public async Task A_DELETE_of_an_unknown_product_gets_404()
    {
        var response = await storefront.Admin.DeleteAsync($"/products/{Guid.CreateVersion7()}");

        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_DELETE_with_a_stale_If_Match_gets_412_and_with_the_current_one_204()
    {
        var product = await storefront.CreateAsync();

        var stale = await storefront.Admin.SendAsync(Send(HttpMethod.Delete, product.Path).With("If-Match", "\"20200101000000000-0\""));
        var current = await storefront.Admin.SendAsync(Send(HttpMethod.Delete, product.Path).With("If-Match", product.ETag));

        await stale.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal(HttpStatusCode.NoContent, current.StatusCode);
    }
}
