using System.Globalization;
using RouteSync.Declarations;

namespace RouteSync.Docs;

/// <summary>The lines of each table, in Markdown.</summary>
internal static class Rows
{
    private const string None = "–";

    public static IEnumerable<string> OfRoutes(DeclaredApi api) => Table(
        ["Route", "Backend", "Who", "Notes"],
        api.Routes.Select(route => new[] { Code(route.Label), BackendOf(route), route.Access.Name, NotesOn(route) }));

    public static IEnumerable<string> OfLimits(DeclaredApi api) => Table(
        ["Route", "User", "API key", "Validated", "Throttle", "Cache key"],
        api.Routes.Select(route => new[]
        {
            Code(route.Label),
            route.Access.NeedsUser ? "yes" : None,
            route.Access.NeedsApiKey ? "yes" : None,
            route.Accepts is null ? None : "body",
            route.Throttle,
            route.IsCached ? Codes(CacheKey.Of(route).Select(part => part.Name)) : None,
        }));

    public static IEnumerable<string> OfCache(DeclaredApi api) => Table(
        ["Cached", "One entry for each combination of"],
        api.Routes.Where(route => route.IsCached).Select(route => new[] { Code(route.Label), Codes(CacheKey.Of(route).Select(part => part.Name)) }));

    public static IEnumerable<string> OfProblems(DeclaredApi api) => Table(
        ["Code", "Status", "Title", "When"],
        api.Problems.OrderBy(problem => problem.Status).Select(problem => new[]
        {
            Code(problem.Code), problem.Status.ToString(CultureInfo.InvariantCulture), problem.Title, problem.Description,
        }));

    public static IEnumerable<string> OfRights(DeclaredApi api) => Table(
        ["Route", "Function", "Table", "Indexes"],
        api.Routes.Where(route => route.Function is not null).Select(route => new[]
        {
            Code(route.Label),
            route.Function!.LogicalId,
            OrNone(Codes(route.Function.Rights.Where(right => right is { Indexes.Count: 0, PartitionKey: null }).SelectMany(right => right.Actions))),
            OrNone(string.Join("; ", route.Function.Rights.Where(right => right.Indexes.Count > 0)
                .Select(right => $"{Codes(right.Actions)} of {Codes(right.Indexes)}"))),
        }));

    private static IEnumerable<string> Table(IReadOnlyList<string> columns, IEnumerable<string[]> rows) =>
    [
        Line(columns),
        $"|{string.Concat(columns.Select(_ => "---|"))}",
        .. rows.Select(Line),
    ];

    private static string Line(IReadOnlyList<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    private static string BackendOf(DeclaredRoute route) => route.Direct?.Name switch
    {
        null => "Lambda",
        "Mock" => "MOCK",
        var action => $"DynamoDB {action}",
    };

    private static string NotesOn(DeclaredRoute route) => string.Join(" ", Notes(route));

    private static IEnumerable<string> Notes(DeclaredRoute route)
    {
        yield return route.Description;
        if (route.Retirement is { } end)
            yield return string.Create(CultureInfo.InvariantCulture, $"Deprecated: the API removes it on {end.Sunset:yyyy-MM-dd} or later.");
        if (route.Accepts is { IsMergePatch: true, MediaType: var mediaType })
            yield return $"Body: {Code(mediaType)} (RFC 7396).";
        if (route.Query.Count > 0)
            yield return $"Query: {string.Join(", ", route.Query.Select(ParameterOf))}.";
        if (route.IsConditional)
            yield return "`If-Match`, `If-None-Match`.";
        if (route.IdempotencyKey != KeyUse.None)
            yield return route.IdempotencyKey == KeyUse.Required ? "`Idempotency-Key` required." : "`Idempotency-Key`.";
        var headers = route.Answers.SelectMany(answer => answer.Headers).Distinct().ToList();
        var with = headers.Count > 0 ? $" with {Codes(headers)}" : "";
        yield return $"Answer: {string.Join(" or ", route.Answers.Select(answer => answer.Status))}{with}.";
    }

    private static string ParameterOf(DeclaredParameter parameter)
    {
        var values = parameter.Schema.TryGetValue("enum", out var choices) && choices is IEnumerable<string> texts
            ? $" ({Codes(texts)})"
            : parameter.Schema.TryGetValue("minimum", out var min) && parameter.Schema.TryGetValue("maximum", out var max)
                ? string.Create(CultureInfo.InvariantCulture, $" {min:N0}–{max:N0}")
                : "";
        return $"{Code(parameter.Name)}{values}{(parameter.IsRequired ? " (required)" : "")}";
    }

    private static string OrNone(string text) => text.Length == 0 ? None : text;

    private static string Code(string text) => $"`{text}`";

    private static string Codes(IEnumerable<string> texts) => string.Join(", ", texts.Select(Code));
}
