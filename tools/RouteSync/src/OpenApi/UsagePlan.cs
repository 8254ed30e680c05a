using System.Text.Json.Nodes;

namespace RouteSync.OpenApi;

/// <summary>The usage plan that SAM creates for the API keys of the API. Each limit is the name of a parameter of the template.</summary>
/// <param name="RateLimit">Requests a second.</param>
/// <param name="BurstLimit">Requests at once.</param>
/// <param name="QuotaLimit">Requests in a <paramref name="QuotaPeriod"/>.</param>
/// <param name="QuotaPeriod"><c>DAY</c>, <c>WEEK</c> or <c>MONTH</c>.</param>
internal sealed record UsagePlan(string RateLimit, string BurstLimit, string QuotaLimit, string QuotaPeriod)
{
    /// <exception cref="RouteSyncException">A limit is not a parameter.</exception>
    public static UsagePlan? In(JsonObject template)
    {
        var api = (template["Resources"] as JsonObject ?? []).FirstOrDefault(entry => (string?)entry.Value?["Type"] == "AWS::Serverless::Api");
        return api.Value?["Properties"]?["Auth"]?["UsagePlan"] is JsonObject plan
            ? new UsagePlan(
                Parameter(plan, "Throttle", "RateLimit"),
                Parameter(plan, "Throttle", "BurstLimit"),
                Parameter(plan, "Quota", "Limit"),
                (string?)plan["Quota"]?["Period"] ?? "DAY")
            : null;
    }

    private static string Parameter(JsonObject plan, string part, string limit) =>
        ((plan[part] as JsonObject)?[limit] as JsonObject)?["Ref"] is JsonValue name && name.TryGetValue<string>(out var parameter)
            ? parameter
            : throw new RouteSyncException(
                $$"""Auth.UsagePlan.{{part}}.{{limit}} of the API must be a {"Ref": "PARAMETER"}, so that the contract can name it.""");
}
