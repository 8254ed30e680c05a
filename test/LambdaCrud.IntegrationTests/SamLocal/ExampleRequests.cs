using LambdaCrud.IntegrationTests.AllRoutes;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.SamLocal;

/// <summary>A request that succeeds, and its sender.</summary>
/// <param name="User">A user of the pool, or null for an anonymous request.</param>
internal sealed record ExampleRequest(string? User, HttpRequestMessage Request);

/// <summary>A request for each function of the template. It uses the seed products.</summary>
internal static class ExampleRequests
{
    public const string Shopper = "sam";
    public const string Admin = "ada";

    /// <summary>Placeholder for the id of an order, which is unknown before the order is placed.</summary>
    public const string OrderId = "019a0000-0000-7000-8000-000000002001";

    /// <summary>Placeholder for the <c>sub</c> of <see cref="Shopper"/>, which differs in every user pool.</summary>
    public const string ShopperSubject = "3e0c7b52-6f5c-4b6e-9c47-0a6b7d1f2e90";

    private const string Item =
        """{"name": "Tea Timer", "category": "tea", "price": {"amount": 990, "currency": "EUR"}, "stock": 40, "tags": ["steel"]}""";

    private static readonly CreatedProduct Grinder = new("019a0000-0000-7000-8000-000000001004", "", 12);
    private static readonly CreatedProduct Last = new("019a0000-0000-7000-8000-000000006003", "", 0);

    /// <summary>The example of the function's route. Its path has no id, because an event file has no item that it could name.</summary>
    private static RouteExample? OfRoute(string function) => RouteExample.All.FirstOrDefault(example =>
        example.PrepareAsync is null && DeclaredRoutes.ByName[example.Route].Function?.LogicalId == function);

    /// <param name="function">The logical id.</param>
    public static ExampleRequest Of(string function) => function switch
    {
        "ListProducts" => new(null, Send(HttpMethod.Get, "/products?category=coffee&sort=-price&limit=3")),
        "ListFeedProducts" => new(null, Send(HttpMethod.Get, "/feed/products?limit=3")),
        "CreateProduct" => new(Admin, Send(HttpMethod.Post, "/products", Item)),
        "CreateProducts" => new(Admin, Send(HttpMethod.Post, "/products/batch", $"[{Item}, {Item}]").With("Idempotency-Key", "batch")),
        "ReplaceProduct" => new(Admin, Send(HttpMethod.Put, Grinder.Path, Item).With("If-Match", "*")),
        "PatchProduct" => new(Admin, Send(HttpMethod.Patch, Grinder.Path, """{"tags": ["new"]}""", "application/merge-patch+json")),
        "AdjustStock" => new(Admin, Send(HttpMethod.Post, $"{Grinder.Path}/stock", """{"delta": 10}""")),
        "DeleteProduct" => new(Admin, Send(HttpMethod.Delete, Last.Path)),
        "PlaceOrder" => new(Shopper, Send(HttpMethod.Post, "/orders", OrderRequests.Body((Grinder, 1))).With("Idempotency-Key", "order")),
        "ListOrders" => new(Shopper, Send(HttpMethod.Get, "/orders")),
        "GetOrder" => new(Shopper, Send(HttpMethod.Get, $"/orders/{OrderId}")),
        "CancelOrder" => new(Shopper, Send(HttpMethod.Post, $"/orders/{OrderId}/cancel")),
        "ShipOrder" => new(Admin, Send(HttpMethod.Post, $"/orders/{OrderId}/ship?customerId={ShopperSubject}")),
        _ when OfRoute(function) is { } example => new(example.IsForAdmins ? Admin : Shopper, example.Request(example.Route.Split(' ')[1])),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "There is no example request for this function."),
    };
}
