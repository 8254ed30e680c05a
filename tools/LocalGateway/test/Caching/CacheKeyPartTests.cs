using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Caching;

/// <summary>The parts of a cache key, one by one.</summary>
public sealed class CacheKeyPartTests
{
    [Fact]
    public async Task Two_methods_with_the_same_cache_namespace_do_not_share_cache_entries()
    {
        await using var gateway = await StartAsync(Counting("GET"), Counting("POST"));

        await gateway.SendAsync("GET", "/").HasCallAsync("1");
        await gateway.SendAsync("POST", "/").HasCallAsync("2");
        await gateway.SendAsync("GET", "/").HasCallAsync("1");
    }

    [Theory]
    [InlineData("method.request.header.X-Color")]
    [InlineData("method.request.multivalueheader.X-Color")]
    public async Task All_values_of_a_declared_header_are_part_of_the_cache_key(string parameter)
    {
        await using var gateway = await StartAsync(Counting("GET", parameter));

        Assert.Equal("1", await CallAsync(gateway, "X-Color: red", "X-Color: blue"));
        Assert.Equal("2", await CallAsync(gateway, "X-Color: blue"));
        Assert.Equal("1", await CallAsync(gateway, "X-Color: red", "X-Color: blue"));
    }

    [Fact]
    public async Task An_unsupported_cache_key_parameter_stops_the_start_with_a_message_that_names_the_supported_ones()
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => StartAsync(Counting("GET", "method.request.body")));

        Assert.Equal(
            "GET /: the cache key parameter method.request.body is not supported; method.request.path|querystring|header.NAME are.",
            exception.Message);
    }

    [Fact]
    public async Task A_refused_refresh_is_explained_in_the_log()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [Counting("GET")],
            CacheClusterEnabled = true,
            MethodSettings = [Caching("GET") with { UnauthorizedCacheControl = UnauthorizedCacheControl.FailWith403 }],
        });

        await gateway.SendAsync("GET", "/", ("Cache-Control", "max-age=0")).HasStatusAsync(403);

        Assert.EndsWith(": the caller may not refresh the cache", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    private static async Task<string> CallAsync(TestGateway gateway, params string[] headers) =>
        (await gateway.SendRawAsync(["GET / HTTP/1.1", "Host: api.example", "Connection: close", .. headers])).Body;

    private static ApiMethod Counting(string httpMethod, params string[] parameters) =>
        TestApi.Lambda(httpMethod, "/", nameof(CountingFunction)) with
        {
            Integration = new LambdaProxyIntegration
            {
                Function = nameof(CountingFunction),
                CacheNamespace = "shared",
                CacheKeyParameters = parameters,
            },
        };

    private static MethodSetting Caching(string httpMethod) => new() { HttpMethod = httpMethod, ResourcePath = "/", CachingEnabled = true };

    private static Task<TestGateway> StartAsync(params ApiMethod[] methods) => TestGateway.StartAsync(new TestApi
    {
        Methods = methods,
        CacheClusterEnabled = true,
        MethodSettings = [.. methods.Select(method => Caching(method.HttpMethod))],
    });
}
