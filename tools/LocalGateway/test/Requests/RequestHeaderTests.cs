using System.Text.Json.Nodes;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Requests;

public sealed class RequestHeaderTests
{
    [Theory]
    [InlineData("Connection", "close")]
    [InlineData("Content-Length", "0")]
    [InlineData("Content-MD5", "Q2hlY2sgSW50ZWdyaXR5IQ==")]
    [InlineData("Expect", "100-continue")]
    [InlineData("Max-Forwards", "3")]
    [InlineData("Proxy-Authenticate", "Basic")]
    [InlineData("Server", "me")]
    [InlineData("TE", "trailers")]
    [InlineData("Trailer", "Expires")]
    [InlineData("Upgrade", "h2c")]
    [InlineData("WWW-Authenticate", "Basic")]
    public async Task The_event_does_not_contain_headers_of_the_connection(string name, string value)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var proxyEvent = await gateway.EventOfRawAsync("/", name == "Connection" ? "X-Other: 1" : $"{name}: {value}", "X-Seen: yes");

        Assert.Lacks(name, Names(proxyEvent, "headers"), StringComparer.OrdinalIgnoreCase);
        Assert.Lacks(name, Names(proxyEvent, "multiValueHeaders"), StringComparer.OrdinalIgnoreCase);
        Assert.Equal("yes", (string?)proxyEvent["headers"]!["X-Seen"]);
    }

    [Fact]
    public async Task The_event_of_a_chunked_request_has_the_whole_body_and_no_Transfer_Encoding()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("POST", "/"));

        var response = await gateway.SendRawAsync(
            "POST / HTTP/1.1", "Host: x", "Connection: close", "Transfer-Encoding: chunked", "", "5", "hello", "6", " world", "0");

        var proxyEvent = JsonNode.Parse(response.Body)!.AsObject();
        Assert.Lacks("Transfer-Encoding", Names(proxyEvent, "headers"), StringComparer.OrdinalIgnoreCase);
        Assert.Equal("hello world", (string?)proxyEvent["body"]);
    }

    [Theory]
    [InlineData("tEsT-HEADeR", "tEsT-HEADeR")]
    [InlineData("accept", "accept")]
    [InlineData("x-api-key", "x-api-key")]
    [InlineData("IF-NONE-MATCH", "IF-NONE-MATCH")]
    [InlineData("cookie", "cookie")]
    [InlineData("authorization", "Authorization")]
    [InlineData("USER-AGENT", "User-Agent")]
    public async Task Header_names_keep_their_casing_except_Authorization_and_User_Agent(string sent, string seen)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var proxyEvent = await gateway.EventOfRawAsync("/", $"{sent}: value");

        Assert.Equal("value", (string?)proxyEvent["headers"]![seen]);
        Assert.Equal("value", (string?)proxyEvent["multiValueHeaders"]![seen]![0]);
    }

    [Fact]
    public async Task Header_names_keep_their_casing_for_each_request_of_a_connection()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("ANY", "/"));

        var response = await gateway.SendRawAsync(
            "POST / HTTP/1.1", "Host: x", "accept: one", "Content-Length: 22", "", "ACCEPT: in the body\r\n",
            "POST / HTTP/1.1", "host: x", "Transfer-Encoding: chunked", "aCCEPT: two", "", "7", "ACCEPT:", "0", "",
            "GET / HTTP/1.1", "hOST: x", "ACCept: three", "Connection: close");

        Assert.Contains("\"accept\":\"one\"", response.Body, StringComparison.Ordinal);
        Assert.Contains("\"aCCEPT\":\"two\"", response.Body, StringComparison.Ordinal);
        Assert.Contains("\"ACCept\":\"three\"", response.Body, StringComparison.Ordinal);
        Assert.Contains("\"hOST\":\"x\"", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_headers_has_the_last_of_several_values_and_multiValueHeaders_has_all()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var proxyEvent = await gateway.EventOfRawAsync("/", "X-Color: red", "X-Color: blue");

        Assert.Equal("blue", (string?)proxyEvent["headers"]!["X-Color"]);
        Assert.Equal("""["red","blue"]""", proxyEvent["multiValueHeaders"]!["X-Color"]!.ToJsonString());
    }

    [Fact]
    public async Task X_Forwarded_headers_are_added_to_the_event()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var headers = (await gateway.EventOfRawAsync("/", "X-Forwarded-For: 10.1.2.3"))["headers"]!;

        Assert.Equal("10.1.2.3, 127.0.0.1", (string?)headers["X-Forwarded-For"]);
        Assert.Equal($"{gateway.Url.Port}", (string?)headers["X-Forwarded-Port"]);
        Assert.Equal("http", (string?)headers["X-Forwarded-Proto"]);
        Assert.Equal("api.example", (string?)headers["Host"]);
    }

    [Fact]
    public async Task A_request_without_a_trace_id_gets_an_unsampled_one()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var proxyEvent = await gateway.EventOfAsync("/");

        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", (string?)proxyEvent["headers"]!["X-Amzn-Trace-Id"]);
    }

    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793", "^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};Sampled=0$")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1$")]
    public async Task Root_and_parent_of_an_incoming_trace_id_are_kept(string sent, string seen)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var proxyEvent = await gateway.EventOfRawAsync("/", $"X-Amzn-Trace-Id: {sent}");

        Assert.Matches(seen, (string?)proxyEvent["headers"]!["X-Amzn-Trace-Id"]);
    }

    private static IEnumerable<string> Names(JsonObject proxyEvent, string map) => proxyEvent[map]!.AsObject().Select(header => header.Key);
}
