using LocalGateway.Model;
using LocalHost;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>The first table in docs/limits.md matches the template for each route.</summary>
public sealed class RouteTableTests
{
    private static readonly RestApi Api = DeployedApi.With(
        ("StageName", "prod"),
        ("RequestRateLimit", "11"), ("RequestBurstLimit", "12"), ("WriteRateLimit", "21"), ("WriteBurstLimit", "22"),
        ("HeavyRateLimit", "31"), ("HeavyBurstLimit", "32"));

    [Fact]
    public void Each_route_has_the_authorizer_API_key_validator_throttle_and_cache_of_the_table_in_limits_md()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "limits.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains(" /", StringComparison.Ordinal));

        Assert.Equal(Api.Routes().Select(Row).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_GET_routes_have_no_authorizer() =>
        Assert.Equal(
            ["GET"],
            Api.Routes().Where(route => route.Authorizer is null).Select(route => route.HttpMethod).Distinct());

    [Fact]
    public void A_preflight_has_no_authorizer_no_API_key_and_no_backend() =>
        Assert.Every(Api.Methods.Except(Api.Routes()), preflight =>
        {
            Assert.Null(preflight.Authorizer);
            Assert.False(preflight.ApiKeyRequired);
            Assert.IsType<MockIntegration>(preflight.Integration);
        });

    [Fact]
    public void By_default_writes_have_lower_limits_than_reads()
    {
        var api = DeployedApi.With();
        var all = api.Stage.MethodSettings[0];

        Assert.Every(api.Routes().Where(route => route.HttpMethod != "GET"), route =>
        {
            Assert.True(api.SettingOf(route).ThrottlingRateLimit < all.ThrottlingRateLimit, route.Name());
            Assert.True(api.SettingOf(route).ThrottlingBurstLimit < all.ThrottlingBurstLimit, route.Name());
        });
    }

    private static string Row(ApiMethod route) =>
        $"| `{route.Name()}` | {(route.Authorizer is null ? "–" : "yes")} | {(route.ApiKeyRequired ? "yes" : "–")} "
        + $"| {Validated(route)} | {Throttle(Api.SettingOf(route))} | {CachedBy(route)} |";

    private static string Validated(ApiMethod route) => (route.ValidateRequestBody, route.ValidateRequestParameters) switch
    {
        (true, true) => "body, parameters",
        (true, false) => "body",
        (false, true) => "parameters",
        _ => "–",
    };

    private static string Throttle(MethodSetting setting) => (setting.ThrottlingRateLimit, setting.ThrottlingBurstLimit) switch
    {
        (11, 12) => "Request",
        (21, 22) => "Write",
        (31, 32) => "Heavy",
        var (rate, burst) => $"{rate} {burst}",
    };

    private static string CachedBy(ApiMethod route) => Api.CachedRoutes().Contains(route)
        ? string.Join(", ", route.Integration.CacheKeyParameters.Select(name => $"`{name.Split('.', 4)[3]}`"))
        : "–";
}
