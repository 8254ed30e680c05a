using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public class ApiCallTests
{
    [Fact]
    public void The_target_of_a_request_lists_route_path_query_and_preconditions_one_per_line()
    {
        var request = TestApi.Request("PUT", "/things/{id}", null, ("If-Match", "\"7\""));
        request.PathParameters = new Dictionary<string, string> { ["id"] = "a/b" };
        request.QueryStringParameters = new Dictionary<string, string> { ["b"] = "1\n2", ["a"] = "x=y" };

        var lines = Call(request).Target.Split('\n');

        Assert.Equal(["PUT /things/{id}", "path id=a%2Fb", "query a=x%3Dy", "query b=1%0A2"], lines[..4]);
        Assert.NotEmpty(lines[4..]);
    }

    [Fact]
    public void A_request_without_parameters_and_preconditions_has_its_route_as_target() =>
        Assert.Equal("GET /x", Call(TestApi.Request("GET", "/x")).Target);

    [Fact]
    public void A_handler_that_reads_the_caller_on_a_public_route_fails() =>
        Assert.Throws<InvalidOperationException>(() => Call(TestApi.Request("GET", "/x")).Caller);

    [Fact]
    public void The_error_of_a_handler_that_reads_the_caller_on_a_public_route_says_why() =>
        Assert.Equal(
            "This route does not require a signed-in user.",
            Assert.Throws<InvalidOperationException>(() => Call(TestApi.Request("GET", "/x")).Caller).Message);

    [Fact]
    public void The_error_of_a_handler_that_reads_an_undeclared_parameter_names_it() =>
        Assert.Equal(
            "This route does not declare the query parameter limit.",
            Assert.Throws<InvalidOperationException>(() => Call(TestApi.Request("GET", "/x")).Query[TestRoute.Parameter("limit")]).Message);

    private static ApiCall Call(Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest request) =>
        new(request, caller: null, TestRoute.For(Access.Anyone), CancellationToken.None);
}
