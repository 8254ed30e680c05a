using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.CompleteTemplates;

/// <summary>Lambda authorizers TOKEN and REQUEST, preflights behind an authorizer, gateway responses for refusals.</summary>
public sealed class DoorsTests
{
    private const string File = "doors.yaml";

    private static string Policy(string resource, string effect = "Allow")
    {
        var statement = $$"""{"Effect":"{{effect}}","Action":"execute-api:Invoke","Resource":"{{resource}}"}""";
        return $$$"""{"principalId":"guard","policyDocument":{"Statement":[{{{statement}}}]},"context":{"calls":{calls},"vip":true}}""";
    }

    [Fact]
    public async Task A_TOKEN_authorizer_passes_its_context_to_the_function_as_strings()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/offices/7");
        request.Headers.Add("X-Ticket", Policy("{arn}"));

        var authorizer = (await gateway.EventOfAsync(request))["requestContext"]!["authorizer"]!;

        Assert.Equal("guard", (string?)authorizer["principalId"]);
        Assert.Equal("true", (string?)authorizer["vip"]);
        Assert.Equal("1", (string?)authorizer["calls"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("throw Unauthorized")]
    public async Task A_missing_or_malformed_ticket_gets_401_without_a_call(string? ticket)
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendAsync("GET", "/offices/7", ticket is null ? [] : [("X-Ticket", ticket)]);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("""{"message":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("https://doors.example", response.Header("Access-Control-Allow-Origin"));
        Assert.Lacks(gateway.Log.All, line => line.Contains("Porter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_specific_gateway_response_takes_nothing_from_DEFAULT_4XX()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        using var response = await gateway.SendAsync("GET", "/offices/7?door=back", ("X-Ticket", Policy("{arn}", "Deny")));

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal(
            """{"type":"ACCESS_DENIED","detail":"User is not authorized to access this resource with an explicit deny","door":"back"}""",
            await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("AccessDeniedException", response.Header("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task A_preflight_requires_the_default_authorizer()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendAsync("OPTIONS", "/offices/7").HasStatusAsync(401);
        await gateway.SendAsync("OPTIONS", "/lobby").HasStatusAsync(401);
        using var opened = await gateway.SendAsync("OPTIONS", "/offices/7", ("X-Ticket", Policy("*")));

        Assert.Equal(200, (int)opened.StatusCode);
        Assert.Equal("GET,OPTIONS", opened.Header("Access-Control-Allow-Methods"));
    }

    [Fact]
    public async Task An_event_with_the_authorizer_NONE_has_no_authorizer()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        Assert.Null((await gateway.EventOfAsync("/lobby"))["requestContext"]!["authorizer"]);
    }

    [Fact]
    public async Task A_REQUEST_authorizer_with_a_cache_requires_every_identity_source()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);

        await gateway.SendAsync("GET", "/vault?door=1").HasStatusAsync(401);
        await gateway.SendAsync("GET", "/vault", ("X-Badge", "a")).HasStatusAsync(401);
        await gateway.SendAsync("GET", "/vault?door=", ("X-Badge", "a")).HasStatusAsync(401);
        await gateway.SendAsync("GET", "/vault?door=1", ("X-Badge", "a")).HasStatusAsync(200);
    }

    [Fact]
    public async Task A_cached_policy_for_one_ARN_denies_other_methods_while_it_is_cached()
    {
        await using var gateway = await TemplateGateway.StartAsync(File);
        var onlyThis = ("X-Result", Policy("{arn}"));

        await gateway.SendAsync("GET", "/vault?door=1", ("X-Badge", "a"), onlyThis).HasStatusAsync(200);
        await gateway.SendAsync("GET", "/vault/safe?door=1", ("X-Badge", "a"), onlyThis).HasStatusAsync(404);
        await gateway.SendAsync("GET", "/vault/safe?door=2", ("X-Badge", "a"), onlyThis).HasStatusAsync(200);
    }
}
