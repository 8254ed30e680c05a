using System.Net;
using System.Text.Json.Nodes;
using RouteSync.Declarations;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>To a client, a refusal by the gateway looks like a refusal by a function.</summary>
public sealed class RefusalTests(Storefront storefront) : IClassFixture<Storefront>
{
    [Fact]
    public async Task A_request_without_a_token_gets_401_and_a_detail_that_says_how_to_sign_in()
    {
        var problem = await RefusedAsync(
            await storefront.Anonymous.GetAsync(AnyRoute.UsersList.Path), HttpStatusCode.Unauthorized, "unauthenticated", "UnauthorizedException");

        Assert.Equal("Unauthorized", problem.Text("reason"));
        Assert.Contains("Authorization: Bearer", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_401_names_the_Bearer_scheme_in_WWW_Authenticate()
    {
        var response = await storefront.Anonymous.GetAsync(AnyRoute.UsersList.Path);

        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_request_with_an_expired_token_gets_401_and_the_reason_says_that_it_has_expired()
    {
        var expired = storefront.WithToken(storefront.Token("ann", [], lifetime: TimeSpan.FromHours(-1)));

        var problem = await RefusedAsync(
            await expired.GetAsync(AnyRoute.UsersList.Path), HttpStatusCode.Unauthorized, "unauthenticated", "UnauthorizedException");

        Assert.Equal("The incoming token has expired", problem.Text("reason"));
    }

    [Fact]
    public async Task A_request_with_an_altered_token_gets_401()
    {
        var parts = storefront.Token("shopper", []).Split('.');
        var other = storefront.Token("shopper", ["catalog-admins"]).Split('.');

        var response = await storefront.WithToken($"{parts[0]}.{other[1]}.{parts[2]}").GetAsync(AnyRoute.UsersList.Path);

        var problem = await RefusedAsync(response, HttpStatusCode.Unauthorized, "unauthenticated", "UnauthorizedException");
        Assert.Equal("Unauthorized", problem.Text("reason"));
    }

    private static readonly string[] Methods = ["DELETE", "PATCH", "POST", "PUT"];

    public static TheoryData<string, string> UnknownRoutes => new()
    {
        { "GET", "/nowhere" },
        { "GET", "/" },
        { UndeclaredMethodOf(AnyRoute.PublicList), AnyRoute.PublicList.Path },
        { UndeclaredMethodOf(AnyRoute.PublicItem), AnyRoute.PublicItem.NewPath() },
        { "HEAD", AnyRoute.PublicList.Path },
    };

    [Theory]
    [MemberData(nameof(UnknownRoutes))]
    public async Task An_unknown_path_and_an_unknown_method_get_404_unknown_route(string method, string path)
    {
        var response = await storefront.Anonymous.SendAsync(Send(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        if (method != "HEAD")
            await RefusedAsync(response, HttpStatusCode.NotFound, "unknown-route", "MissingAuthenticationTokenException");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-key-of-this-api-at-all")]
    public async Task A_request_without_a_key_of_the_usage_plan_gets_403_and_a_detail_that_names_X_API_Key(string? key)
    {
        var request = Send(HttpMethod.Get, AnyRoute.PartnersList.Path);

        var response = await storefront.Anonymous.SendAsync(key is null ? request : request.With("X-API-Key", key));

        var problem = await RefusedAsync(response, HttpStatusCode.Forbidden, "forbidden", "ForbiddenException");
        Assert.Contains("X-API-Key", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_gateway_has_the_gateways_own_request_id()
    {
        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, "/nowhere").With("X-Request-Id", "mine"));

        Assert.Equal(response.Header("x-amzn-RequestId"), response.Header("X-Request-Id"));
    }

    private static string UndeclaredMethodOf(DeclaredRoute route) =>
        Methods.First(method => !DeclaredRoutes.ByName.ContainsKey($"{method} {route.Path}"));

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

public sealed class ThrottleTests(ThrottleTests.SlowPlan storefront) : IClassFixture<ThrottleTests.SlowPlan>
{
    [Fact]
    public async Task Requests_above_the_rate_limit_get_429_with_Retry_After()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ =>
            storefront.Anonymous.SendAsync(Send(HttpMethod.Get, $"{AnyRoute.PartnersList.Path}?limit=1").With("X-API-Key", storefront.ApiKey))));

        var refused = responses.Where(response => response.StatusCode != HttpStatusCode.OK).ToList();
        foreach (var response in Assert.Some(refused))
        {
            await RefusalTests.RefusedAsync(response, HttpStatusCode.TooManyRequests, "throttled", "TooManyRequestsException");
            Assert.Equal("1", response.Header("Retry-After"));
        }
    }

    public sealed class SlowPlan : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters { get; } =
            new Dictionary<string, string> { ["FeedRateLimit"] = "1", ["FeedBurstLimit"] = "1" };
    }
}

public sealed class QuotaTests(QuotaTests.SmallPlan storefront) : IClassFixture<QuotaTests.SmallPlan>
{
    [Fact]
    public async Task A_request_above_the_quota_gets_429_quota_exceeded_without_Retry_After()
    {
        var first = await GetAsync();
        var second = await GetAsync();

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await RefusalTests.RefusedAsync(second, HttpStatusCode.TooManyRequests, "quota-exceeded", "LimitExceededException");
        Assert.False(second.Headers.Contains("Retry-After"));
    }

    private Task<HttpResponseMessage> GetAsync() =>
        storefront.Anonymous.SendAsync(Send(HttpMethod.Get, $"{AnyRoute.PartnersList.Path}?limit=1").With("X-API-Key", storefront.ApiKey));

    public sealed class SmallPlan : Storefront
    {
        protected override IReadOnlyDictionary<string, string> Parameters { get; } =
            new Dictionary<string, string> { ["FeedDailyQuota"] = "1" };
    }
}
