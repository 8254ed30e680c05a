using System.Globalization;
using LocalGateway.Model;

namespace LocalGateway.Template.Resources;

/// <summary>The stage settings of <c>AWS::Serverless::Api</c> and of <c>AWS::ApiGateway::Stage</c>.</summary>
internal static class StageReader
{
    /// <summary>Gigabytes.</summary>
    private static readonly string[] CacheClusterSizes = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

    /// <summary><paramref name="name"/>: the stage's name if the section does not contain it.</summary>
    public static Stage Read(Section api, string? name = null)
    {
        if (api.Has("CanarySetting"))
            api.Ignore("CanarySetting", "canary releases are not supported");
        var cacheSize = api.Text("CacheClusterSize") ?? "0.5";
        if (!CacheClusterSizes.Contains(cacheSize))
            api.Wrong("CacheClusterSize", $"must be one of {string.Join(", ", CacheClusterSizes)}");
        var log = api.Object("AccessLogSetting");
        var format = log?.Text("Format");
        if (format is not null
            && !format.Contains("$context.requestId", StringComparison.Ordinal)
            && !format.Contains("$context.extendedRequestId", StringComparison.Ordinal))
        {
            log!.Wrong("Format", "must contain $context.requestId or $context.extendedRequestId");
        }

        log?.Close();
        return new Stage
        {
            Name = name ?? api.RequiredText("StageName"),
            Variables = Variables(api),
            MethodSettings = [.. api.List("MethodSettings").Select(Setting)],
            CacheClusterEnabled = api.Flag("CacheClusterEnabled") ?? false,
            CacheClusterSize = CacheClusterSizes.Contains(cacheSize) ? double.Parse(cacheSize, CultureInfo.InvariantCulture) : 0.5,
            AccessLogFormat = format,
        };
    }

    /// <summary>Within the service's limits (Amazon API Gateway quotas).</summary>
    private static IReadOnlyDictionary<string, string> Variables(Section api)
    {
        var variables = api.TextMap("Variables");
        if (variables.Count > 100)
            api.Wrong("Variables", "a stage can have at most 100 variables");
        foreach (var (name, value) in variables)
        {
            if (name.Length > 64)
                api.Wrong($"Variables.{name}", "the name of a stage variable can have at most 64 characters");
            if (value.Length > 512)
                api.Wrong($"Variables.{name}", "the value of a stage variable can have at most 512 characters");
        }

        return variables;
    }

    private static MethodSetting Setting(Section settings)
    {
        var setting = new MethodSetting
        {
            ResourcePath = Path(settings.RequiredText("ResourcePath")),
            HttpMethod = settings.RequiredText("HttpMethod").ToUpperInvariant(),
            ThrottlingRateLimit = settings.Number("ThrottlingRateLimit"),
            ThrottlingBurstLimit = settings.Integer("ThrottlingBurstLimit", 0),
            CachingEnabled = settings.Flag("CachingEnabled"),
            CacheTtl = settings.Integer("CacheTtlInSeconds", 0, 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        settings.Close();
        return setting;
    }

    /// <summary>
    /// CloudFormation documents <c>/~1products~1{id}</c>, and <c>/</c> for the root; <c>/products/{id}</c> is also accepted.
    /// </summary>
    private static string Path(string path)
    {
        if (!path.Contains("~1", StringComparison.Ordinal))
            return path;
        var plain = path.TrimStart('/').Replace("~1", "/", StringComparison.Ordinal);
        return plain.StartsWith('/') ? plain : $"/{plain}";
    }
}
