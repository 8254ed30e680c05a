using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.Template;

/// <summary>
/// Throttling and caching of each method. The template has the parameters <c>{class}RateLimit</c> and <c>{class}BurstLimit</c> for each
/// throttle class, the condition <c>IsCached</c>, and the parameter <c>CacheTtl</c> in seconds.
/// </summary>
internal static class MethodSettings
{
    private const string Standard = "Request";

    public static JsonArray Of(DeclaredApi api, SamTemplate template)
    {
        foreach (var name in api.Routes.Select(route => route.Throttle).Append(Standard).Distinct())
        {
            template.Require("Parameters", TemplateNames.RateLimit(name), $"a route has the throttle class {name}");
            template.Require("Parameters", TemplateNames.BurstLimit(name), $"a route has the throttle class {name}");
        }

        if (api.Routes.Any(route => route.IsCached))
        {
            template.Require("Conditions", "IsCached", "it turns the cache on");
            template.Require("Parameters", TemplateNames.CacheTtl, "it says how many seconds the cache keeps an answer");
        }

        // A cached method repeats the limits of all methods: it is not known whether API Gateway inherits them.
        var special = api.Routes.Where(route => route.IsCached || route.Throttle != Standard);
        return Json.List([Setting("/*", "*", Standard, isCached: false), .. special.Select(route =>
            Setting($"/{route.Path.Replace("/", "~1", StringComparison.Ordinal)}", route.Method, route.Throttle, route.IsCached))]);
    }

    private static JsonObject Setting(string path, string method, string throttle, bool isCached)
    {
        var setting = new JsonObject
        {
            ["ResourcePath"] = path,
            ["HttpMethod"] = method,
            ["ThrottlingRateLimit"] = Intrinsic.Ref(TemplateNames.RateLimit(throttle)),
            ["ThrottlingBurstLimit"] = Intrinsic.Ref(TemplateNames.BurstLimit(throttle)),
            ["CachingEnabled"] = isCached ? new JsonObject { ["Fn::If"] = new JsonArray("IsCached", true, false) } : false,
        };
        if (isCached)
        {
            setting["CacheTtlInSeconds"] = Intrinsic.Ref(TemplateNames.CacheTtl);
            setting["CacheDataEncrypted"] = true;
        }

        return setting;
    }
}
