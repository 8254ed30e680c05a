using LocalGateway.Model;
using LocalGateway.UsagePlans;

namespace LocalHost.CommandLine;

/// <summary>The text that the user sees when the API is ready: the address, the routes, and the first requests to try.</summary>
internal static class StartReport
{
    public static void Write(TemplateHost host, TemplateHostOptions options, TextWriter writer)
    {
        var methods = host.Api.Methods
            .OrderBy(method => method.ResourcePath, StringComparer.Ordinal)
            .ThenBy(method => method.HttpMethod, StringComparer.Ordinal)
            .ToList();
        var routeWidth = methods.Select(method => method.ResourcePath.Length).DefaultIfEmpty().Max();
        var backendWidth = methods.Select(method => Backend(method.Integration).Length).DefaultIfEmpty().Max();
        foreach (var method in methods)
        {
            var (path, backend) = (method.ResourcePath.PadRight(routeWidth), Backend(method.Integration).PadRight(backendWidth));
            writer.WriteLine($"  {method.HttpMethod,-7} {path}  → {backend}  {Callers(method, host.Api)}");
        }

        WriteTables(host.Deployment, host.DynamoDbEndpoint, options, writer);
        // The key is valid on this machine only. Users need it to call the routes that require a key.
        foreach (var (name, value) in ApiKeyValues.Open(host.Deployment, options.DataFolder))
            writer.WriteLine($"API key {name}: {value}");
        foreach (var pool in host.Deployment.UserPools.Values)
        {
            foreach (var client in pool.Clients.Values.Where(client => client.OAuthFlows.Contains("code")))
            {
                var page = $"_local/{pool.LogicalId}/oauth2/authorize?response_type=code&client_id={client.ClientId}";
                writer.WriteLine($"Sign-in page of {pool.LogicalId}: {new Uri(host.GatewayUrl, page)}");
            }
        }

        if (host.Deployment.IgnoredLocally.Count > 0)
            writer.WriteLine($"Ignored on this machine: {Summary(host.Deployment.IgnoredLocally)}");
        foreach (var unavailable in host.Unavailable)
            writer.WriteLine($"Not running: {unavailable}");
        if (methods.Find(IsOpenToACurl) is { } open)
            writer.WriteLine($"Try: curl -i {new Uri(host.Url, open.ResourcePath.TrimStart('/'))}");
        if (options.Listen is { } address)
            writer.WriteLine($"Other devices call {new UriBuilder(host.Url) { Host = $"{address}" }.Uri.AbsoluteUri.TrimEnd('/')}");
        writer.WriteLine($"Serving {host.Url.AbsoluteUri.TrimEnd('/')} – Ctrl+C stops it.");
        writer.Flush();
    }

    public static void WriteTables(Deployment deployment, Uri dynamoDb, TemplateHostOptions options, TextWriter writer)
    {
        foreach (var table in deployment.Tables.Values)
            writer.WriteLine($"Table {table.TableName} in DynamoDB Local at {dynamoDb} ({Place(options)})");
    }

    private static bool IsOpenToACurl(ApiMethod method) =>
        method is { HttpMethod: "GET", Authorizer: null, ApiKeyRequired: false }
        && !method.ResourcePath.Contains('{', StringComparison.Ordinal);

    /// <summary>Names a property once, even if several resources have it.</summary>
    private static string Summary(IEnumerable<string> ignored) => string.Join(", ", ignored
        .GroupBy(item => item[(item.IndexOf('.', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal)
        .Select(group => group.Count() == 1 ? group.Single() : $"{group.Key} of {group.Count()} resources")
        .Order(StringComparer.Ordinal));

    private static string Place(TemplateHostOptions options) => options switch
    {
        { DynamoDbEndpoint: not null } => $"from {LocalEndpoint.Variable}",
        { InMemory: true } => "in memory",
        _ => options.DataFolder,
    };

    private static string Backend(Integration integration) => integration switch
    {
        LambdaProxyIntegration lambda => lambda.Function,
        LambdaIntegration lambda => $"{lambda.Function} (mapped)",
        AwsActionIntegration action => $"{action.Service} {action.Action}",
        MockIntegration => "mock",
        HttpIntegration http => http.Uri,
        HttpProxyIntegration http => http.Uri,
        UnavailableIntegration => "not running",
        _ => integration.GetType().Name,
    };

    private static string Callers(ApiMethod method, RestApi api)
    {
        var callers = method.Authorizer is null ? "anyone" : api.Authorizers[method.Authorizer] switch
        {
            CognitoAuthorizer when method.AuthorizationScopes is [] => "signed in",
            CognitoAuthorizer => $"signed in, scope {string.Join(" or ", method.AuthorizationScopes)}",
            _ => $"allowed by {method.Authorizer}",
        };
        return method.ApiKeyRequired ? $"{callers}, with an API key" : callers;
    }
}
