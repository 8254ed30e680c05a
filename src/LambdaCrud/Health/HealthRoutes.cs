using LambdaCrud.Http;

namespace LambdaCrud.Health;

/// <summary>The API answers.</summary>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record HealthResponse([property: OneOf("ok")] string Status);

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
