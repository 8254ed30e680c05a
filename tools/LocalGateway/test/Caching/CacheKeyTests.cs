using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Caching;

public sealed class CacheKeyTests
{
    [Fact]
    public async Task Undeclared_query_strings_headers_and_path_parameters_are_not_part_of_the_cache_key()
    {
        await using var gateway = await StartAsync(Counting("/a/{id}"));

        await gateway.SendAsync("GET", "/a/1?q=1", ("X-Color", "red")).HasCallAsync("1");
        await gateway.SendAsync("GET", "/a/2?q=2", ("X-Color", "blue"), ("Authorization", "another user")).HasCallAsync("1");
    }

    [Fact]
    public async Task The_body_is_not_part_of_the_cache_key()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("POST", "/", nameof(CountingFunction))],
            CacheClusterEnabled = true,
            MethodSettings = [new() { HttpMethod = "POST", ResourcePath = "/", CachingEnabled = true }],
        });

        await gateway.Client.PostAsync("/", new StringContent("one")).HasCallAsync("1");
        await gateway.Client.PostAsync("/", new StringContent("two")).HasCallAsync("1");
    }

    [Theory]
    [InlineData("method.request.path.id", "/a/1", "/a/2", null, null)]
    [InlineData("method.request.querystring.q", "/a/1?q=1", "/a/1?q=2", null, null)]
    [InlineData("method.request.querystring.q", "/a/1?q=", "/a/1", null, null)]
    [InlineData("method.request.querystring.q", "/a/1?q=1", "/a/1?q=1&q=2", null, null)]
    [InlineData("method.request.multivaluequerystring.q", "/a/1?q=1", "/a/1?q=1&q=2", null, null)]
    [InlineData("method.request.header.X-Color", "/a/1", "/a/1", "red", "blue")]
    [InlineData("method.request.header.x-color", "/a/1", "/a/1", "red", "blue")]
    public async Task Declared_parameters_are_part_of_the_cache_key(
        string parameter, string path, string otherPath, string? color, string? otherColor)
    {
        await using var gateway = await StartAsync(Counting("/a/{id}", parameter));

        await Send(path, color).HasCallAsync("1");
        await Send(otherPath, otherColor).HasCallAsync("2");
        await Send(path, color).HasCallAsync("1");
        await Send(otherPath, otherColor).HasCallAsync("2");

        Task<HttpResponseMessage> Send(string target, string? value) =>
            value is null ? gateway.SendAsync("GET", target) : gateway.SendAsync("GET", target, ("X-Color", value));
    }

    [Fact]
    public async Task Different_combinations_of_parameter_values_have_different_cache_entries()
    {
        await using var gateway = await StartAsync(Counting("/", "method.request.querystring.a", "method.request.querystring.b"));

        await gateway.SendAsync("GET", "/?a=1&b=23").HasCallAsync("1");
        await gateway.SendAsync("GET", "/?a=12&b=3").HasCallAsync("2");
        await gateway.SendAsync("GET", "/?a=1").HasCallAsync("3");
        await gateway.SendAsync("GET", "/?b=1").HasCallAsync("4");
        await gateway.SendAsync("GET", "/?a=1&a=2").HasCallAsync("5");
        await gateway.SendAsync("GET", "/?a=1&b=2").HasCallAsync("6");
    }

    [Fact]
    public async Task Two_resources_do_not_share_cache_entries()
    {
        await using var gateway = await StartAsync(Counting("/a"), Counting("/b"));

        await gateway.SendAsync("GET", "/a").HasCallAsync("1");
        await gateway.SendAsync("GET", "/b").HasCallAsync("2");
    }

    [Fact]
    public async Task Resources_with_the_same_cache_namespace_share_cache_entries()
    {
        await using var gateway = await StartAsync(InNamespace("/a", "shared"), InNamespace("/b", "shared"), InNamespace("/c", "other"));

        await gateway.SendAsync("GET", "/a").HasCallAsync("1");
        await gateway.SendAsync("GET", "/b").HasCallAsync("1");
        await gateway.SendAsync("GET", "/c").HasCallAsync("2");
    }

    [Theory]
    [InlineData("method.request.body.id")]
    [InlineData("integration.request.header.X")]
    [InlineData("stageVariables.x")]
    public async Task An_unsupported_cache_key_parameter_stops_the_start(string parameter)
    {
        var exception = await Assert.ThrowsAsync<GatewayException>(() => StartAsync(Counting("/", parameter)));

        Assert.StartsWith($"GET /: the cache key parameter {parameter} is not supported", exception.Message, StringComparison.Ordinal);
    }

    private static ApiMethod Counting(string path, params string[] parameters) => TestApi.Lambda("GET", path, nameof(CountingFunction)) with
    {
        Integration = new LambdaProxyIntegration { Function = nameof(CountingFunction), CacheKeyParameters = parameters },
    };

    private static ApiMethod InNamespace(string path, string name) => Counting(path) with
    {
        Integration = new LambdaProxyIntegration { Function = nameof(CountingFunction), CacheNamespace = name },
    };

    private static Task<TestGateway> StartAsync(params ApiMethod[] methods) => TestGateway.StartAsync(new TestApi
    {
        Methods = methods,
        CacheClusterEnabled = true,
        MethodSettings = [new() { HttpMethod = "*", ResourcePath = "/*", CachingEnabled = true }],
    });
}
