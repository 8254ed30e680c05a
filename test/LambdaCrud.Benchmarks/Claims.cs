using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;

namespace LambdaCrud.Benchmarks;

/// <summary>What the Cognito authorizer passes to a function.</summary>
internal static class Claims
{
    public static APIGatewayCustomAuthorizerContext Of(string subject, string groups)
    {
        var json = JsonSerializer.Serialize(
            new Dictionary<string, string> { ["sub"] = subject, ["cognito:groups"] = groups, ["token_use"] = "access" });
        return new() { ["claims"] = JsonDocument.Parse(json).RootElement };
    }
}
