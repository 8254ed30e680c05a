using LambdaCrud.IntegrationTests.OpenApi;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// The examples of the contract as requests. A body without an example has that of the <see cref="RouteExample"/>. The requests have a valid
/// form, but the resources that they name need not exist. <see cref="RouteRequests"/> makes requests that succeed.
/// </summary>
internal static class ExampleRequest
{
    /// <param name="route">The method and path in the template.</param>
    /// <param name="id">The value of the path's parameter.</param>
    /// <param name="key">The Idempotency-Key; null for a new one.</param>
    public static HttpRequestMessage Of(string route, string id, string? key = null)
    {
        var operation = Contract.Current.Operations.Single(operation => $"{operation}" == route);
        var mediaType = operation.Body?.Keys.Single() ?? "application/json";
        return Send(new HttpMethod(operation.Method), DeclaredRoutes.ByName[route].PathOf(id), operation.ExampleBody ?? RouteExample.Find(route)?.Body, mediaType)
            .With("Idempotency-Key", key ?? Guid.NewGuid().ToString());
    }
}
