using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public sealed class QueryParametersTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public QueryParametersTests() => _api = new TestApi(_wire);

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData("limt")]
    [InlineData("Limit")]
    [InlineData("limit ")]
    [InlineData("limit[]")]
    [InlineData("")]
    [InlineData("\ufffd")]
    public async Task The_refusal_of_an_unknown_parameter_lists_the_parameters_of_the_route(string name)
    {
        var response = await Run(Access.SignedIn, ["limit", "cursor"], (name, "1"), ("limit", "1"));

        Assert.Equal(400, response.StatusCode);
        Assert.Equal("invalid-parameter", response.Problem());
        Assert.Equal(
            """[{"code":"unknown-parameter","detail":"This route takes only the query parameters limit, cursor."}]""",
            response.Json()["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task A_route_that_names_no_parameters_refuses_every_parameter()
    {
        var response = await Run(Access.SignedIn, null, ("dryRun", "true"));

        Assert.Equal("This route takes no query parameters.", (string?)response.Json()["errors"]![0]!["detail"]);
    }

    [Fact]
    public async Task A_handler_can_read_a_parameter_that_its_route_names()
    {
        var response = await Run(Access.SignedIn, ["limit", "cursor"], ("limit", "7"));

        Assert.Equal(204, response.StatusCode);
        Assert.Equal("7", response.Headers["X-Limit"]);
    }

    [Fact]
    public async Task A_handler_that_reads_a_parameter_that_its_route_does_not_name_gets_500()
    {
        var response = await Run(Access.SignedIn, ["cursor"]);

        Assert.Equal("internal", response.Problem());
    }

    [Fact]
    public async Task The_caller_is_checked_before_the_parameters()
    {
        var request = TestApi.Request("GET", "/x");
        request.QueryStringParameters = new Dictionary<string, string> { ["x"] = "1" };

        var response = await _api.Endpoint.RunAsync(TestRoute.For(Access.SignedIn), request, _api.Context, _ => Task.FromResult(new Reply(204)));

        Assert.Equal("unauthenticated", response.Problem());
    }

    // The cache stores answers of any status under a key without the parameter. All clients would get a stored refusal.
    [Theory]
    [InlineData(true, "on", 204)]
    [InlineData(false, "on", 400)]
    [InlineData(true, "off", 400)]
    [InlineData(true, null, 400)]
    public async Task An_unknown_parameter_is_accepted_only_if_the_answer_is_cached(bool isCached, string? cache, int status) =>
        Assert.Equal(status, (await Run(TestRoute.For(Access.Anyone, "limit") with { IsCached = isCached }, cache, ("x", "1"))).StatusCode);

    private Task<APIGatewayProxyResponse> Run(Access access, string[]? names, params (string Name, string Value)[] query) =>
        Run(TestRoute.For(access, names ?? []), cache: null, query);

    private Task<APIGatewayProxyResponse> Run(Route route, string? cache, params (string Name, string Value)[] query)
    {
        var request = TestApi.AsAdmin(TestApi.Request("GET", "/x"));
        request.RequestContext.Identity = new APIGatewayProxyRequest.RequestIdentity { ApiKeyId = "key-id" };
        request.QueryStringParameters = query.ToDictionary(one => one.Name, one => one.Value);
        request.StageVariables = cache is null ? null : new Dictionary<string, string> { ["cache"] = cache };
        return _api.Endpoint.RunAsync(
            route, request, _api.Context, call => Task.FromResult(new Reply(204).With("X-Limit", call.Query[TestRoute.Parameter("limit")] ?? "")));
    }
}
