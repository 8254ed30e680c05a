using System.Net;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.FunctionHosting;

public sealed class HandlerTests
{
    [Theory]
    [InlineData("StaticWithoutParameters", "static")]
    [InlineData("InputOnly", "input GET")]
    [InlineData("ContextOnly", "context ShapeFunctions")]
    [InlineData("StreamInAndOut", "stream")]
    [InlineData("TaskOfStream", "task of stream")]
    [InlineData("TaskOfResult", "task of GET")]
    [InlineData("MethodSerializer", "camel case")]
    [InlineData("PrivateMethod", "private")]
    public async Task A_handler_may_have_any_form_that_Lambda_supports(string method, string body)
    {
        await using var gateway = await StartAsync(method);

        Assert.Equal(body, await gateway.Client.GetStringAsync("/"));
    }

    [Theory]
    [InlineData("AssemblySerializer")]
    [InlineData("Nothing")]
    [InlineData("PlainTask")]
    public async Task A_handler_that_does_not_return_a_proxy_response_gives_502(string method)
    {
        await using var gateway = await StartAsync(method);

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("Malformed Lambda proxy response", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AsyncVoid", "async void")]
    [InlineData("ThreeParameters", "at most an input and an ILambdaContext")]
    [InlineData("WrongOrder", "at most an input and an ILambdaContext")]
    [InlineData("Generic", "generic")]
    [InlineData("Overloaded", "more than one method Overloaded")]
    [InlineData("Absent", "no method Absent")]
    public async Task A_method_that_cannot_be_a_handler_gives_502_and_the_log_says_why(string method, string reason)
    {
        await using var gateway = await StartAsync(method);

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains(gateway.Log.All, line => line.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NoAssembly::Some.Type::Method", "NoAssembly")]
    [InlineData("LocalGateway.Tests::Some.Type::Method", "no type Some.Type")]
    [InlineData("LocalGateway.Tests::Method", "must have the form Assembly::Namespace.Type::Method")]
    [InlineData("LocalGateway.Tests", "has no program LocalGateway.Tests")]
    [InlineData("LocalGateway.Tests::LocalGateway.Tests.Functions.NeedsArgument::Handle", "no public constructor without parameters")]
    public async Task An_invalid_handler_string_gives_502_and_the_log_says_why(string handler, string reason)
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Lambda("GET", "/", "Some")],
            Functions = [TestApi.Function("Some") with { Handler = handler }],
        });

        using var response = await gateway.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains(gateway.Log.All, line => line.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_method_whose_function_does_not_exist_stops_the_start()
    {
        var api = new TestApi { Methods = [TestApi.Echo("GET", "/things")] }.Deploy();
        var options = new GatewayOptions { Deployment = api with { Functions = new Dictionary<string, LocalGateway.Model.LambdaFunction>() }, DataFolder = "unused" };

        var exception = await Assert.ThrowsAsync<GatewayException>(() => Gateway.StartAsync(options));

        Assert.Equal("GET /things: the template has no function EchoFunction.", exception.Message);
    }

    private static Task<TestGateway> StartAsync(string method) => TestGateway.StartAsync(new TestApi
    {
        Methods = [TestApi.Lambda("GET", "/", nameof(ShapeFunctions))],
        Functions = [TestApi.Function(nameof(ShapeFunctions), method)],
    });
}
