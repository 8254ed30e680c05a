using System.Net;
using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Routing;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("/unknown")]
    [InlineData("/")]
    [InlineData("/products/1/reviews")]
    public async Task An_unknown_path_gets_403_Missing_Authentication_Token(string path)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/products/{id}"));

        using var response = await gateway.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Missing Authentication Token"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("MissingAuthenticationTokenException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.True(Guid.TryParseExact(Assert.Single(response.Headers.GetValues("x-amzn-RequestId")), "D", out _));
        Assert.NotEmpty(Assert.Single(response.Headers.GetValues("x-amz-apigw-id")));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task An_undefined_method_of_a_known_path_gets_403_Missing_Authentication_Token(string method)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/products"));

        using var response = await gateway.SendAsync(method, "/products");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Missing Authentication Token"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "/products/best", "/products/best")]
    [InlineData("GET", "/products/7", "/products/{id}")]
    [InlineData("GET", "/products/7/parts", "/products/{id}/parts")]
    [InlineData("GET", "/products/best/parts", "/products/{id}/parts")]
    [InlineData("GET", "/products/7/parts/a/b", "/{path+}")]
    [InlineData("GET", "/products", "/{path+}")]
    [InlineData("GET", "/PRODUCTS/best", "/{path+}")]
    public async Task A_literal_segment_wins_over_a_parameter_and_a_parameter_over_a_greedy_parameter(
        string method, string path, string resource)
    {
        await using var gateway = await TestGateway.StartAsync(
            TestApi.Echo(method, "/{path+}"),
            TestApi.Echo(method, "/products/{id}"),
            TestApi.Echo(method, "/products/best"),
            TestApi.Echo(method, "/products/{id}/parts"));

        Assert.Equal(resource, (string?)(await gateway.EventOfAsync(path))["resource"]);
    }

    [Fact]
    public async Task A_greedy_parameter_answers_a_path_that_only_begins_with_a_literal_resource()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/part1"), TestApi.Echo("GET", "/{param+}"));

        var proxyEvent = await gateway.EventOfAsync("/part1/random");

        Assert.Equal("/{param+}", (string?)proxyEvent["resource"]);
        Assert.Equal("part1/random", (string?)proxyEvent["pathParameters"]!["param"]);
    }

    [Theory]
    [InlineData("POST", "/{path+}")]
    [InlineData("GET", "/products")]
    public async Task A_greedy_resource_answers_when_the_most_specific_resource_lacks_the_method(string method, string resource)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/products"), TestApi.Echo("ANY", "/{path+}"));

        var proxyEvent = await gateway.EventOfAsync(new HttpRequestMessage(new HttpMethod(method), "/products"));

        Assert.Equal(resource, (string?)proxyEvent["resource"]);
    }

    [Fact]
    public async Task A_parameter_resource_does_not_answer_when_the_most_specific_resource_lacks_the_method()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/products"), TestApi.Echo("POST", "/{name}"));

        using var response = await gateway.Client.PostAsync("/products", null);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task ANY_of_the_exact_resource_wins_over_a_method_of_a_greedy_resource()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("ANY", "/products"), TestApi.Echo("GET", "/{path+}"));

        Assert.Equal("/products", (string?)(await gateway.EventOfAsync("/products"))["resource"]);
    }

    [Fact]
    public async Task A_method_wins_over_ANY_of_the_same_resource()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("ANY", "/"), TestApi.Lambda("GET", "/", "TypedFunction"));

        Assert.Equal("typed GET /", await gateway.Client.GetStringAsync("/"));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("GET")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task ANY_answers_every_method_of_API_Gateway(string method)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("ANY", "/"));

        var proxyEvent = await gateway.EventOfAsync(new HttpRequestMessage(new HttpMethod(method), "/"));

        Assert.Equal(method, (string?)proxyEvent["httpMethod"]);
    }

    [Theory]
    [InlineData("ANY", "HEAD", HttpStatusCode.OK)]
    [InlineData("GET", "HEAD", HttpStatusCode.Forbidden)]
    [InlineData("ANY", "PROPFIND", HttpStatusCode.Forbidden)]
    public async Task ANY_answers_HEAD_but_GET_does_not_and_other_HTTP_methods_get_403(
        string declared, string method, HttpStatusCode expected)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo(declared, "/"));

        using var response = await gateway.Client.SendAsync(new(new HttpMethod(method), "/"));

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/{path+}", "/")]
    [InlineData("/x/{path+}", "/x")]
    [InlineData("/x/{path+}", "/x/")]
    public async Task A_greedy_parameter_needs_at_least_one_segment(string resource, string path)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", resource));

        using var response = await gateway.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_trailing_slash_does_not_affect_the_routing_and_stays_in_the_paths_of_the_event()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/products/{id}"));

        var proxyEvent = await gateway.EventOfAsync("/products/7/");

        Assert.Equal("/products/7/", (string?)proxyEvent["path"]);
        Assert.Equal("/prod/products/7/", (string?)proxyEvent["requestContext"]!["path"]);
        Assert.Equal("7", (string?)proxyEvent["pathParameters"]!["id"]);
    }

    [Theory]
    [InlineData("/files/a/b/", "a/b")]
    [InlineData("/files/a//b", "a//b")]
    [InlineData("/files/a%2Fb+c", "a%2Fb+c")]
    public async Task A_greedy_value_keeps_double_slashes_and_loses_the_trailing_slash(string path, string value)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/files/{path+}"));

        Assert.Equal(value, (string?)(await gateway.EventOfRawAsync(path))["pathParameters"]!["path"]);
    }

    [Fact]
    public async Task A_path_with_two_leading_slashes_matches_and_keeps_them_only_in_the_path_with_the_stage()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/x"));

        var proxyEvent = await gateway.EventOfRawAsync("//x");

        Assert.Equal("/x", (string?)proxyEvent["path"]);
        Assert.Equal("/prod//x", (string?)proxyEvent["requestContext"]!["path"]);
    }

    [Fact]
    public async Task Path_parameters_are_not_decoded()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/users/{email}"));

        var proxyEvent = await gateway.EventOfRawAsync("/users/test%2Balias+1@x");

        Assert.Equal("test%2Balias+1@x", (string?)proxyEvent["pathParameters"]!["email"]);
        Assert.Equal("/users/test%2Balias+1@x", (string?)proxyEvent["path"]);
    }

    [Theory]
    [InlineData("http://api.example/x?a=1", "/x")]
    [InlineData("http://api.example", "/")]
    public async Task A_request_target_in_absolute_form_is_routed_by_its_path(string target, string path)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"), TestApi.Echo("GET", "/x"));

        Assert.Equal(path, (string?)(await gateway.EventOfRawAsync(target))["path"]);
    }

    [Fact]
    public async Task A_fragment_in_the_request_target_is_dropped()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/x"));

        Assert.Equal("/x", (string?)(await gateway.EventOfRawAsync("/x#top"))["path"]);
    }

    [Fact]
    public async Task X_HTTP_Method_Override_changes_the_method_of_a_POST()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("DELETE", "/x"));

        var proxyEvent = await gateway.EventOfAsync(new HttpRequestMessage(HttpMethod.Post, "/x") { Headers = { { "X-HTTP-Method-Override", "delete" } } });

        Assert.Equal("DELETE", (string?)proxyEvent["httpMethod"]);
    }

    [Fact]
    public async Task X_HTTP_Method_Override_does_not_change_the_method_of_a_GET()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("ANY", "/x"));

        var proxyEvent = await gateway.EventOfAsync(new HttpRequestMessage(HttpMethod.Get, "/x") { Headers = { { "X-HTTP-Method-Override", "DELETE" } } });

        Assert.Equal("GET", (string?)proxyEvent["httpMethod"]);
    }

    [Theory]
    [InlineData("/prod/x", "/x", "/prod/x")]
    [InlineData("//prod/x", "/x", "/prod/x")]
    [InlineData("/prod//x", "/x", "/prod//x")]
    public async Task With_StagePath_a_deployed_URL_path_is_served(string target, string path, string pathWithStage)
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [TestApi.Echo("GET", "/x")] }, options => options with { StagePath = true });

        var proxyEvent = await gateway.EventOfRawAsync(target);

        Assert.Equal(path, (string?)proxyEvent["path"]);
        Assert.Equal(pathWithStage, (string?)proxyEvent["requestContext"]!["path"]);
    }

    [Fact]
    public async Task With_StagePath_an_unknown_stage_gets_403_Forbidden()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [TestApi.Echo("GET", "/x")] }, options => options with { StagePath = true });

        using var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Forbidden"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("ForbiddenException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
    }

    [Theory]
    [InlineData("/x/{a}", "/x/{b}", "A sibling ({a}) of this resource already has a variable path part -- only one is allowed")]
    [InlineData("/x/{a+}", "/x/{b}", "A sibling ({a+}) of this resource already has a variable path part -- only one is allowed")]
    [InlineData("/x", "/{a+}/b", "the greedy parameter '{a+}' must be the last part")]
    [InlineData("/x", "/x", "GET is declared twice")]
    public async Task Resources_that_API_Gateway_would_not_create_stop_the_start(string first, string second, string message)
    {
        ApiMethod[] methods = [TestApi.Echo("GET", first), TestApi.Echo("GET", second)];

        var exception = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(methods));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
