using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Http;

public sealed class EndpointTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public EndpointTests() => _api = new TestApi(_wire);

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task The_reply_has_the_request_id_of_the_client()
    {
        var response = await Run(_ => Task.FromResult(new Reply(204)), ("x-request-id", "Order-7_a.b"));

        Assert.Equal("Order-7_a.b", response.Headers["X-Request-Id"]);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("")]
    [InlineData("a\r\nSet-Cookie: x")]
    [InlineData("ü")]
    [InlineData("a,b")]
    public async Task A_request_id_with_unsafe_characters_is_replaced_by_the_gateways_id(string sent) =>
        Assert.Equal("gateway-request", (await Run(_ => Task.FromResult(new Reply(204)), ("X-Request-Id", sent))).Headers["X-Request-Id"]);

    [Fact]
    public async Task The_last_of_several_request_ids_is_used()
    {
        var response = await Run(_ => Task.FromResult(new Reply(204)), ("X-Request-Id", "first"), ("X-Request-Id", "last"));

        Assert.Equal("last", response.Headers["X-Request-Id"]);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task A_request_id_has_at_most_128_characters(int length, bool kept)
    {
        var sent = new string('a', length);

        var response = await Run(_ => Task.FromResult(new Reply(204)), ("X-Request-Id", sent));

        Assert.Equal(kept ? sent : "gateway-request", response.Headers["X-Request-Id"]);
    }

    [Fact]
    public async Task The_request_id_of_Lambda_is_used_if_the_gateway_sends_none()
    {
        var request = new APIGatewayProxyRequest();

        var response = await Endpoint().RunAsync(TestRoute.For(Access.Anyone), request, _api.Context, _ => Task.FromResult(new Reply(204)));

        Assert.Equal("aws-request", response.Headers["X-Request-Id"]);
    }

    [Fact]
    public async Task Every_reply_of_a_function_has_the_CORS_headers()
    {
        var response = await Run(_ => throw new InvalidOperationException());

        Assert.Equal("https://shop.example", response.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal(LambdaCrud.Http.Endpoint.ExposedHeaders, response.Headers["Access-Control-Expose-Headers"]);
    }

    [Fact]
    public async Task An_unexpected_exception_gets_500_and_appears_only_in_the_log()
    {
        var response = await Run(_ => throw new InvalidOperationException("what was sent"));

        Assert.Equal(500, response.StatusCode);
        Assert.Equal(
            """{"type":"urn:lambdacrud:problem:internal","title":"Something went wrong","status":500,"code":"internal","requestId":"gateway-request"}""",
            response.Body);
        Assert.StartsWith("Error: ", _api.Log, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException", _api.Log, StringComparison.Ordinal);
        Assert.Contains(nameof(An_unexpected_exception_gets_500_and_appears_only_in_the_log), _api.Log, StringComparison.Ordinal);
        Assert.Lacks("what was sent", _api.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_has_the_Cache_Control_no_store() =>
        Assert.Equal("no-store", (await Run(_ => throw new InvalidOperationException())).Headers["Cache-Control"]);

    public static TheoryData<Exception> Outages =>
    [
        new ProvisionedThroughputExceededException("m"), new RequestLimitExceededException("m"), new ThrottlingException("m"),
        new InternalServerErrorException("m"), new TransactionConflictException("m"), new HttpRequestException("refused"),
        new TimeoutException("m"),
    ];

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public async Task Throttling_and_outages_of_DynamoDB_get_503_with_Retry_After(Exception failure)
    {
        var response = await Run(_ => throw failure);

        Assert.Equal(503, response.StatusCode);
        Assert.Equal("unavailable", response.Problem());
        Assert.Equal("1", response.Headers["Retry-After"]);
        Assert.StartsWith("Warning: ", _api.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_call_to_DynamoDB_gets_500() =>
        Assert.Equal(500, (await Run(_ => throw new ResourceNotFoundException("no such table"))).StatusCode);

    [Fact]
    public async Task A_handler_is_cancelled_half_a_second_before_the_functions_timeout()
    {
        _api.Context.RemainingTime = TimeSpan.FromSeconds(7);
        var time = new StillTime(DateTimeOffset.UnixEpoch);
        var endpoint = new LambdaCrud.Http.Endpoint("*", _api.RequestLog, time);

        await endpoint.RunAsync(TestRoute.For(Access.Anyone), TestApi.Request("GET", "/x"), _api.Context, _ => Task.FromResult(new Reply(204)));

        Assert.Equal(TimeSpan.FromSeconds(6.5), time.Timers[^1]);
    }

    [Fact]
    public async Task A_handler_that_is_cancelled_at_the_deadline_gets_503()
    {
        _api.Context.RemainingTime = TimeSpan.FromMilliseconds(500);

        var response = await Run(call =>
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(new Reply(204));
        });

        Assert.Equal("unavailable", response.Problem());
    }

    [Fact]
    public async Task A_cancellation_before_the_deadline_gets_500() =>
        Assert.Equal(500, (await Run(_ => throw new OperationCanceledException())).StatusCode);

    [Fact]
    public async Task Each_request_logs_one_line_with_route_status_duration_and_request_id()
    {
        var request = TestApi.Request("GET", "/products/{id}", null, ("X-Request-Id", "order-7"));

        await Endpoint().RunAsync(TestRoute.For(Access.Anyone), request, _api.Context, _ => Task.FromResult(new Reply(204)));

        Assert.Equal(
            """
            Information: {route} answered {status} in {durationMs} ms, request {correlationId}, cold start {coldStart}
            	GET /products/{id}
            	204
            	0
            	order-7
            	True


            """,
            _api.Log[.._api.Log.IndexOf("{\"timestamp\"", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task The_log_contains_neither_the_caller_nor_what_the_client_sent()
    {
        var request = TestApi.AsAdmin(TestApi.Request(
            "POST", "/products", "secret-body", ("Authorization", "secret-token"), TestApi.Json));
        request.Path = "/products/secret-path";

        var body = await _api.Functions.CreateProduct(request, _api.Context);
        request.QueryStringParameters = new Dictionary<string, string> { ["secret-name"] = "secret-value" };
        var query = await _api.Functions.CreateProduct(request, _api.Context);

        Assert.Equal(("invalid-body", "invalid-parameter"), (body.Problem(), query.Problem()));
        Assert.Lacks("secret", query.Body, StringComparison.Ordinal);
        Assert.Lacks("secret", _api.Log, StringComparison.Ordinal);
        Assert.Lacks("the-subject", _api.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reply_varies_by_Accept_Encoding() =>
        Assert.Equal("Accept-Encoding", (await Run(_ => Task.FromResult(new Reply(200)))).Headers["Vary"]);

    [Fact]
    public async Task A_request_without_method_and_resource_is_logged_with_question_marks()
    {
        await Endpoint().RunAsync(TestRoute.For(Access.Anyone), new APIGatewayProxyRequest(), _api.Context, _ => Task.FromResult(new Reply(204)));

        Assert.Contains("\t? ?\n", _api.Log.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_without_time_left_cancels_the_handler_at_once()
    {
        _api.Context.RemainingTime = TimeSpan.FromMilliseconds(100);

        var response = await Run(call => Task.FromResult(new Reply(call.CancellationToken.IsCancellationRequested ? 204 : 500)));

        Assert.Equal(204, response.StatusCode);
    }

    [Fact]
    public async Task A_304_has_only_the_entity_tag_of_the_reply_and_the_declared_Cache_Control()
    {
        var route = TestRoute.For(Access.Anyone) with { Answers = [new Answer(200) { CacheControl = "no-cache" }] };
        var response = await Endpoint().RunAsync(
            route,
            TestApi.Request("GET", "/x", null, ("If-None-Match", "\"1\"")),
            _api.Context,
            call => Task.FromResult(new Reply(200) { Json = "{}" }.With("ETag", "\"1\"").With("Link", "<x>").Under(call.Preconditions)));

        Assert.Equal(304, response.StatusCode);
        Assert.Null(response.Body);
        Assert.Equal(("\"1\"", "no-cache"), (response.Headers["ETag"], response.Headers["Cache-Control"]));
        Assert.Lacks("Link", response.Headers.Keys);
    }

    [Fact]
    public async Task Every_reply_of_a_route_with_an_end_says_when_it_ends()
    {
        var route = TestRoute.For(Access.Anyone) with { Retirement = new(new DateOnly(2026, 12, 1), new DateOnly(2027, 6, 1)) };

        var refused = await Endpoint().RunAsync(
            route, TestApi.Request("GET", "/x"), _api.Context, _ => Task.FromResult(ProblemTypes.NotFound.ToReply()));

        Assert.Equal(404, refused.StatusCode);
        Assert.Equal(("@1796083200", "Tue, 01 Jun 2027 00:00:00 GMT"), (refused.Headers["Deprecation"], refused.Headers["Sunset"]));
        Assert.EndsWith(", X-Request-Id, Deprecation, Sunset", refused.Headers["Access-Control-Expose-Headers"], StringComparison.Ordinal);
        Assert.Lacks("Sunset", (await Run(_ => Task.FromResult(new Reply(200)))).Headers.Keys);
    }

    private LambdaCrud.Http.Endpoint Endpoint() => new("https://shop.example", _api.RequestLog, new StillTime(DateTimeOffset.UnixEpoch));

    private Task<APIGatewayProxyResponse> Run(Func<ApiCall, Task<Reply>> handle, params (string, string)[] headers) =>
        Endpoint().RunAsync(TestRoute.For(Access.Anyone), TestApi.Request("GET", "/x", null, headers), _api.Context, handle);
}
