using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Integrations.DynamoDb;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Responses;

/// <summary>The reply headers that API Gateway renames, for each integration type, as recorded from the service.</summary>
public sealed class RemappedHeaderTests
{
    private const string OfEveryKind = "Connection Content-Length Date Server";
    private const string OfMappedKinds =
        "Authorization Content-MD5 Expect Host Max-Forwards Proxy-Authenticate Trailer Upgrade User-Agent WWW-Authenticate";

    private static readonly string[] Names = $"{OfEveryKind} {OfMappedKinds}".Split(' ');
    private static readonly (string Header, string Source)[] Mappings =
        [.. Names.Append("Transfer-Encoding").Select(name => (name, "'mine'"))];

    [Theory]
    [InlineData("AWS_PROXY", OfEveryKind, OfMappedKinds)]
    [InlineData("HTTP_PROXY", OfEveryKind, OfMappedKinds)]
    [InlineData("MOCK", OfEveryKind, OfMappedKinds)]
    [InlineData("AWS of a function", OfEveryKind + " " + OfMappedKinds, "")]
    [InlineData("AWS of DynamoDB", OfEveryKind + " " + OfMappedKinds, "")]
    [InlineData("HTTP", OfEveryKind + " " + OfMappedKinds, "")]
    public async Task Headers_that_an_integration_type_may_not_set_are_remapped_and_the_others_pass(
        string kind, string remapped, string passing)
    {
        await using var server = await DynamoDbOrHttpServerAsync(kind);
        await using var gateway = await StartAsync(kind, server);
        var body = new JsonObject
        {
            ["headers"] = new JsonObject(Mappings.Select(mapping => KeyValuePair.Create(mapping.Header, (JsonNode?)"mine"))),
            ["body"] = "{}",
        };

        var response = await gateway.SendRawAsync(
            "POST / HTTP/1.1", "Host: x", "Connection: close", $"Content-Length: {body.ToJsonString().Length}", "", body.ToJsonString());

        Assert.Equal(200, response.Status);
        const string prefix = "x-amzn-Remapped-";
        var sent = response.HeaderLines.Select(line => line.Split(": ", 2)).ToLookup(line => line[0], line => line[1]);
        Assert.Equal(remapped.Split(' ').Order(), Names.Where(name => sent.Contains(prefix + name)).Order());
        Assert.Equal(passing, string.Join(' ', Names.Where(name => sent[name].Contains("mine"))));
        Assert.Equal([], sent["Transfer-Encoding"].Where(value => value == "mine"));
    }

    private static Task<TestGateway> StartAsync(string kind, RecordingServer server)
    {
        IReadOnlyList<IntegrationResponse> mapped = [Methods.Response(200, Mappings)];
        return kind switch
        {
            "AWS_PROXY" => TestGateway.StartAsync(TestApi.Scripted()),
            "HTTP_PROXY" => TestGateway.StartAsync(Methods.Of(new HttpProxyIntegration { Uri = server.Origin, HttpMethod = "POST" })),
            "MOCK" => TestGateway.StartAsync(Methods.Mock(null, Mappings)),
            "AWS of a function" => TestGateway.StartAsync(
                Methods.Of(new LambdaIntegration { Function = nameof(EventEchoFunction), Responses = mapped })),
            "AWS of DynamoDB" => new DynamoDbApi { Responses = mapped }.StartAsync(server.Origin),
            _ => TestGateway.StartAsync(Methods.Of(new HttpIntegration { Uri = server.Origin, HttpMethod = "POST", Responses = mapped })),
        };
    }

    // The server sends its own Content-Length, Date and Server. A client could not read a reply with a wrong Transfer-Encoding.
    private static Task<RecordingServer> DynamoDbOrHttpServerAsync(string kind) => kind == "AWS of DynamoDB"
        ? DynamoDbApi.ServerAsync()
        : RecordingServer.StartAsync(200, "{}", [.. OfMappedKinds.Split(' ').Append("Connection").Select(name => (name, "mine"))]);
}
