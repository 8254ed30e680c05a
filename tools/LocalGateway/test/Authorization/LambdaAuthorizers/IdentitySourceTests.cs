using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization.LambdaAuthorizers;

public sealed class IdentitySourceTests
{
    [Fact]
    public async Task The_last_value_of_a_repeated_header_is_the_token()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Token);

        var response = await gateway.SendRawAsync(
            "GET /a/1 HTTP/1.1", "Host: api.example", "Connection: close", "Authorization: throw Unauthorized",
            $"Authorization: {TestAuthorizer.Result(TestAuthorizer.AllowThis)}");

        Assert.Equal(200, response.Status);
    }

    [Theory]
    [InlineData("method.request.header.X-Caller", "method.request.header.X-Other")]
    [InlineData]
    public async Task A_TOKEN_authorizer_with_another_number_of_identity_sources_than_one_stops_the_start(params string[] sources) =>
        Assert.Equal(
            "The TOKEN authorizer Gatekeeper must have one identity source.",
            await RefusalAsync(TestAuthorizer.Token with { IdentitySources = sources }));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("method.request.header.")]
    [InlineData("method.request.body")]
    [InlineData("method.request.path.id")]
    public async Task A_REQUEST_authorizer_with_an_identity_source_that_does_not_exist_stops_the_start(string source) =>
        Assert.Equal(
            $"The authorizer Gatekeeper cannot have the identity source {source}.",
            await RefusalAsync(TestAuthorizer.Request with { IdentitySources = ["context.identity.sourceIp", source] }));

    [Fact]
    public async Task A_REQUEST_authorizer_that_caches_its_results_must_have_an_identity_source() =>
        Assert.Equal(
            "The REQUEST authorizer Gatekeeper caches its results, so it must have an identity source.",
            await RefusalAsync(TestAuthorizer.Request with { IdentitySources = [] }));

    [Fact]
    public async Task A_REQUEST_authorizer_without_caching_may_have_no_identity_source()
    {
        await using var gateway = await TestAuthorizer.StartAsync(
            TestAuthorizer.Request with { IdentitySources = [], ResultTtl = TimeSpan.Zero });

        await gateway.SendAsync("GET", "/a/1").HasStatusAsync(200);
    }

    [Theory]
    [InlineData("context.authorizer.tenant", "blue")]
    [InlineData("context.authorizer.principalId", "me")]
    [InlineData("context.authorizer.integrationLatency", "0")]
    [InlineData("context.authorizer.none", null)]
    public async Task A_parameter_mapping_reads_a_value_of_the_authorizers_context(string source, string? value)
    {
        await using var gateway = await TestAuthorizer.StartAsync(
            TestAuthorizer.Token, new ManualTime(), Methods.Mock(null, ("X-One", source)));
        var token = TestAuthorizer.Result(TestAuthorizer.AllowThis, ""","context":{"tenant":"red","tenant":"blue","principalId":"you"}""");

        using var response = await gateway.SendAsync("POST", "/", ("Authorization", token));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(value, response.Headers.TryGetValues("X-One", out var values) ? Assert.Single(values) : null);
    }

    [Fact]
    public async Task A_mapping_template_reads_principalId_and_integrationLatency_of_the_authorizer()
    {
        await using var gateway = await TestAuthorizer.StartAsync(
            TestAuthorizer.Token,
            new ManualTime(),
            Methods.Mock("$context.authorizer.principalId $context.authorizer.integrationLatency $context.authorizer.tenant"));
        var token = TestAuthorizer.Result(TestAuthorizer.AllowThis, ""","context":{"tenant":"blue","principalId":"you"}""");

        using var response = await gateway.SendAsync("POST", "/", ("Authorization", token));

        Assert.Equal("me 0 blue", await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> RefusalAsync(LambdaAuthorizer authorizer) =>
        (await Assert.ThrowsAsync<GatewayException>(() => TestAuthorizer.StartAsync(authorizer))).Message;
}
