using System.Net;
using ApiGateway.Model;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Gateway;

/// <summary>The API as pages of its one allowed origin use it.</summary>
public sealed class CorsTests(CorsTests.ShopOrigin storefront) : IClassFixture<CorsTests.ShopOrigin>
{
    private const string Origin = "https://shop.example";

    [Fact]
    public async Task A_browser_may_ask_first_of_every_route_without_signing_in()
    {
        string[] headers = ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match", "x-request-id"];
        foreach (var method in Assert.Some(storefront.Api.Methods.Where(method => method.HttpMethod != "OPTIONS")))
        {
            // As a browser sends it: no token, no key, only what it would like to send.
            var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Options, PathOf(method))
                .With("Origin", Origin)
                .With("Access-Control-Request-Method", method.HttpMethod)
                .With("Access-Control-Request-Headers", string.Join(',', headers)));

            Assert.True(HttpStatusCode.OK == response.StatusCode, $"{method.ResourcePath}: {response.StatusCode}");
            Assert.Equal(Origin, response.Header("Access-Control-Allow-Origin"));
            Assert.Contains(method.HttpMethod, List(response, "Access-Control-Allow-Methods"));
            Assert.Within(List(response, "Access-Control-Allow-Headers").Select(header => header.ToLowerInvariant()), headers);
        }
    }

    [Fact]
    public async Task A_preflight_names_the_methods_of_its_path() =>
        Assert.Equal(
            ["GET", "OPTIONS", "POST"],
            List(await storefront.Anonymous.SendAsync(Send(HttpMethod.Options, "/products")), "Access-Control-Allow-Methods")
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("/products", HttpStatusCode.OK)]
    [InlineData("/products/none", HttpStatusCode.BadRequest)]
    [InlineData("/orders", HttpStatusCode.Unauthorized)]
    [InlineData("/feed/products", HttpStatusCode.Forbidden)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Whoever_answers_scripts_may_read_the_same_headers(string path, HttpStatusCode status)
    {
        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, path).With("Origin", Origin));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(Origin, response.Header("Access-Control-Allow-Origin"));
        Assert.Equal(
            ["ETag", "Idempotency-Replayed", "Link", "Location", "Retry-After", "X-Request-Id"],
            List(response, "Access-Control-Expose-Headers"));
    }

    // Any value does for a path parameter.
    private static string PathOf(ApiMethod method) =>
        method.ResourcePath.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    private static string[] List(HttpResponseMessage response, string header) =>
        response.Header(header).Split(',', StringSplitOptions.TrimEntries);

    public sealed class ShopOrigin : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters { get; } =
            new Dictionary<string, string> { ["AllowedOrigin"] = Origin };
    }
}
