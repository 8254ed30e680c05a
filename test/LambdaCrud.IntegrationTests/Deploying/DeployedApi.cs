using LocalGateway.Model;
using LocalGateway.Template;
using LocalHost;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>The API that serverless.template creates with given parameter values, after the SAM translation. Nothing is started.</summary>
internal static class DeployedApi
{
    public static RestApi With(params (string Name, string Value)[] parameters) =>
        Assert.Single(SamTemplate.Load(Repository.Template, new TemplateOptions
        {
            Parameters = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value),
            GeneratedSecret = static id => $"a local secret of {id}, long enough to sign",
        }).RestApis);

    /// <summary>The API's routes without the CORS preflights.</summary>
    public static IEnumerable<ApiMethod> Routes(this RestApi api) => api.Methods.Where(method => method.HttpMethod != "OPTIONS");

    public static IEnumerable<ApiMethod> CachedRoutes(this RestApi api) =>
        api.Methods.Where(method => api.Stage.CacheClusterEnabled && api.SettingOf(method).CachingEnabled == true);

    /// <summary>The stage's setting for this method, or else the setting for all methods.</summary>
    public static MethodSetting SettingOf(this RestApi api, ApiMethod method) =>
        api.Stage.MethodSettings.SingleOrDefault(own => own.ResourcePath == method.ResourcePath && own.HttpMethod == method.HttpMethod)
        ?? api.Stage.MethodSettings.Single(all => all is { ResourcePath: "/*", HttpMethod: "*" });

    public static string Name(this ApiMethod method) => $"{method.HttpMethod} {method.ResourcePath}";
}
