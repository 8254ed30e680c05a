using System.Net;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

public sealed class AccessTests(Storefront storefront) : IClassFixture<Storefront>
{
    public static TheoryData<string, string> Writes => new()
    {
        { "POST", "/products" },
        { "PUT", "/products/{id}" },
        { "PATCH", "/products/{id}" },
        { "DELETE", "/products/{id}" },
        { "POST", "/products/{id}/stock" },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_write_without_a_token_never_reaches_the_function(string method, string route)
    {
        var response = await SendAsync(storefront.Anonymous, method, route);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("UnauthorizedException", response.Header("x-amzn-ErrorType"));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_shopper_may_not_write_products(string method, string route)
    {
        var response = await SendAsync(storefront.As("shopper"), method, route);

        await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory]
    [InlineData("catalog-admins-emeritus")]
    [InlineData("not-catalog-admins")]
    [InlineData("Catalog-Admins")]
    public async Task A_group_that_only_resembles_the_admins_is_not_theirs(string group)
    {
        var response = await SendAsync(storefront.As("shopper", group), "POST", "/products");

        await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task One_of_several_groups_is_enough()
    {
        var response = await storefront.As("shopper", "readers", "catalog-admins").SendAsync(Send(HttpMethod.Post, "/products", """
            {"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}
            """));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task An_expired_token_is_401_and_says_so()
    {
        var response = await SendAsync(storefront.WithToken(storefront.Token("admin", ["catalog-admins"], lifetime: TimeSpan.FromHours(-1))), "POST", "/products");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"message":"The incoming token has expired"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_altered_token_is_401()
    {
        var parts = storefront.Token("shopper", []).Split('.');
        var other = storefront.Token("shopper", ["catalog-admins"]).Split('.');

        var response = await SendAsync(storefront.WithToken($"{parts[0]}.{other[1]}.{parts[2]}"), "POST", "/products");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"message":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_browser_may_ask_first_what_it_may_send()
    {
        var preflight = Send(HttpMethod.Options, "/products").With("Origin", "https://shop.example").With("Access-Control-Request-Method", "POST");

        var response = await storefront.Anonymous.SendAsync(preflight);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(response.Header("Access-Control-Allow-Origin"));
        Assert.Contains("POST", response.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        foreach (var header in (string[])["Authorization", "Content-Type", "If-Match", "If-None-Match", "X-Request-Id"])
            Assert.Contains(header, response.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_browser_may_read_the_headers_of_an_answer()
    {
        var response = await storefront.Anonymous.GetAsync("/products");

        Assert.NotEmpty(response.Header("Access-Control-Allow-Origin"));
        foreach (var header in (string[])["ETag", "Link", "Location", "Retry-After", "X-Request-Id"])
            Assert.Contains(header, response.Header("Access-Control-Expose-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("DELETE", "/products")]
    [InlineData("GET", "/")]
    public async Task What_the_template_does_not_route_is_the_gateways_403(string method, string path)
    {
        var response = await storefront.Anonymous.SendAsync(Send(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("MissingAuthenticationTokenException", response.Header("x-amzn-ErrorType"));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string route) =>
        client.SendAsync(Send(new HttpMethod(method), route.Replace("{id}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal),
            method == "DELETE" ? null : "{}", method == "PATCH" ? "application/merge-patch+json" : "application/json"));
}
