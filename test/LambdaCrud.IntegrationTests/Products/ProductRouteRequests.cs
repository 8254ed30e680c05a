using LambdaCrud.IntegrationTests.AllRoutes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

/// <summary>The requests of products for the tests that go through all routes.</summary>
internal static class ProductRouteRequests
{
    private const string Product = """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""";

    public static readonly RouteRequest Create = new("POST /products", _ => Task.FromResult(Send(HttpMethod.Post, "/products", Product)));

    public static readonly RouteRequest CreateMany =
        new("POST /products/batch", _ => Task.FromResult(Send(HttpMethod.Post, "/products/batch", $"[{Product}]")));

    public static readonly RouteRequest Get = new("GET /products/{id}", async store => Send(HttpMethod.Get, (await store.CreateAsync()).Path));

    public static readonly RouteRequest Put = new(
        "PUT /products/{id}",
        _ => Task.FromResult(Send(HttpMethod.Put, $"/products/{Guid.CreateVersion7()}", Product).With("If-None-Match", "*")));

    public static readonly RouteRequest Patch = new(
        "PATCH /products/{id}", async store => Send(HttpMethod.Patch, (await store.CreateAsync()).Path, "{}", "application/merge-patch+json"));

    public static readonly RouteRequest Delete = new(
        "DELETE /products/{id}", async store => Send(HttpMethod.Delete, (await store.CreateAsync()).Path));

    public static readonly RouteRequest AdjustStock = new(
        "POST /products/{id}/stock", async store => Send(HttpMethod.Post, $"{(await store.CreateAsync()).Path}/stock", """{"delta": 1}"""));
}
