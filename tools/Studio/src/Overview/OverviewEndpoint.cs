using LocalGateway.Model;
using LocalGateway.UsagePlans;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Overview;

/// <summary>What the start page shows.</summary>
internal sealed class OverviewEndpoint(StudioOptions options)
{
    public Task AnswerAsync(HttpContext context)
    {
        var deployment = options.Deployment();
        var api = options.ApiOf(deployment);
        return Replies.JsonAsync(context, new ApiOverview
        {
            Name = api.LogicalId,
            Template = Path.GetFileName(options.TemplateFile),
            Url = options.Url(context.Request),
            Stage = api.Stage.Name,
            StageVariables = api.Stage.Variables,
            Parameters = options.Parameters,
            IsCached = api.Stage.CacheClusterEnabled,
            Routes = [.. api.MethodsForPeople.Select(method => Describe(method, deployment.CallersOf(api, method)))],
            Pools = [.. deployment.UserPools.Values.Select(pool =>
                new PoolOverview(pool.LogicalId, pool.Groups, [.. SignInPages.Of(pool)], SignInPages.Discovery(pool), pool.StandsInFor))],
            ApiKeys = [.. deployment.ApiKeys.Keys],
            Tables = [.. deployment.Tables.Values.Select(table => table.TableName)],
            Functions = [.. deployment.Functions.Values.Select(function => new FunctionOverview(
                function.LogicalId,
                function.MemorySize,
                function.Timeout,
                [.. function.Environment.Keys.Order(StringComparer.Ordinal)]))],
            Pages = [.. options.PageFolders.Keys.Order(StringComparer.Ordinal)],
            Users = [.. options.Users.Select(user => new UserOverview(user.UserName, user.Groups))],
            Ignored = deployment.IgnoredLocally,
            NotRunning = options.Unavailable(),
        });
    }

    /// <summary>The values of the API keys. They are valid on this machine only. The page asks when the user wants to see them.</summary>
    public Task AnswerKeysAsync(HttpContext context) =>
        Replies.JsonAsync(context, ApiKeyValues.Open(options.Deployment(), options.DataFolder));

    private static RouteOverview Describe(ApiMethod method, string callers) => new(
        method.HttpMethod,
        method.ResourcePath,
        callers,
        method.Integration.Name,
        method.Integration switch
        {
            LambdaProxyIntegration or LambdaIntegration => "function",
            AwsActionIntegration => "direct",
            MockIntegration => "mock",
            UnavailableIntegration => "not running",
            _ => "http",
        },
        method.ApiKeyRequired,
        method.Integration is MappedIntegration mapped
            && (mapped.RequestTemplates.Count > 0 || mapped.Responses.Any(response => response.ResponseTemplates.Count > 0)));
}

internal sealed record ApiOverview
{
    public required string Name { get; init; }

    public required string Template { get; init; }

    public required string Url { get; init; }

    public required string Stage { get; init; }

    public required IReadOnlyDictionary<string, string> StageVariables { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required bool IsCached { get; init; }

    public required IReadOnlyList<RouteOverview> Routes { get; init; }

    public required IReadOnlyList<PoolOverview> Pools { get; init; }

    /// <summary>Names only.</summary>
    public required IReadOnlyList<string> ApiKeys { get; init; }

    public required IReadOnlyList<string> Tables { get; init; }

    public required IReadOnlyList<FunctionOverview> Functions { get; init; }

    /// <summary>The names of the folders with pages of the project itself.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    public required IReadOnlyList<UserOverview> Users { get; init; }

    public required IReadOnlyList<string> Ignored { get; init; }

    public required IReadOnlyList<string> NotRunning { get; init; }
}

/// <param name="Who">Who may call it.</param>
/// <param name="Backend">What answers.</param>
/// <param name="Kind"><c>function</c>, <c>direct</c>, <c>mock</c>, <c>http</c> or <c>not running</c>.</param>
/// <param name="NeedsKey">Whether a request needs an API key.</param>
/// <param name="HasTemplates">Whether mapping templates make its requests or replies.</param>
internal sealed record RouteOverview(string Method, string Path, string Who, string Backend, string Kind, bool NeedsKey, bool HasTemplates);

/// <param name="SignIn">The pages on which the users of an app sign in.</param>
/// <param name="Discovery">The path of the OpenID configuration.</param>
internal sealed record PoolOverview(
    string Name, IReadOnlyList<string> Groups, IReadOnlyList<SignInPage> SignIn, string Discovery, string? StandsInFor);

internal sealed record UserOverview(string Name, IReadOnlyList<string> Groups);

/// <param name="Memory">Mebibytes.</param>
/// <param name="Variables">The names of the environment variables that the template sets.</param>
internal sealed record FunctionOverview(string Name, int Memory, TimeSpan Timeout, IReadOnlyList<string> Variables);
