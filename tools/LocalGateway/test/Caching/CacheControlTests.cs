using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Caching;

public sealed class CacheControlTests
{
    private static readonly (string, string) Refresh = ("Cache-Control", "max-age=0");

    [Fact]
    public async Task Every_client_can_refresh_a_cache_entry_when_no_authorization_is_required()
    {
        await using var gateway = await StartAsync(requireAuthorization: false);
        await gateway.SendAsync("GET", "/").HasCallAsync("1");

        await gateway.SendAsync("GET", "/", Refresh).HasCallAsync("2");
        await gateway.SendAsync("GET", "/").HasCallAsync("2");
        await gateway.SendAsync("GET", "/", ("Cache-Control", "no-transform, max-age=0")).HasCallAsync("3");
    }

    [Theory]
    [InlineData("max-age=1")]
    [InlineData("no-cache")]
    [InlineData("no-store")]
    [InlineData("s-maxage=0")]
    [InlineData("max-age=x")]
    public async Task Other_Cache_Control_values_do_not_refresh_the_entry(string value)
    {
        await using var gateway = await StartAsync(requireAuthorization: false);
        await gateway.SendAsync("GET", "/").HasCallAsync("1");

        await gateway.SendAsync("GET", "/", ("Cache-Control", value)).HasCallAsync("1");
    }

    [Fact]
    public async Task By_default_a_client_cannot_refresh_a_cache_entry_and_gets_a_Warning_header()
    {
        await using var gateway = await StartAsync(requireAuthorization: null);
        await gateway.SendAsync("GET", "/").HasCallAsync("1");

        using var response = await gateway.SendAsync("GET", "/", Refresh);

        Assert.Equal("1", await response.Content.ReadAsStringAsync());
        Assert.Equal(
            "199 - \"Cache-Control was ignored: the caller is not authorized to invalidate the cache\"", Assert.Single(response.Headers.Warning).ToString());
    }

    [Fact]
    public async Task Only_the_client_that_sends_Cache_Control_gets_the_Warning_header()
    {
        await using var gateway = await StartAsync(requireAuthorization: true);

        using var first = await gateway.SendAsync("GET", "/", Refresh);
        using var second = await gateway.SendAsync("GET", "/");

        Assert.Single(first.Headers.Warning);
        Assert.Empty(second.Headers.Warning);
        Assert.Equal(["1", "1"], [await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync()]);
    }

    [Fact]
    public async Task FAIL_WITH_403_answers_an_unauthorized_refresh_with_403()
    {
        await using var gateway = await StartAsync(requireAuthorization: true, UnauthorizedCacheControl.FailWith403);

        await gateway.SendAsync("GET", "/", Refresh)
            .IsRefusedAsync(403, """{"Message":"User is not authorized to access this resource"}""", "AccessDeniedException");
        await gateway.SendAsync("GET", "/").HasCallAsync("1");
    }

    [Fact]
    public async Task SUCCEED_WITHOUT_RESPONSE_HEADER_serves_the_cached_reply_without_a_Warning_header()
    {
        await using var gateway = await StartAsync(requireAuthorization: true, UnauthorizedCacheControl.SucceedWithoutResponseHeader);
        await gateway.SendAsync("GET", "/").HasCallAsync("1");

        using var response = await gateway.SendAsync("GET", "/", Refresh);

        Assert.Equal("1", await response.Content.ReadAsStringAsync());
        Assert.Empty(response.Headers.Warning);
    }

    private static Task<TestGateway> StartAsync(bool? requireAuthorization, UnauthorizedCacheControl strategy = UnauthorizedCacheControl.SucceedWithResponseHeader)
    {
        var setting = new MethodSetting { HttpMethod = "*", ResourcePath = "/*", CachingEnabled = true };
        if (requireAuthorization is { } required)
            setting = setting with { RequireAuthorizationForCacheControl = required, UnauthorizedCacheControl = strategy };
        return TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", nameof(CountingFunction))],
            CacheClusterEnabled = true,
            MethodSettings = [setting],
        });
    }
}
