using System.Reflection;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// A request of a route that succeeds, for a resource that needs more than a <see cref="RouteExample"/>. The tests that go through all
/// routes find it by reflection: it is a public static field of a class in the resource's test folder.
/// </summary>
/// <param name="Route">The method and path in the template.</param>
/// <param name="MakeAsync">Creates the resource that the request is about. The items of users belong to <see cref="RouteRequests.Owner"/>.</param>
internal sealed record RouteRequest(string Route, Func<Storefront, Task<HttpRequestMessage>> MakeAsync)
{
    public static IReadOnlyList<RouteRequest> All { get; } =
    [
        .. typeof(RouteRequest).Assembly.GetTypes()
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(RouteRequest))
            .Select(field => (RouteRequest)field.GetValue(null)!),
    ];

    public static RouteRequest? Find(string route) => All.SingleOrDefault(request => request.Route == route);
}
