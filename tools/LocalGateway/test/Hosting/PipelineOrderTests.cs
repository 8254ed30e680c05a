using System.Text;
using LocalGateway.Model;
using LocalGateway.Tests.Authorization.LambdaAuthorizers;
using LocalGateway.Tests.Support;
using LocalGateway.Tests.UsagePlans;

namespace LocalGateway.Tests.Hosting;

public sealed class PipelineOrderTests
{
    private const string Path = "/orders";
    private const string Good = "good-key-01234567890123";
    private const string Spent = "spent-key-0123456789012";
    private const string Slow = "slow-key-01234567890123";

    private static readonly (string, string) Token = ("Authorization", TestAuthorizer.Result(TestAuthorizer.AllowThis));

    /// <summary>The first request has every possible error. Each following request corrects the error of the last refusal.</summary>
    [Fact]
    public async Task A_request_is_refused_by_the_first_failing_step_in_the_order_of_API_Gateway()
    {
        await using var gateway = await TestGateway.StartAsync(Api);

        await PostAsync(gateway, "/nowhere", "[]")
            .IsRefusedAsync(403, """{"message":"Missing Authentication Token"}""", "MissingAuthenticationTokenException");
        await PostAsync(gateway, Path, "[]").IsRefusedAsync(401, TestAuthorizer.Unauthorized, "UnauthorizedException");
        await PostAsync(gateway, Path, "[]", Token).IsRefusedAsync(403, """{"message":"Forbidden"}""", "ForbiddenException");
        await PostAsync(gateway, Path, "[]", Token, ("X-API-Key", Spent))
            .IsRefusedAsync(429, """{"message":"Limit Exceeded"}""", "LimitExceededException");
        await PostAsync(gateway, Path, "[]", Token, ("X-API-Key", Slow))
            .IsRefusedAsync(429, """{"message":"Too Many Requests"}""", "TooManyRequestsException");
        await PostAsync(gateway, Path, "[]", Token, ("X-API-Key", Good))
            .IsRefusedAsync(400, """{"message": "Missing required request parameters: [X-Needed]"}""", "BadRequestException");
        await PostAsync(gateway, Path, "[]", Token, ("X-API-Key", Good), ("X-Needed", "yes"))
            .IsRefusedAsync(400, """{"message": "Invalid request body"}""", "BadRequestException");
        await PostAsync(gateway, Path, "{}", Token, ("X-API-Key", Good), ("X-Needed", "yes"))
            .IsRefusedAsync(415, """{"message":"Unsupported Media Type"}""", "BadRequestException");
        // The throttle of the stage allows three requests. It comes before the validation.
        await PostAsync(gateway, Path, "[]", Token, ("X-API-Key", Good))
            .IsRefusedAsync(429, """{"message":"Too Many Requests"}""", "TooManyRequestsException");
    }

    private static TestApi Api => new()
    {
        Methods =
        [
            new()
            {
                HttpMethod = "POST",
                ResourcePath = Path,
                Authorizer = TestAuthorizer.Token.Name,
                ApiKeyRequired = true,
                ValidateRequestParameters = true,
                ValidateRequestBody = true,
                RequestParameters = new Dictionary<string, bool> { ["method.request.header.X-Needed"] = true },
                RequestModels = new Dictionary<string, string> { ["application/json"] = "Model" },
                Integration = new MockIntegration { PassthroughBehavior = PassthroughBehavior.Never },
            },
        ],
        Models = """{"Model":{"type":"object"}}""",
        Authorizers = [TestAuthorizer.Token],
        MethodSettings = [new() { HttpMethod = "POST", ResourcePath = Path, ThrottlingRateLimit = 0, ThrottlingBurstLimit = 3 }],
        ApiKeys = [Key("Good", Good), Key("Spent", Spent), Key("Slow", Slow)],
        UsagePlans =
        [
            Plan("Good"),
            Plan("Spent") with { Quota = new(0, QuotaPeriod.Day, 0) },
            Plan("Slow") with { Throttle = new(0, 0) },
        ],
    };

    private static ApiKey Key(string name, string value) => TestPlan.Key with { LogicalId = name, KeyId = name, Value = value };

    private static UsagePlan Plan(string key) => TestPlan.Plan with { LogicalId = $"{key}Plan", ApiKeys = [key] };

    private static async Task<HttpResponseMessage> PostAsync(
        TestGateway gateway, string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await gateway.Client.SendAsync(request);
    }
}
