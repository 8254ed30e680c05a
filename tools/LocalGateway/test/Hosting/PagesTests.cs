using System.Net;
using LocalGateway.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LocalGateway.Tests.Hosting;

public sealed class PagesTests
{
    private static Task<TestGateway> StartAsync(TestApi api) => TestGateway.StartAsync(api, options => options with
    {
        ServeTokens = true,
        Pages = async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{context.Request.Method} {context.Request.Path} {await reader.ReadToEndAsync()}");
        },
    });

    [Fact]
    public async Task The_pages_get_the_requests_below_their_path_and_the_API_gets_the_others()
    {
        await using var gateway = await StartAsync(new() { Methods = [TestApi.Echo("ANY", "/{proxy+}")] });

        await gateway.SendAsync("GET", "/_local").AnswersAsync(200, "GET /_local ");
        await gateway.SendAsync("GET", "/_local/any/page").AnswersAsync(200, "GET /_local/any/page ");
        await gateway.SendAsync("GET", "/_locals").HasStatusAsync(200);
        Assert.Equal("/_locals", (string?)(await gateway.EventOfAsync("/_locals"))["path"]);
    }

    [Fact]
    public async Task The_endpoints_of_the_user_pools_stay_where_they_are()
    {
        await using var gateway = await StartAsync(new() { Methods = [TestApi.Echo("GET", "/")] });

        await gateway.SendAsync("GET", "/_local/token").HasStatusAsync(405);
    }

    [Fact]
    public async Task A_body_reaches_the_pages_and_the_connection_stays_usable()
    {
        await using var gateway = await StartAsync(new() { Methods = [TestApi.Echo("GET", "/")] });
        for (var index = 0; index < 3; index++)
        {
            using var response = await gateway.Client.PostAsync("/_local/x", new StringContent("sent"));
            Assert.Equal((HttpStatusCode.OK, "POST /_local/x sent"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        }

        Assert.Equal("X-Own", (await gateway.EventOfRawAsync("/", "X-Own: 1"))["headers"]!.AsObject().Last(header => header.Key.StartsWith("X-O", StringComparison.Ordinal)).Key);
    }

    [Fact]
    public async Task A_route_below_the_path_of_the_pages_stops_the_start()
    {
        var exception = await Record.ExceptionAsync(() => StartAsync(new() { Methods = [TestApi.Echo("GET", "/_local/own")] }));

        Assert.Equal("GET /_local/own: the paths below /_local are reserved for the pages of this machine.", Assert.IsType<GatewayException>(exception).Message);
    }
}
