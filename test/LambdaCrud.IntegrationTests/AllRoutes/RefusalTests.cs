using System.Net;
using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>To a client, a refusal by the gateway looks like a refusal by a function.</summary>
public sealed class RefusalTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task Without_a_token_it_is_401_and_says_how_to_sign_in()
    {
        var problem = await RefusedAsync(
            await storefront.Anonymous.GetAsync("/orders"), HttpStatusCode.Unauthorized, "unauthenticated", "UnauthorizedException");

        Assert.Equal("Unauthorized", problem.Text("reason"));
        Assert.Contains("Authorization: Bearer", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_is_told_the_scheme()
    {
        var response = await storefront.Anonymous.GetAsync("/orders");

        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task An_expired_token_is_told_from_a_wrong_one()
    {
        var expired = storefront.WithToken(storefront.Token("ann", [], lifetime: TimeSpan.FromHours(-1)));

        var problem = await RefusedAsync(
            await expired.GetAsync("/orders"), HttpStatusCode.Unauthorized, "unauthenticated", "UnauthorizedException");

        Assert.Equal("The incoming token has expired", problem.Text("reason"));
    }

    [Fact]
    public async Task An_altered_token_is_401()
    {
        var parts = storefront.Token("shopper", []).Split('.');
        var other = storefront.Token("shopper", ["catalog-admins"]).Split('.');

        var response = await storefront.WithToken($"{parts[0]}.{other[1]}.{parts[2]}").GetAsync("/orders");

        var problem = await RefusedAsync(response, HttpStatusCode.Unauthorized, "unauthenticated", "UnauthorizedException");
        Assert.Equal("Unauthorized", problem.Text("reason"));
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/")]
    [InlineData("DELETE", "/products")]
    [InlineData("POST", "/products/019a0000-0000-7000-8000-000000001001")]
    [InlineData("HEAD", "/products")]
    public async Task An_unknown_path_and_an_unknown_method_are_404_by_a_code_of_their_own(string method, string path)
    {
        var response = await storefront.Anonymous.SendAsync(Send(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        if (method != "HEAD")
            await RefusedAsync(response, HttpStatusCode.NotFound, "unknown-route", "MissingAuthenticationTokenException");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-key-of-this-api-at-all")]
    public async Task Without_a_key_of_the_plan_it_is_403_and_says_which_header_is_meant(string? key)
    {
        var request = Send(HttpMethod.Get, "/feed/products");

        var response = await storefront.Anonymous.SendAsync(key is null ? request : request.With("X-API-Key", key));

        var problem = await RefusedAsync(response, HttpStatusCode.Forbidden, "forbidden", "ForbiddenException");
        Assert.Contains("X-API-Key", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateway_counts_by_its_own_request_id()
    {
        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, "/nowhere").With("X-Request-Id", "mine"));

        Assert.Equal(response.Header("x-amzn-RequestId"), response.Header("X-Request-Id"));
    }

    internal static async Task<JsonObject> RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code, string errorType)
    {
        var problem = await response.ShouldBeProblemAsync(status, code);
        Assert.Equal(errorType, response.Header("x-amzn-ErrorType"));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("*", response.Header("Access-Control-Allow-Origin"));
        Assert.Contains("X-Request-Id", response.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        return problem;
    }
}

public sealed class ThrottleTests(ThrottleTests.SlowFeed storefront) : IClassFixture<ThrottleTests.SlowFeed>
{
    [Fact]
    public async Task Too_many_requests_a_second_are_throttled_and_told_when_to_come_back()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ =>
            storefront.Anonymous.SendAsync(Send(HttpMethod.Get, "/feed/products?limit=1").With("X-API-Key", storefront.ApiKey))));

        var refused = responses.Where(response => response.StatusCode != HttpStatusCode.OK).ToList();
        foreach (var response in Assert.Some(refused))
        {
            await RefusalTests.RefusedAsync(response, HttpStatusCode.TooManyRequests, "throttled", "TooManyRequestsException");
            Assert.Equal("1", response.Header("Retry-After"));
        }
    }

    public sealed class SlowFeed : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters { get; } =
            new Dictionary<string, string> { ["FeedRateLimit"] = "1", ["FeedBurstLimit"] = "1" };
    }
}

public sealed class QuotaTests(QuotaTests.SmallPlan storefront) : IClassFixture<QuotaTests.SmallPlan>
{
    [Fact]
    public async Task A_used_up_quota_is_told_from_a_throttle_and_names_no_second()
    {
        var first = await GetAsync();
        var second = await GetAsync();

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await RefusalTests.RefusedAsync(second, HttpStatusCode.TooManyRequests, "quota-exceeded", "LimitExceededException");
        Assert.False(second.Headers.Contains("Retry-After"));
    }

    private Task<HttpResponseMessage> GetAsync() =>
        storefront.Anonymous.SendAsync(Send(HttpMethod.Get, "/feed/products?limit=1").With("X-API-Key", storefront.ApiKey));

    public sealed class SmallPlan : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters { get; } =
            new Dictionary<string, string> { ["FeedDailyQuota"] = "1" };
    }
}
