using LambdaCrud.IntegrationTests.AllRoutes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Orders;

/// <summary>The requests of orders for the tests that go through all routes.</summary>
internal static class OrderRouteRequests
{
    public static readonly RouteRequest Place = new("POST /orders", async store =>
        Send(HttpMethod.Post, "/orders", OrderRequests.Body((await store.CreateAsync(), 1))).With("Idempotency-Key", Guid.NewGuid().ToString()));

    public static readonly RouteRequest Get = new("GET /orders/{id}", store => OfOrderAsync(store, HttpMethod.Get, ""));

    public static readonly RouteRequest Cancel = new("POST /orders/{id}/cancel", store => OfOrderAsync(store, HttpMethod.Post, "/cancel"));

    public static readonly RouteRequest Ship = new("POST /orders/{id}/ship", store => OfOrderAsync(store, HttpMethod.Post, "/ship"));

    private static async Task<HttpRequestMessage> OfOrderAsync(Storefront storefront, HttpMethod method, string below)
    {
        using var owner = storefront.As(RouteRequests.Owner);
        var order = await owner.PlaceAsync(await storefront.CreateAsync());
        return Send(method, $"/orders/{order.Text("id")}{below}?customerId={storefront.SubjectOf(RouteRequests.Owner)}");
    }
}
