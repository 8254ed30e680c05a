using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public class ApiCallTests
{
    [Fact]
    public void The_target_names_route_path_query_and_preconditions_line_by_line()
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
    public void A_handler_that_asks_for_the_caller_of_a_public_route_fails() =>
        Assert.Throws<InvalidOperationException>(() => Call(TestApi.Request("GET", "/x")).Caller);

    private static ApiCall Call(Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest request) => new(request, caller: null, CancellationToken.None);

    [Fact]
    public void The_fault_of_a_handler_that_asks_for_the_caller_of_a_public_route_is_described() =>
        Assert.Equal(
            "This route does not ask for a signed-in user.",
            Assert.Throws<InvalidOperationException>(() => Call(TestApi.Request("GET", "/x")).Caller).Message);

    [Fact]
    public void The_fault_of_a_handler_that_reads_a_parameter_that_its_route_does_not_name_is_described() =>
        Assert.Equal(
            "This route does not say that it takes the query parameter limit.",
            Assert.Throws<InvalidOperationException>(() => Call(TestApi.Request("GET", "/x")).Query["limit"]).Message);
}
