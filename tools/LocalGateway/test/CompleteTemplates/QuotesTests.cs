using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>HTTP and HTTP_PROXY to a server that a stage variable names: mapped paths, queries, headers, replies.</summary>
public sealed class QuotesTests
{
    private static Task<TestGateway> StartAsync(RecordingServer backend) =>
        TemplateGateway.StartAsync("quotes.yaml", ("Backend", backend.Url.Authority));

    [Fact]
    public async Task A_request_to_the_backend_holds_only_the_mapped_values_of_the_client()
    {
        await using var backend = await RecordingServer.StartAsync(200, "{}");
        await using var gateway = await StartAsync(backend);

        await gateway.SendAsync("GET", "/quotes/ACME?currency=EUR&other=1", ("X-Desk", "4"), ("X-Other", "5")).HasStatusAsync(200);

        var request = Assert.Single(backend.Requests);
        Assert.Equal("GET /v1/ACME/price?cur=EUR", $"{request.HttpMethod} {request.Target}");
        Assert.Equal("4", request.Headers["X-Desk"].ToString());
        Assert.Equal("prod", request.Headers["X-Stage"].ToString());
        Assert.Equal("quote", request.Headers["X-Kind"].ToString());
        Assert.False(request.Headers.ContainsKey("X-Other"));
        Assert.StartsWith("AmazonAPIGateway_", request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/json", request.Headers.Accept.ToString());
    }

    [Fact]
    public async Task A_mapping_with_a_missing_source_is_skipped()
    {
        await using var backend = await RecordingServer.StartAsync(200, "{}");
        await using var gateway = await StartAsync(backend);

        await gateway.SendAsync("GET", "/quotes/ACME").HasStatusAsync(200);

        var request = Assert.Single(backend.Requests);
        Assert.Equal("/v1/ACME/price", request.Target);
        Assert.False(request.Headers.ContainsKey("X-Desk"));
    }

    [Fact]
    public async Task Headers_and_body_of_the_reply_are_mapped()
    {
        await using var backend =
            await RecordingServer.StartAsync(200, """{"value": 12.25, "region": "eu"}""", ("X-Origin", "exchange"), ("X-Hidden", "1"));
        await using var gateway = await StartAsync(backend);

        using var response = await gateway.SendAsync("GET", "/quotes/ACME");

        Assert.Equal("""{"price":12.25,"all":{"value":12.25,"region":"eu"}}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(("exchange", "eu"), (response.Header("X-Source"), response.Header("X-Region")));
        Assert.False(response.Headers.Contains("X-Hidden"));
        Assert.True(response.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Theory]
    [InlineData(404, 404, """{"unknown":"ACME"}""")]
    [InlineData(429, 404, """{"unknown":"ACME"}""")]
    [InlineData(201, 200, """{"price":1,"all":{"value":1}}""")]
    public async Task The_status_of_the_backend_selects_the_response(int answered, int status, string body)
    {
        await using var backend = await RecordingServer.StartAsync(answered, """{"value":1}""");
        await using var gateway = await StartAsync(backend);

        await gateway.SendAsync("GET", "/quotes/ACME").AnswersAsync(status, body);
    }

    [Fact]
    public async Task A_proxied_request_and_its_reply_pass_unchanged()
    {
        await using var backend = await RecordingServer.StartAsync(418, "short and stout", ("Content-Type", "text/plain"), ("X-Pot", "tea"));
        await using var gateway = await StartAsync(backend);

        using var response = await gateway.SendBodyAsync("PATCH", "/raw/a/b?x=1&x=2", "body", "text/plain", ("X-Other", "5"));

        var request = Assert.Single(backend.Requests);
        Assert.Equal("PATCH /a/b?x=1&x=2", $"{request.HttpMethod} {request.Target}");
        Assert.Equal(("body", "5"), (request.Text, request.Headers["X-Other"].ToString()));
        Assert.Equal((418, "short and stout"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal("tea", response.Header("X-Pot"));
        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
    }

    [Fact]
    public async Task A_backend_slower_than_the_timeout_of_the_integration_gives_504()
    {
        var end = new TaskCompletionSource<ServerReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backend = await RecordingServer.StartAsync(_ => end.Task);
        await using var gateway = await StartAsync(backend);

        await gateway.SendAsync("GET", "/late")
            .IsRefusedAsync(504, """{"message": "Endpoint request timed out"}""", "InternalServerErrorException");

        end.SetResult(new(200));
    }
}
