using System.Net;
using System.Net.Sockets;
using LambdaCrud.IntegrationTests.AllRoutes;

namespace LambdaCrud.IntegrationTests;

public sealed class OutageTests(DynamoDbOutage outage) : IClassFixture<DynamoDbOutage>
{
    /// <summary>The number of calls to DynamoDB. The SDK of a function tries three times, and API Gateway tries once.</summary>
    private static readonly (string Method, string Path, int Calls)[] Routes =
    [
        ("GET", AnyRoute.PublicList.Path, 3),
        .. DeclaredRoutes.OnDynamoDb.Select(route => (route.Method, route.NewPath(), 1)),
    ];

    [Theory]
    [InlineData(400, "ProvisionedThroughputExceededException")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(400, "RequestLimitExceeded")]
    [InlineData(500, "InternalServerError")]
    public async Task A_request_gets_503_when_DynamoDB_throttles_or_fails(int status, string error)
    {
        outage.Answer(DynamoDbReply.Error(status, error));
        foreach (var (method, path, calls) in Assert.Some(Routes))
        {
            var response = await outage.Api.Shopper.SendAsync(Requests.Send(new HttpMethod(method), path));

            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.Equal("1", response.Header("Retry-After"));
            Assert.Equal("no-store", response.Header("Cache-Control"));
            Assert.Lacks("internal matters", problem.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal((path, calls), (path, outage.DynamoDb.TakeCalls().Count));
        }
    }

    [Theory]
    [InlineData(400, "ResourceNotFoundException")]
    [InlineData(400, "AccessDeniedException")]
    [InlineData(400, "ValidationException")]
    public async Task A_request_gets_500_when_DynamoDB_refuses_the_call(int status, string error)
    {
        outage.Answer(DynamoDbReply.Error(status, error));
        foreach (var (method, path, _) in Assert.Some(Routes))
        {
            var response = await outage.Api.Shopper.SendAsync(Requests.Send(new HttpMethod(method), path));

            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal");
            Assert.False(response.Headers.Contains("Retry-After"));
            Assert.Lacks("internal matters", problem.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_request_gets_503_when_DynamoDB_fails_with_an_answer_that_is_not_JSON()
    {
        outage.Answer(new DynamoDbReply(503, "<html>Service \"Unavailable\"</html>"));
        foreach (var (method, path, _) in Assert.Some(Routes))
        {
            var response = await outage.Api.Shopper.SendAsync(Requests.Send(new HttpMethod(method), path));

            await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        }
    }

    [Fact]
    public async Task When_DynamoDB_is_unreachable_a_function_answers_503_and_a_direct_route_502()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var endpoint = new Uri($"http://{taken.LocalEndpoint}");
        taken.Stop();
        await using var storefront = await StorefrontOver.StartAsync(endpoint);

        var ofFunction = await storefront.Anonymous.GetAsync(AnyRoute.PublicList.Path);
        var ofDirectRoute = await storefront.Anonymous.GetAsync(AnyRoute.PublicItem.NewPath());

        await ofFunction.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal("1", ofFunction.Header("Retry-After"));
        await ofDirectRoute.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "bad-gateway");
    }

    [Fact]
    public async Task A_direct_route_answers_504_when_DynamoDB_does_not_answer_in_time()
    {
        var never = new TaskCompletionSource<DynamoDbReply>();
        outage.Answer(_ => never.Task);

        var response = await outage.Api.Anonymous.GetAsync(AnyRoute.PublicItem.NewPath());

        await response.ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "timeout");
        never.SetResult(DynamoDbReply.Ok("{}"));
    }

    [Fact]
    public async Task A_heavy_route_answers_502_while_its_reserved_concurrency_is_used_up()
    {
        var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource<DynamoDbReply>());
        outage.Answer(_ =>
        {
            asked.TrySetResult();
            return answered.Task;
        });
        Task<HttpResponseMessage> ListAsync() =>
            outage.Api.Anonymous.SendAsync(Requests.Send(HttpMethod.Get, AnyRoute.PartnersList.Path).With("X-API-Key", outage.Api.ApiKey));

        var first = ListAsync();
        await asked.Task;
        var refused = await ListAsync();
        answered.SetResult(DynamoDbReply.Ok("""{"Count":0,"Items":[],"ScannedCount":0}"""));

        await refused.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "bad-gateway");
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ListAsync()).StatusCode);
    }
}
