using System.Net;
using System.Net.Sockets;

namespace LambdaCrud.IntegrationTests;

public sealed class OutageTests
{
    /// <summary>The number of calls to DynamoDB: a function's SDK tries three times, API Gateway once.</summary>
    private static readonly (string Method, string Path, int Calls)[] Routes =
    [
        ("GET", "/products", 3),
        ("GET", $"/products/{Guid.CreateVersion7()}", 1),
        ("GET", "/favorites", 1),
        ("PUT", $"/favorites/{Guid.CreateVersion7()}", 1),
        ("DELETE", $"/favorites/{Guid.CreateVersion7()}", 1),
    ];

    [Theory]
    [InlineData(400, "ProvisionedThroughputExceededException")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(400, "RequestLimitExceeded")]
    [InlineData(500, "InternalServerError")]
    public async Task A_DynamoDB_that_throttles_or_fails_is_503(int status, string error)
    {
        await using var dynamoDb = await DynamoDbDouble.StartAsync(_ => DynamoDbReply.Error(status, error));
        await using var storefront = await StorefrontOver.StartAsync(dynamoDb.Endpoint);
        foreach (var (method, path, calls) in Assert.Some(Routes))
        {
            var response = await storefront.Shopper.SendAsync(Requests.Send(new HttpMethod(method), path));

            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.Equal("1", response.Header("Retry-After"));
            Assert.Equal("no-store", response.Header("Cache-Control"));
            Assert.Lacks("internal matters", problem.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal((path, calls), (path, dynamoDb.TakeCalls().Count));
        }
    }

    [Theory]
    [InlineData(400, "ResourceNotFoundException")]
    [InlineData(400, "AccessDeniedException")]
    [InlineData(400, "ValidationException")]
    public async Task A_request_that_DynamoDB_refuses_is_a_fault_of_ours(int status, string error)
    {
        await using var dynamoDb = await DynamoDbDouble.StartAsync(_ => DynamoDbReply.Error(status, error));
        await using var storefront = await StorefrontOver.StartAsync(dynamoDb.Endpoint);
        foreach (var (method, path, _) in Assert.Some(Routes))
        {
            var response = await storefront.Shopper.SendAsync(Requests.Send(new HttpMethod(method), path));

            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal");
            Assert.False(response.Headers.Contains("Retry-After"));
            Assert.Lacks("internal matters", problem.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_outage_that_is_told_in_no_JSON_is_503_too()
    {
        await using var dynamoDb = await DynamoDbDouble.StartAsync(_ => new(503, "<html>Service \"Unavailable\"</html>"));
        await using var storefront = await StorefrontOver.StartAsync(dynamoDb.Endpoint);
        foreach (var (method, path, _) in Assert.Some(Routes))
        {
            var response = await storefront.Shopper.SendAsync(Requests.Send(new HttpMethod(method), path));

            await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        }
    }

    [Fact]
    public async Task A_DynamoDB_that_nobody_answers_for_is_503_of_functions_and_502_of_direct_routes()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var endpoint = new Uri($"http://{taken.LocalEndpoint}");
        taken.Stop();
        await using var storefront = await StorefrontOver.StartAsync(endpoint);

        var ofFunction = await storefront.Anonymous.GetAsync("/products");
        var ofDirectRoute = await storefront.Anonymous.GetAsync($"/products/{Guid.CreateVersion7()}");

        await ofFunction.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal("1", ofFunction.Header("Retry-After"));
        await ofDirectRoute.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "bad-gateway");
    }

    [Fact]
    public async Task A_DynamoDB_that_does_not_answer_in_time_is_504_of_direct_routes()
    {
        var never = new TaskCompletionSource<DynamoDbReply>();
        await using var dynamoDb = await DynamoDbDouble.StartAsync(_ => never.Task);
        await using var storefront = await StorefrontOver.StartAsync(dynamoDb.Endpoint);

        var response = await storefront.Anonymous.GetAsync($"/products/{Guid.CreateVersion7()}");

        await response.ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "timeout");
        never.SetResult(DynamoDbReply.Ok("{}"));
    }

    [Fact]
    public async Task Beyond_the_reserved_concurrency_a_heavy_route_is_502_until_a_call_ends()
    {
        var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource<DynamoDbReply>());
        await using var dynamoDb = await DynamoDbDouble.StartAsync(_ =>
        {
            asked.TrySetResult();
            return answered.Task;
        });
        await using var storefront = await StorefrontOver.StartAsync(dynamoDb.Endpoint, ("HeavyFunctionConcurrency", "1"));
        Task<HttpResponseMessage> Feed() =>
            storefront.Anonymous.SendAsync(Requests.Send(HttpMethod.Get, "/feed/products").With("X-API-Key", storefront.ApiKey));

        var first = Feed();
        await asked.Task;
        var refused = await Feed();
        answered.SetResult(DynamoDbReply.Ok("""{"Count":0,"Items":[],"ScannedCount":0}"""));

        await refused.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "bad-gateway");
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Feed()).StatusCode);
    }
}
