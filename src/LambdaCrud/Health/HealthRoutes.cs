using LambdaCrud.Http;

namespace LambdaCrud.Health;

/// <summary>The answer of GET /health.</summary>
/// <param name="Status">Always "ok".</param>
internal sealed record HealthResponse(string Status);

/// <summary>The route that tells whether the API answers.</summary>
internal static class HealthRoutes
{
    /// <summary>Tells that the API answers. It calls no function and not the table.</summary>
    public static readonly DirectRoute Get = new("GET", "/health", "GetHealth")
    {
        Access = Access.Anyone,
        Action = DirectAction.Mock,
        Answers = [new(200, typeof(HealthResponse)) { CacheControl = "no-store" }],
    };
}
