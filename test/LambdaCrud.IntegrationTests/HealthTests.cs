using System.Net;

namespace LambdaCrud.IntegrationTests;

public sealed class HealthTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task An_anonymous_client_can_read_the_health_of_the_API_and_no_cache_stores_it()
    {
        var response = await storefront.Anonymous.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"status":"ok"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal("*", response.Header("Access-Control-Allow-Origin"));
    }
}
