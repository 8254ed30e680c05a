using System.Net;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

/// <summary>The groups in a user pool token decide who is an administrator. For the callers of each route see RoutesTests.</summary>
public sealed class AccessTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Theory]
    [InlineData("catalog-admins-emeritus")]
    [InlineData("not-catalog-admins")]
    [InlineData("Catalog-Admins")]
    [InlineData("[catalog-admins]")]
    [InlineData("[readers catalog-admins]")]
    [InlineData("readers,catalog-admins")]
    [InlineData("catalog-admins,")]
    [InlineData("readers, catalog-admins")]
    public async Task A_group_name_that_only_resembles_catalog_admins_gives_no_administrator_rights(string group)
    {
        await (await CreateAsync(group)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await CreateAsync("writers", group)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory]
    [InlineData("catalog-admins")]
    [InlineData("readers", "catalog-admins")]
    [InlineData("a,b", "catalog-admins", "[c d]")]
    public async Task A_user_with_catalog_admins_among_several_groups_is_an_administrator(params string[] groups) =>
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(groups)).StatusCode);

    private Task<HttpResponseMessage> CreateAsync(params string[] groups) => storefront.As("shopper", groups).SendAsync(
        Send(HttpMethod.Post, "/products", """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}"""));
}
