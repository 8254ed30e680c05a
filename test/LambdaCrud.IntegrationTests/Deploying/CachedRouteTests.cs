using LambdaCrud.IntegrationTests.AllRoutes;
using LocalGateway.Model;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>The template's parameters switch the stage's cache on and off. It is always off for private data.</summary>
public sealed class CachedRouteTests
{
    private static readonly RestApi Production = DeployedApi.With(("StageName", "prod"));

    [Theory]
    [InlineData("dev", "by-stage", false)]
    [InlineData("prod", "by-stage", true)]
    [InlineData("dev", "on", true)]
    [InlineData("prod", "off", false)]
    public void The_parameters_StageName_and_Cache_decide_whether_the_cache_is_on(string stage, string cache, bool isOn)
    {
        var api = DeployedApi.With(("StageName", stage), ("Cache", cache), ("CacheClusterSize", "1.6"));

        Assert.Equal(isOn, api.Stage.CacheClusterEnabled);
        Assert.Equal(isOn ? 1.6 : 0.5, api.Stage.CacheClusterSize);
        Assert.Equal(
            isOn ? DeclaredRoutes.Api.Routes.Where(route => route.IsCached).Select(route => route.Label).Order(StringComparer.Ordinal) : [],
            api.CachedRoutes().Select(route => route.Name()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cached_answers_expire_after_the_time_in_the_CacheTtl_parameter()
    {
        var api = DeployedApi.With(("Cache", "on"), ("CacheTtl", "7"));

        Assert.Every(api.CachedRoutes(), route => Assert.Equal(TimeSpan.FromSeconds(7), api.SettingOf(route).CacheTtl));
    }

    [Fact]
    public void No_route_with_an_authorizer_is_cached() =>
        Assert.Every(Production.CachedRoutes(), route =>
        {
            Assert.Equal("GET", route.HttpMethod);
            Assert.Null(route.Authorizer);
        });

    [Fact]
    public void A_cached_route_with_an_API_key_is_declared_for_partners() =>
        Assert.Every(
            Production.CachedRoutes().Where(route => route.ApiKeyRequired),
            route => Assert.True(DeclaredRoutes.ByName[route.Name()].Access.NeedsApiKey));

    [Fact]
    public void No_mapping_template_of_a_cached_route_reads_the_callers_identity() =>
        Assert.Every(Production.CachedRoutes().Select(route => route.Integration).OfType<MappedIntegration>(), integration =>
        {
            var templates = integration.RequestTemplates.Values
                .Concat(integration.Responses.SelectMany(response => response.ResponseTemplates.Values));
            Assert.Every(templates, template => Assert.Lacks("$context.authorizer", template, StringComparison.Ordinal));
            Assert.Every(templates, template => Assert.Lacks("$context.identity", template, StringComparison.Ordinal));
        });

    // An undeclared parameter would not be part of the key, and one entry would serve all its values.
    [Fact]
    public void Every_cache_key_parameter_is_declared_as_a_request_parameter() =>
        Assert.Every(
            Production.CachedRoutes(), route => Assert.Within(route.RequestParameters.Keys, route.Integration.CacheKeyParameters));

    [Fact]
    public void Every_path_parameter_of_a_cached_route_is_part_of_its_cache_key() =>
        Assert.Every(
            from route in Production.CachedRoutes()
            from segment in route.ResourcePath.Split('/')
            where segment.StartsWith('{')
            select (route, Parameter: $"method.request.path.{segment.Trim('{', '}', '+')}"),
            part => Assert.Contains(part.Parameter, part.route.Integration.CacheKeyParameters));

    [Fact]
    public void A_client_without_the_right_cannot_refresh_a_cache_entry_and_gets_a_warning_header() =>
        Assert.Every(Production.CachedRoutes().Select(Production.SettingOf), setting =>
        {
            Assert.True(setting.RequireAuthorizationForCacheControl);
            Assert.Equal(UnauthorizedCacheControl.SucceedWithResponseHeader, setting.UnauthorizedCacheControl);
        });
}
