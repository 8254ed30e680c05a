namespace RouteSync.Direct;

/// <summary>The mapping templates of a direct route, as the lines that API Gateway gets.</summary>
internal sealed record RouteTemplates(
    IReadOnlyList<string> Request, IReadOnlyList<string> Response, IReadOnlyList<string> Error, IReadOnlyList<string> Outage);
