using LocalGateway.Model;
using LocalGateway.UsagePlans;

namespace LocalHost.CommandLine;

/// <summary>The text that the user sees when the API is ready: the address, the routes, and the first requests to try.</summary>
internal static class StartReport
{
    public static void Write(TemplateHost host, TemplateHostOptions options, TextWriter writer)
    {
        var methods = (options.Verbose ? host.Api.Sorted : host.Api.MethodsForPeople).ToList();
        var routeWidth = methods.Select(method => method.ResourcePath.Length).DefaultIfEmpty().Max();
        var backendWidth = methods.Select(method => method.Integration.Name.Length).DefaultIfEmpty().Max();
        foreach (var method in methods)
        {
            var (path, backend) = (method.ResourcePath.PadRight(routeWidth), method.Integration.Name.PadRight(backendWidth));
            writer.WriteLine($"  {method.HttpMethod,-7} {path}  → {backend}  {host.Deployment.CallersOf(host.Api, method)}");
        }

        WriteTables(host.Deployment, host.DynamoDbEndpoint, options, writer);
        foreach (var key in host.Deployment.ApiKeys.Values)
            writer.WriteLine($"API key {key.LogicalId}, sent as X-API-Key: {ApiKeyValues.PlaceOf(key, options.DataFolder)}");
        foreach (var pool in host.Deployment.UserPools.Values)
        {
            writer.WriteLine($"Token of {pool.LogicalId}: {TokenCommandOf(pool, options)}");
            foreach (var client in pool.Clients.Values.Where(client => client.OAuthFlows.Contains("code")))
            {
                var page = $"_local/{pool.LogicalId}/oauth2/authorize?response_type=code&client_id={client.ClientId}";
                writer.WriteLine($"Sign-in page of {pool.LogicalId}: {new Uri(host.GatewayUrl, page)}");
            }
        }

        if (host.Deployment.IgnoredLocally.Count > 0)
            writer.WriteLine($"Ignored on this machine: {Ignored(host.Deployment.IgnoredLocally, options.Verbose)}");
        foreach (var unavailable in host.Unavailable)
            writer.WriteLine($"Not running: {unavailable}");
        if (methods.Find(IsOpenToACurl) is { } open)
            writer.WriteLine($"Try: curl -i {new Uri(host.Url, open.ResourcePath.TrimStart('/'))}");
        if (options.Listen is { } address)
            writer.WriteLine($"Other devices call {new UriBuilder(host.Url) { Host = $"{address}" }.Uri.AbsoluteUri.TrimEnd('/')}");
        if (host.StudioUrl is { } studio)
            writer.WriteLine($"Studio: {studio} shows each request, and what decided it.");
        foreach (var (name, page) in host.PageUrls)
            writer.WriteLine($"Page {name}: {page}");
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

    private static string TokenCommandOf(UserPool pool, TemplateHostOptions options)
    {
        var group = pool.Groups is [var first, ..] ? $" --group {first}" : "";
        var template = options.Template == Repository.Template ? "" : $" --template {options.Template} --data {options.DataFolder}";
        return $"dotnet dev.cs token --user NAME{group}{template}";
    }

    private static string Ignored(IReadOnlyList<string> ignored, bool isVerbose) =>
        isVerbose ? Summary(ignored) : $"{ignored.Count} parts of the template (--verbose lists them)";

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
}
