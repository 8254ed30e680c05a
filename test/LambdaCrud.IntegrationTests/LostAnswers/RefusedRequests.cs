using LambdaCrud.IntegrationTests.Orders;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>Requests to the writing routes that are refused because of the stored state, each without and with a key.</summary>
internal static class RefusedRequests
{
    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. Refused(412, "PUT /products/{id}", "a stale If-Match", Stale(WritingRoutes.ReplaceAsync)),
        .. Refused(412, "PUT /products/{id}", "If-Match of an unknown id", Stale(WritingRoutes.PutNewAsync)),
        .. Refused(412, "PUT /products/{id}", "If-None-Match: * of a known id", async shop =>
            (await WritingRoutes.ReplaceAsync(shop)).With("If-None-Match", "*")),
        .. Refused(412, "PATCH /products/{id}", "a stale If-Match", Stale(WritingRoutes.PatchAsync)),
        .. Refused(404, "PATCH /products/{id}", "an unknown id", OfUnknownProduct(HttpMethod.Patch, "", """{"name": "new"}""")),
        .. Refused(412, "DELETE /products/{id}", "a stale If-Match", Stale(WritingRoutes.DeleteAsync)),
        .. Refused(404, "DELETE /products/{id}", "an unknown id", OfUnknownProduct(HttpMethod.Delete, "", null)),
        .. Refused(412, "POST /products/{id}/stock", "a stale If-Match", Stale(WritingRoutes.AdjustStockAsync)),
        .. Refused(404, "POST /products/{id}/stock", "an unknown id", OfUnknownProduct(HttpMethod.Post, "/stock", """{"delta": 1}""")),
        .. Refused(409, "POST /products/{id}/stock", "insufficient stock", shop =>
            WritingRoutes.AdjustStockAsync(shop, -Shop.Stock - 1)),
        WithKey(409, "POST /orders", "insufficient stock", shop => WritingRoutes.PlaceAsync(shop, Shop.Stock + 1)),
        WithKey(422, "POST /orders", "an unknown product", OrderOfUnknownProductAsync),
        .. Refused(412, "POST /orders/{id}/cancel", "a stale If-Match", Stale(WritingRoutes.CancelAsync)),
        .. Refused(409, "POST /orders/{id}/cancel", "a shipped order", CancelShippedAsync),
        .. Refused(404, "POST /orders/{id}/cancel", "an unknown id", CancelUnknown),
        .. Refused(412, "POST /orders/{id}/ship", "a stale If-Match", Stale(WritingRoutes.ShipAsync)),
        .. Refused(409, "POST /orders/{id}/ship", "a cancelled order", ShipCancelledAsync),
    ];

    private static IEnumerable<Row> Refused(int status, string route, string name, Func<Shop, Task<Scene>> stage) =>
        [new(route, name, stage) { Refusal = status }, WithKey(status, route, name, stage)];

    private static Row WithKey(int status, string route, string name, Func<Shop, Task<Scene>> stage) =>
        new(route, $"{name} and Idempotency-Key", WritingRoutes.WithKey(stage)) { Refusal = status };

    private static Func<Shop, Task<Scene>> Stale(Func<Shop, Task<Scene>> stage) => async shop =>
        (await stage(shop)).With("If-Match", "\"20000101000000000-7\"");

    private static Func<Shop, Task<Scene>> OfUnknownProduct(HttpMethod method, string path, string? body) => shop =>
    {
        var (mark, id) = (WritingRoutes.NewMark(), Guid.NewGuid().ToString());
        var scene = WritingRoutes.ByAdmin(shop, mark, method, $"/products/{id}{path}", body, [id], async () =>
            await shop.FindProductAsync(id) is { } product ? new StoredState([1], "the product exists", product) : new StoredState([0]));
        return Task.FromResult(scene with { MediaType = method == HttpMethod.Patch ? WritingRoutes.MergePatch : scene.MediaType });
    };

    private static async Task<Scene> OrderOfUnknownProductAsync(Shop shop)
    {
        var scene = await WritingRoutes.PlaceAsync(shop, Shop.Quantity);
        return scene with { Body = OrderRequests.Body((new CreatedProduct($"{Guid.NewGuid()}", "", 0), 1)) };
    }

    private static async Task<Scene> CancelShippedAsync(Shop shop)
    {
        var order = await shop.PlaceAsync(WritingRoutes.NewMark());
        var ship = Requests.Send(HttpMethod.Post, $"/orders/{order.Id}/ship?customerId={shop.SubjectOf(order.User)}");
        Assert.True((await shop.PrepareAsync(ship, shop.AdminToken)).IsSuccessStatusCode);
        return WritingRoutes.Cancel(shop, order, () =>
            shop.LookForMoveAsync(order, before: (Shop.Left, "shipped"), after: (Shop.Stock, "cancelled")));
    }

    private static async Task<Scene> ShipCancelledAsync(Shop shop)
    {
        var order = await shop.PlaceAsync(WritingRoutes.NewMark());
        var cancel = Requests.Send(HttpMethod.Post, $"/orders/{order.Id}/cancel");
        Assert.True((await shop.PrepareAsync(cancel, shop.TokenOf(order.User))).IsSuccessStatusCode);
        return WritingRoutes.Ship(shop, order, () =>
            shop.LookForMoveAsync(order, before: (Shop.Stock, "cancelled"), after: (Shop.Stock, "shipped")));
    }

    private static Task<Scene> CancelUnknown(Shop shop)
    {
        var (mark, id) = (WritingRoutes.NewMark(), Guid.NewGuid().ToString());
        return Task.FromResult(WritingRoutes.ByShopper(shop, mark, HttpMethod.Post, $"/orders/{id}/cancel", [id], () =>
            Task.FromResult(new StoredState([0]))));
    }
}
