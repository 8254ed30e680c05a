using ApiGateway.Model;
using ApiGateway.Tests.Support;

namespace ApiGateway.Tests.Hosting;

/// <summary>A setting that no step honours would be a silent hole; each goes when its step comes.</summary>
public sealed class NotYetSupportedTests
{
    private static readonly MethodSetting All = new() { ResourcePath = "/*", HttpMethod = "*" };

    public static TheoryData<string, Func<RestApi, RestApi>> Settings => new()
    {
        { "TestApi: MinimumCompressionSize is not supported yet.", api => api with { MinimumCompressionSize = 0 } },
        { "TestApi: ApiKeySourceType is not supported yet.", api => api with { ApiKeySource = ApiKeySource.Authorizer } },
        { "TestApi: CacheClusterEnabled is not supported yet.", api => api with { Stage = api.Stage with { CacheClusterEnabled = true } } },
        { "TestApi: AccessLogSetting is not supported yet.", api => api with { Stage = api.Stage with { AccessLogFormat = "$context.requestId" } } },
        { "TestApi: MethodSettings with a throttling limit is not supported yet.", api => api with { Stage = api.Stage with { MethodSettings = [All with { ThrottlingRateLimit = 1 }] } } },
        { "TestApi: MethodSettings with CachingEnabled is not supported yet.", api => api with { Stage = api.Stage with { MethodSettings = [All with { CachingEnabled = true }] } } },
        { "GET /: ApiKeyRequired is not supported yet.", api => api with { Methods = [api.Methods[0] with { ApiKeyRequired = true }] } },
        { "GET /: request validation is not supported yet.", api => api with { Methods = [api.Methods[0] with { ValidateRequestBody = true }] } },
        { "GET /: HttpIntegration is not supported yet.", api => api with { Methods = [api.Methods[0] with { Integration = new HttpIntegration { Uri = "http://x", HttpMethod = "GET" } }] } },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task What_no_step_runs_yet_stops_the_start_and_is_named(string message, Func<RestApi, RestApi> change)
    {
        var deployment = new TestApi { Methods = [TestApi.Echo("GET", "/")] }.Deploy();
        var options =
            new LocalGatewayOptions { Deployment = deployment with { RestApis = [change(deployment.RestApis[0])] }, DataFolder = "unused" };

        var exception = await Assert.ThrowsAsync<LocalGatewayException>(() => LocalGateway.StartAsync(options));

        Assert.Equal(message, exception.Message);
    }
}
