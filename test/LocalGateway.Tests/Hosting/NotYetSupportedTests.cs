using ApiGateway.Model;
using ApiGateway.Tests.Support;

namespace ApiGateway.Tests.Hosting;

/// <summary>A setting that no step honours would be a silent hole; each goes when its step comes.</summary>
public sealed class NotYetSupportedTests
{
    public static TheoryData<string, Func<RestApi, RestApi>> Settings => new()
    {
        { "TestApi: MinimumCompressionSize is not supported yet.", api => api with { MinimumCompressionSize = 0 } },
        { "TestApi: AccessLogSetting is not supported yet.", api => api with { Stage = api.Stage with { AccessLogFormat = "$context.requestId" } } },
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
