using System.Net;

namespace LambdaCrud.IntegrationTests;

public sealed class HealthTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task Anyone_may_ask_whether_the_API_is_there_and_no_cache_answers_for_it()
    {
        var response = await storefront.Anonymous.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"status":"ok"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal("*", response.Header("Access-Control-Allow-Origin"));
    }
}
