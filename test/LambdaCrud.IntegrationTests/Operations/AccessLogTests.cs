using System.Net;
using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.AllRoutes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Operations;

[Collection(LoggedStorefront.Tests)]
public sealed class AccessLogTests(LoggedStorefront storefront)
{
    public static TheoryData<string> HostileTexts =>
    [
        "\"", "\\", "\\\"", "\"}", "\",\"status\":\"200", "'", "${jndi:ldap://x}", "$context.requestId", "{{7*7}}", "%22", "%00", "<script>",
        "ü", "\u2028", "\t",
    ];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task The_access_log_line_of_a_hostile_request_is_valid_JSON(string text)
    {
        var before = storefront.Log.All.Count;
        var uri = new Uri(
            $"{storefront.Url}{AnyRoute.PublicItem.PathOf(Uri.EscapeDataString(text))[1..]}?x={Uri.EscapeDataString(text)}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(HttpMethod.Get, uri);
        foreach (var header in (string[])["X-Request-Id", "x-amzn-RequestId", "Authorization", "X-API-Key", "Origin", "Referer"])
            request.Headers.TryAddWithoutValidation(header, Ascii(text));
        request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", $"Root={Ascii(text)}");
        request.Headers.TryAddWithoutValidation("User-Agent", Ascii(text));

        var response = await storefront.Anonymous.SendAsync(request);

        var line = await storefront.AccessLogOf(response);
        Assert.Equal($"{(int)response.StatusCode}", line.Text("status"));
        Assert.Every(storefront.Log.All.Skip(before).Where(logged => logged.StartsWith('{')), logged => Assert.NotNull(JsonNode.Parse(logged)));
    }

    [Fact]
    public async Task An_access_log_line_has_the_route_the_status_the_latencies_and_the_integration_status()
    {
        var line = await storefront.AccessLogOf(await storefront.As("user").GetAsync(AnyRoute.UsersItem.NewPath()));

        Assert.Equal(("GET", AnyRoute.UsersItem.Path, "404"), (line.Text("method"), line.Text("route"), line.Text("status")));
        Assert.Equal(("200", "404", "200"), (line.Text("integrationStatus"), line.Text("backendStatus"), line.Text("authorizerStatus")));
        foreach (var latency in (string[])["latencyMs", "integrationLatencyMs", "authorizerLatencyMs", "bytes"])
            Assert.Matches("^[0-9]+$", line.Text(latency));
        Assert.Equal("-", line.Text("errorType"));
    }

    [Fact]
    public async Task The_access_log_line_of_a_gateway_refusal_has_the_error_type_and_no_integration_status()
    {
        var line = await storefront.AccessLogOf(await storefront.Anonymous.GetAsync(AnyRoute.UsersList.Path));

        Assert.Equal(
            ("401", "UNAUTHORIZED", "-", "-"),
            (line.Text("status"), line.Text("errorType"), line.Text("integrationStatus"), line.Text("integrationLatencyMs")));
    }

    [Fact]
    public async Task The_access_log_contains_the_id_of_an_API_key_and_not_the_key()
    {
        var response = await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, AnyRoute.PartnersList.Path).With("X-API-Key", storefront.ApiKey));

        var line = await storefront.AccessLogOf(response);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Matches("^[a-z0-9]{10}$", line.Text("apiKeyId"));
        Assert.Lacks(storefront.ApiKey, line.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>HttpClient sends only ASCII in headers.</summary>
    private static string Ascii(string text) => text.All(char.IsAscii) ? text : "\"";
}
