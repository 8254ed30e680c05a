using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>A request for each route, for the tests that go through all of them.</summary>
internal static class RouteRequests
{
    private const string Owner = "owner";
    private const string Product = """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""";

    /// <summary>A valid request about a new resource. Orders and the items of examples belong to the test's owner user.</summary>
    public static async Task<HttpRequestMessage> RequestForAsync(this Storefront storefront, string route)
    {
        var parts = route.Split(' ');
        var (method, path) = (new HttpMethod(parts[0]), parts[1]);
        return route switch
        {
            "GET /health" or "GET /products" or "GET /orders" or "GET /feed/products" => Send(method, path),
            "POST /products" => Send(method, path, Product),
            "POST /products/batch" => Send(method, path, $"[{Product}]"),
            "POST /products/{id}/stock" => Send(method, await WithProductAsync(), """{"delta": 1}"""),
            "PUT /products/{id}" => Send(method, $"/products/{Guid.CreateVersion7()}", Product).With("If-None-Match", "*"),
            "PATCH /products/{id}" => Send(method, await WithProductAsync(), "{}", "application/merge-patch+json"),
            "POST /orders" => Send(method, path, OrderRequests.Body((await storefront.CreateAsync(), 1)))
                .With("Idempotency-Key", Guid.NewGuid().ToString()),
            _ when path.StartsWith("/products/{id}", StringComparison.Ordinal) => Send(method, await WithProductAsync()),
            _ when path.StartsWith("/orders/{id}", StringComparison.Ordinal) => Send(method, await WithOrderAsync()),
            _ when RouteExample.Find(route) is { } example => await WithExampleAsync(example),
            _ => throw new ArgumentOutOfRangeException(nameof(route), route, "This route needs a RouteExample."),
        };

        async Task<string> WithProductAsync()
        {
            var product = await storefront.CreateAsync();
            return path.Replace("{id}", product.Id, StringComparison.Ordinal);
        }

        async Task<HttpRequestMessage> WithExampleAsync(RouteExample example)
        {
            using var owner = storefront.As(Owner);
            return await example.RequestAsync(owner);
        }

        async Task<string> WithOrderAsync()
        {
            using var owner = storefront.As(Owner);
            var order = await owner.PlaceAsync(await storefront.CreateAsync());
            return $"{path.Replace("{id}", order.Text("id"), StringComparison.Ordinal)}?customerId={storefront.SubjectOf(Owner)}";
        }
    }

    /// <summary>The same request with the token or the key that its route asks for.</summary>
    public static async Task<HttpRequestMessage> AllowedRequestForAsync(this Storefront storefront, string route)
    {
        var request = await storefront.RequestForAsync(route);
        var method = storefront.Api.Methods.Single(method => $"{method.HttpMethod} {method.ResourcePath}" == route);
        if (method.ApiKeyRequired)
            return request.With("X-API-Key", storefront.ApiKey);
        if (method.Authorizer is null)
            return request;
        var isForAdmins = DeclaredRoutes.ByName[route].Access.Group is not null;
        return request.With("Authorization", isForAdmins ? storefront.Token("admin", ["catalog-admins"]) : storefront.Token(Owner, []));
    }
}
