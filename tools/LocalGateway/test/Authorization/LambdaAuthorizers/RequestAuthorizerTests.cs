using System.Text.Json.Nodes;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization.LambdaAuthorizers;

public sealed class RequestAuthorizerTests
{
    [Fact]
    public async Task The_event_of_a_REQUEST_authorizer_is_the_request_without_its_body()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Request);

        var caller = await gateway.CallerAsync("/a/7?q=1&q=2", ("X-Caller", "me"));

        var received = JsonNode.Parse((string)caller["event"]!)!.AsObject();
        Assert.Equal(
            [
                "type", "methodArn", "resource", "path", "httpMethod", "headers", "multiValueHeaders", "queryStringParameters",
                "multiValueQueryStringParameters", "pathParameters", "stageVariables", "requestContext",
            ],
            received.Select(member => member.Key));
        Assert.Equal("REQUEST", (string?)received["type"]);
        Assert.Equal("arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/GET/a/7", (string?)received["methodArn"]);
        Assert.Equal("/a/{id}", (string?)received["resource"]);
        Assert.Equal("/a/7", (string?)received["path"]);
        Assert.Equal("GET", (string?)received["httpMethod"]);
        Assert.Equal("me", (string?)received["headers"]!["X-Caller"]);
        Assert.Equal("""["me"]""", received["multiValueHeaders"]!["X-Caller"]!.ToJsonString());
        Assert.Equal("""{"q":"2"}""", received["queryStringParameters"]!.ToJsonString());
        Assert.Equal("""{"q":["1","2"]}""", received["multiValueQueryStringParameters"]!.ToJsonString());
        Assert.Equal("""{"id":"7"}""", received["pathParameters"]!.ToJsonString());
        Assert.Equal("""{"color":"blue"}""", received["stageVariables"]!.ToJsonString());
        Assert.Equal("/prod/a/7", (string?)received["requestContext"]!["path"]);
        Assert.Equal("127.0.0.1", (string?)received["requestContext"]!["identity"]!["sourceIp"]);
        Assert.Null(received["requestContext"]!["authorizer"]);
    }

    [Fact]
    public async Task Maps_without_members_are_empty_objects_in_the_event_of_a_REQUEST_authorizer()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Request, methods: TestApi.Echo("GET", "/"));

        var received = JsonNode.Parse((string)(await gateway.CallerAsync("/", ("X-Caller", "me")))["event"]!)!;

        Assert.Equal("{}", received["queryStringParameters"]!.ToJsonString());
        Assert.Equal("{}", received["multiValueQueryStringParameters"]!.ToJsonString());
        Assert.Equal("{}", received["pathParameters"]!.ToJsonString());
        Assert.Equal("arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/GET/", (string?)received["methodArn"]);
    }

    [Fact]
    public async Task With_caching_a_missing_or_empty_identity_source_gives_401_without_a_call()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Request with
        {
            IdentitySources = ["method.request.header.X-Caller", "method.request.querystring.q", "stageVariables.color", "context.identity.sourceIp"],
        });

        await gateway.SendAsync("GET", "/a/1?q=1").IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");
        await gateway.SendAsync("GET", "/a/1", ("X-Caller", "me"))
            .IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");
        await gateway.SendAsync("GET", "/a/1?q=", ("X-Caller", "me"))
            .IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");
        Assert.Lacks(gateway.Log.All, line => line.Contains("REPORT", StringComparison.Ordinal));
        await gateway.SendAsync("GET", "/a/1?q=1", ("X-Caller", "me")).HasStatusAsync(200);
    }

    [Fact]
    public async Task A_missing_stage_variable_counts_as_a_missing_identity_source()
    {
        await using var gateway = await TestAuthorizer.StartAsync(
            TestAuthorizer.Request with { IdentitySources = ["stageVariables.shape"] });

        await gateway.SendAsync("GET", "/a/1").HasStatusAsync(401);
    }

    [Fact]
    public async Task Without_caching_identity_sources_are_optional()
    {
        await using var gateway = await TestAuthorizer.StartAsync(TestAuthorizer.Request with { ResultTtl = TimeSpan.Zero });

        await gateway.SendAsync("GET", "/a/1").HasStatusAsync(200);
    }
}
