using System.Collections.Frozen;

namespace LocalGateway.Integrations.Mapping;

/// <summary>Headers of an integration request that a mapping or a template may not set.</summary>
internal static class RequestHeaderRules
{
    private static readonly FrozenSet<string> Forbidden =
        Names("Content-Length", "Transfer-Encoding", "X-Amzn-Trace-Id", "X-Amzn-Apigateway-Api-Id");

    private static readonly FrozenSet<string> ForbiddenToAws =
        Names([.. Forbidden, "Authorization", "Connection", "Expect", "Proxy-Authenticate", "TE"]);

    private static readonly FrozenSet<string> Dropped = Names("Expect", "Proxy-Authenticate", "TE");

    /// <summary>Whether a mapping to this header fails the call with 500.</summary>
    public static bool IsForbidden(string name, IntegrationKind kind) => kind switch
    {
        IntegrationKind.Mock => false,
        IntegrationKind.Aws or IntegrationKind.AwsProxy => ForbiddenToAws.Contains(name),
        _ => Forbidden.Contains(name),
    };

    /// <summary>Whether the header is silently dropped.</summary>
    public static bool IsDropped(string name, IntegrationKind kind) => Dropped.Contains(name) || (kind switch
    {
        IntegrationKind.Http or IntegrationKind.HttpProxy => name.Equals("Via", StringComparison.OrdinalIgnoreCase),
        _ => name.Equals("Referer", StringComparison.OrdinalIgnoreCase),
    });

    private static FrozenSet<string> Names(params string[] names) => FrozenSet.ToFrozenSet(names, StringComparer.OrdinalIgnoreCase);
}
