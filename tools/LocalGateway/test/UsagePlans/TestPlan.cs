using LocalGateway.Model;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.UsagePlans;

/// <summary>An API with methods that require a key, and plans for it.</summary>
internal static class TestPlan
{
    public const string Value = "partner-key-0123456789";
    public const string OtherValue = "other-key-0123456789ab";

    public static readonly ApiKey Key = new() { LogicalId = "Partner", KeyId = "abcdef1234", Value = Value };
    public static readonly ApiKey OtherKey = new() { LogicalId = "Other", KeyId = "other12345", Value = OtherValue };

    public static readonly UsagePlan Plan =
        new() { LogicalId = "Plan", Stages = [new() { Api = "TestApi", Stage = "prod" }], ApiKeys = ["Partner", "Other"] };

    public static TestApi Api { get; } = new()
    {
        Methods =
        [
            TestApi.Echo("GET", "/feed") with { ApiKeyRequired = true },
            TestApi.Echo("POST", "/feed") with { ApiKeyRequired = true },
            TestApi.Echo("GET", "/") with { ApiKeyRequired = true },
            TestApi.Echo("GET", "/open"),
        ],
        ApiKeys = [Key, OtherKey],
        UsagePlans = [Plan],
    };

    public static Task<TestGateway> StartAsync(UsagePlan plan, TimeProvider time) =>
        TestGateway.StartAsync(Api with { UsagePlans = [plan] }, options => options with { TimeProvider = time });

    public static Task<HttpResponseMessage> SendWithKeyAsync(this TestGateway gateway, string path = "/feed", string value = Value, string httpMethod = "GET") =>
        gateway.SendAsync(httpMethod, path, ("X-API-Key", value));
}
