using LocalGateway.Model;

namespace LocalGateway.Stages;

/// <summary>The settings of a stage's methods. Values that a method does not set come from the settings for all methods.</summary>
internal sealed class MethodSettings
{
    private readonly IReadOnlyList<MethodSetting> _settings;

    /// <exception cref="GatewayException">A setting matches no method of the API.</exception>
    public MethodSettings(RestApi api)
    {
        _settings = api.Stage.MethodSettings;
        foreach (var setting in _settings.Where(setting => !IsForAll(setting) && !api.Methods.Any(method => IsFor(setting, method))))
        {
            throw new GatewayException(
                $"{api.LogicalId}: the stage's method setting for {setting.HttpMethod} {setting.ResourcePath} "
                + "matches no method of the API. (HttpMethod * with ResourcePath /* means all methods.)");
        }
    }

    public MethodSetting Of(ApiMethod method)
    {
        var own = _settings.LastOrDefault(setting => IsFor(setting, method));
        var all = _settings.LastOrDefault(IsForAll);
        var strict = own ?? all ?? new MethodSetting { ResourcePath = method.ResourcePath, HttpMethod = method.HttpMethod };
        return strict with
        {
            ThrottlingRateLimit = own?.ThrottlingRateLimit ?? all?.ThrottlingRateLimit,
            ThrottlingBurstLimit = own?.ThrottlingBurstLimit ?? all?.ThrottlingBurstLimit,
            // Caching for all methods means caching for GET. Any other method needs its own setting.
            CachingEnabled = own?.CachingEnabled ?? (method.HttpMethod == "GET" ? all?.CachingEnabled : null),
            CacheTtl = own?.CacheTtl ?? all?.CacheTtl,
        };
    }

    private static bool IsFor(MethodSetting setting, ApiMethod method) =>
        setting.ResourcePath == method.ResourcePath && setting.HttpMethod == method.HttpMethod;

    private static bool IsForAll(MethodSetting setting) => setting is { ResourcePath: "/*" or "*", HttpMethod: "*" };
}
