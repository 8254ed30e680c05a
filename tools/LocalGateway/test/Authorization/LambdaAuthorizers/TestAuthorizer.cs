using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Tests.Functions;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Authorization.LambdaAuthorizers;

/// <summary>APIs behind the scripted authorizer, and the results that it returns.</summary>
internal static class TestAuthorizer
{
    public static readonly LambdaAuthorizer Token = new()
    {
        Name = "Gatekeeper",
        Function = nameof(ScriptedAuthorizer),
        Type = LambdaAuthorizerType.Token,
        IdentitySources = ["method.request.header.Authorization"],
    };

    public static readonly LambdaAuthorizer Request = Token with
    {
        Type = LambdaAuthorizerType.Request,
        IdentitySources = ["method.request.header.X-Caller"],
    };

    public const string AllowThis = """{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"{arn}"}""";

    public static Task<TestGateway> StartAsync(LambdaAuthorizer authorizer, TimeProvider? time = null, params ApiMethod[] methods) =>
        TestGateway.StartAsync(
        new TestApi
        {
            Methods = [.. (methods is [] ? [TestApi.Echo("GET", "/a/{id}")] : methods).Select(method => method with { Authorizer = authorizer.Name })],
            Authorizers = [authorizer],
            StageVariables = new Dictionary<string, string> { ["color"] = "blue" },
        },
        options => options with { TimeProvider = time ?? options.TimeProvider });

    /// <summary>An authorizer result with this policy statement and these other members.</summary>
    public static string Result(string statement, string members = "") =>
        "{\"principalId\":\"me\",\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}" + members + "}";

    public static Task<HttpResponseMessage> GetAsync(this TestGateway gateway, string path, string token) =>
        gateway.SendAsync("GET", path, ("Authorization", token));

    /// <summary>Sends a request and returns <c>requestContext.authorizer</c> of the event of the echo function.</summary>
    public static async Task<JsonObject> CallerAsync(this TestGateway gateway, string path, params (string Name, string Value)[] headers)
    {
        using var response = await gateway.SendAsync("GET", path, headers);
        Assert.Equal(200, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["requestContext"]!["authorizer"]!.AsObject();
    }

    public const string Denied = """{"Message":"User is not authorized to access this resource"}""";

    public const string ExplicitlyDenied = """{"Message":"User is not authorized to access this resource with an explicit deny"}""";

    public const string Unauthorized = """{"message":"Unauthorized"}""";
}
