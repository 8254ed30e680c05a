using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Integrations.LambdaProxy;

public sealed class ProxyEventTests
{
    [Fact]
    public async Task The_event_has_all_members_and_empty_members_are_null()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var proxyEvent = await gateway.EventOfAsync("/");

        Assert.Equal(
            [
                "body", "headers", "httpMethod", "isBase64Encoded", "multiValueHeaders", "multiValueQueryStringParameters",
                "path", "pathParameters", "queryStringParameters", "requestContext", "resource", "stageVariables",
            ],
            proxyEvent.Select(member => member.Key).Order(StringComparer.Ordinal));
        foreach (var name in new[] { "queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables", "body" })
            Assert.Null(proxyEvent[name]);
        Assert.False((bool)proxyEvent["isBase64Encoded"]!);
    }

    [Fact]
    public async Task The_member_resource_is_the_pattern_and_the_member_path_is_the_path_without_the_stage()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/a/{id}"));

        var proxyEvent = await gateway.EventOfAsync("/a/b?c=d");

        Assert.Equal("/a/{id}", (string?)proxyEvent["resource"]);
        Assert.Equal("/a/b", (string?)proxyEvent["path"]);
        Assert.Equal("GET", (string?)proxyEvent["httpMethod"]);
        Assert.Equal("""{"id":"b"}""", proxyEvent["pathParameters"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/?a=1&a=2&b=3", """{"a":"2","b":"3"}""", """{"a":["1","2"],"b":["3"]}""")]
    [InlineData("/?a=x%2By+z", """{"a":"x\u002By z"}""", """{"a":["x\u002By z"]}""")]
    [InlineData("/?a%20b=%C3%A9", """{"a b":"\u00E9"}""", """{"a b":["\u00E9"]}""")]
    [InlineData("/?A=1&a=2", """{"A":"1","a":"2"}""", """{"A":["1"],"a":["2"]}""")]
    [InlineData("/?a&b=", """{"a":"","b":""}""", """{"a":[""],"b":[""]}""")]
    [InlineData("/?a=1=2&&", """{"a":"1=2"}""", """{"a":["1=2"]}""")]
    [InlineData("/?a=1;b=2", """{"a":"1","b":"2"}""", """{"a":["1"],"b":["2"]}""")]
    [InlineData("/?a=1#b=2", """{"a":"1"}""", """{"a":["1"]}""")]
    public async Task Query_values_are_decoded_and_the_event_has_the_last_value_and_the_list_of_all_values(
        string target, string last, string all)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var proxyEvent = await gateway.EventOfRawAsync(target);

        Assert.Equal(last, proxyEvent["queryStringParameters"]!.ToJsonString());
        Assert.Equal(all, proxyEvent["multiValueQueryStringParameters"]!.ToJsonString());
    }

    [Fact]
    public async Task The_event_contains_the_stage_variables()
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi
        {
            Methods = [TestApi.Echo("GET", "/")],
            StageVariables = new Dictionary<string, string> { ["color"] = "blue" },
        });

        Assert.Equal("""{"color":"blue"}""", (await gateway.EventOfAsync("/"))["stageVariables"]!.ToJsonString());
    }

    [Fact]
    public async Task The_body_of_the_event_is_the_raw_text_of_the_request()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("POST", "/"));
        const string Body = "{ \"name\" :\t\"caf\u00e9 \ud83d\ude00 \\u0041\" }\r\n";

        var proxyEvent = await gateway.EventOfAsync(new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(Body, Encoding.UTF8, "application/json") });

        Assert.Equal(Body, (string?)proxyEvent["body"]);
        Assert.False((bool)proxyEvent["isBase64Encoded"]!);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_become_replacement_characters()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("POST", "/"));

        var proxyEvent =
            await gateway.EventOfAsync(new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent([0x61, 0xff, 0x62]) });

        Assert.Equal("a\ufffdb", (string?)proxyEvent["body"]);
    }

    [Theory]
    [InlineData("image/png", "image/png", true)]
    [InlineData("image/*", "image/png", true)]
    [InlineData("*/*", "text/plain", true)]
    [InlineData("image/png", "image/png; q=1", true)]
    [InlineData("IMAGE/PNG", "image/png", true)]
    [InlineData("image/png", "image/jpeg", false)]
    [InlineData("*/png", "image/png", false)]
    public async Task A_body_with_a_binary_media_type_is_base64_in_the_event(string binaryMediaType, string contentType, bool isBinary)
    {
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [TestApi.Echo("POST", "/")], BinaryMediaTypes = [binaryMediaType] });
        var content = new ByteArrayContent("hi!"u8.ToArray()) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };

        var proxyEvent = await gateway.EventOfAsync(new HttpRequestMessage(HttpMethod.Post, "/") { Content = content });

        Assert.Equal(isBinary ? "aGkh" : "hi!", (string?)proxyEvent["body"]);
        Assert.Equal(isBinary, (bool)proxyEvent["isBase64Encoded"]!);
    }

    [Fact]
    public async Task The_request_context_describes_the_request()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/a/{id}"));

        var context = (await gateway.EventOfRawAsync("/a/b?c=d", "User-Agent: me"))["requestContext"]!.AsObject();

        Assert.Equal(
            [
                "accountId", "apiId", "deploymentId", "domainName", "domainPrefix", "extendedRequestId", "httpMethod", "identity", "path",
                "protocol", "requestId", "requestTime", "requestTimeEpoch", "resourceId", "resourcePath", "stage",
            ],
            context.Select(member => member.Key));
        Assert.Equal("123456789012", (string?)context["accountId"]);
        Assert.Equal("abcdefghij", (string?)context["apiId"]);
        Assert.Matches("^[a-z0-9]{6}$", (string?)context["deploymentId"]);
        Assert.Equal("api.example", (string?)context["domainName"]);
        Assert.Equal("api", (string?)context["domainPrefix"]);
        Assert.Equal("GET", (string?)context["httpMethod"]);
        Assert.Equal("/prod/a/b", (string?)context["path"]);
        Assert.Equal("HTTP/1.1", (string?)context["protocol"]);
        Assert.True(Guid.TryParseExact((string?)context["requestId"], "D", out _));
        Assert.Matches("^[a-z0-9]{6}$", (string?)context["resourceId"]);
        Assert.Equal("/a/{id}", (string?)context["resourcePath"]);
        Assert.Equal("prod", (string?)context["stage"]);
    }

    [Fact]
    public async Task All_members_of_identity_are_null_except_sourceIp_and_userAgent()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var identity = (await gateway.EventOfRawAsync("/", "user-agent: me"))["requestContext"]!["identity"]!.AsObject();

        Assert.Equal(
            "{'accessKey':null,'accountId':null,'caller':null,'cognitoAuthenticationProvider':null,'cognitoAuthenticationType':null,"
            + "'cognitoIdentityId':null,'cognitoIdentityPoolId':null,'principalOrgId':null,'sourceIp':'127.0.0.1','user':null,'userAgent':'me','userArn':null}",
            identity.ToJsonString().Replace('"', '\''));
    }

    [Fact]
    public async Task The_event_has_the_request_time_in_the_common_log_format_and_in_milliseconds()
    {
        var time = new FixedTime(new(2015, 4, 9, 12, 34, 56, 789, TimeSpan.Zero));
        await using var gateway = await TestGateway.StartAsync(new TestApi { Methods = [TestApi.Echo("GET", "/")] }, options => options with { TimeProvider = time });

        var context = (await gateway.EventOfAsync("/"))["requestContext"]!;

        Assert.Equal("09/Apr/2015:12:34:56 +0000", (string?)context["requestTime"]);
        Assert.Equal(1428582896789L, (long)context["requestTimeEpoch"]!);
    }

    [Fact]
    public async Task The_event_and_the_response_headers_have_the_same_ids()
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        using var response = await gateway.Client.GetAsync("/");

        var proxyEvent = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal((string?)proxyEvent["requestContext"]!["requestId"], Assert.Single(response.Headers.GetValues("x-amzn-RequestId")));
        Assert.Equal((string?)proxyEvent["requestContext"]!["extendedRequestId"], Assert.Single(response.Headers.GetValues("x-amz-apigw-id")));
        Assert.Equal((string?)proxyEvent["headers"]!["X-Amzn-Trace-Id"], Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")));
    }

    [Theory]
    [InlineData("8ea4b6d9-1b0f-4a53-a1a6-b1a2f0a5a1c3", true)]
    [InlineData("not-a-uuid", false)]
    public async Task A_client_may_choose_the_request_id_when_it_sends_a_UUID(string sent, bool isTaken)
    {
        await using var gateway = await TestGateway.StartAsync(TestApi.Echo("GET", "/"));

        var id = (string?)(await gateway.EventOfRawAsync("/", $"x-amzn-RequestId: {sent}"))["requestContext"]!["requestId"];

        Assert.Equal(isTaken, id == sent);
        Assert.True(Guid.TryParseExact(id, "D", out _), string.Create(CultureInfo.InvariantCulture, $"{id} is not a UUID."));
    }
}
