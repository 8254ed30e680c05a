using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.AllRoutes;
using LambdaCrud.IntegrationTests.Orders;
using RouteSync.Declarations;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>A request to each writing route, with each guard. Without a fault it is accepted, or refused for a missing guard.</summary>
internal static class WritingRoutes
{
    public const string MergePatch = "application/merge-patch+json";
    private const string TagOfPlacedOrder = "\"0\"";

    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. UnderEachGuard("POST /products", CreateAsync, _ => Repeat.IsAnother),
        new("PUT /products/{id}", "no precondition", ReplaceAsync) { Refusal = 428 },
        Under(Guard.IfMatch, "PUT /products/{id}", ReplaceAsync, Repeat.Completes),
        Under(Guard.IfNoneMatch, "PUT /products/{id}", PutNewAsync, Repeat.CreatesOrFindsIt),
        Under(Guard.IdempotencyKey, "PUT /products/{id}", WithIfMatch(ReplaceAsync), Repeat.Replays, "If-Match and "),
        Under(Guard.IdempotencyKey, "PUT /products/{id}", WithIfNoneMatch(PutNewAsync), Repeat.Replays, "If-None-Match and "),
        .. UnderEachGuard("PATCH /products/{id}", PatchAsync, guard => guard == Guard.IfMatch ? Repeat.Completes : Repeat.IsAnother),
        Under(Guard.IdempotencyKey, "PATCH /products/{id}", WithIfMatch(PatchAsync), Repeat.Replays, "If-Match and "),
        .. UnderEachGuard("DELETE /products/{id}", DeleteAsync, _ => Repeat.DeletesOrMissesIt),
        Under(Guard.IdempotencyKey, "DELETE /products/{id}", WithIfMatch(DeleteAsync), Repeat.Replays, "If-Match and "),
        .. UnderEachGuard(
            "POST /products/{id}/stock",
            AdjustStockAsync,
            guard => guard == Guard.IfMatch ? Repeat.CompletesOrConflicts : Repeat.IsAnother),
        Under(Guard.IdempotencyKey, "POST /products/{id}/stock", WithIfMatch(AdjustStockAsync), Repeat.Replays, "If-Match and "),
        .. UnderEachGuard("POST /products/batch", CreateBatchAsync, _ => Repeat.IsAnother),
        new("POST /orders", "no key", PlaceAsync) { Refusal = 400 },
        Under(Guard.IdempotencyKey, "POST /orders", PlaceAsync, Repeat.Replays),
        Under(Guard.IdempotencyKey, "POST /orders", WithIfMatch(PlaceAsync), Repeat.Replays, "If-Match and "),
        Under(Guard.IdempotencyKey, "POST /orders", WithIfNoneMatch(PlaceAsync), Repeat.Replays, "If-None-Match and "),
        .. UnderEachGuard("POST /orders/{id}/cancel", CancelAsync, _ => Repeat.CompletesOrConflicts),
        .. UnderEachGuard("POST /orders/{id}/ship", ShipAsync, _ => Repeat.CompletesOrConflicts),
        .. RouteExample.All.Where(example => example.IsWrite).SelectMany(OfExample),
    ];

    public static string NewMark() => Guid.NewGuid().ToString("N");

    /// <param name="repeat">The meaning of a repeat for all guards except the key.</param>
    /// <param name="repeatUnderKey">Differs only for routes that are idempotent by themselves and do not read the key.</param>
    private static IEnumerable<Row> UnderEachGuard(
        string route, Func<Shop, Task<Scene>> stage, Func<Guard, Repeat> repeat, Repeat repeatUnderKey = Repeat.Replays) =>
        Enum.GetValues<Guard>().Select(guard =>
            Under(guard, route, stage, guard == Guard.IdempotencyKey ? repeatUnderKey : repeat(guard)));

    private static Row Under(Guard guard, string route, Func<Shop, Task<Scene>> stage, Repeat repeat, string more = "") => guard switch
    {
        Guard.IfMatch => new(route, "If-Match", WithIfMatch(stage)) { Repeat = repeat },
        Guard.IfNoneMatch => new(route, "If-None-Match", WithIfNoneMatch(stage)) { Repeat = repeat },
        Guard.IdempotencyKey => new(route, $"{more}Idempotency-Key", WithKey(stage)) { Repeat = repeat },
        _ => new(route, "no precondition", stage) { Repeat = repeat },
    };

    public static Func<Shop, Task<Scene>> WithKey(Func<Shop, Task<Scene>> stage) =>
        With(stage, scene => scene.With("Idempotency-Key", scene.Mark));

    private static Func<Shop, Task<Scene>> WithIfMatch(Func<Shop, Task<Scene>> stage) =>
        With(stage, scene => scene.With("If-Match", scene.ETag));

    /// <summary><c>*</c> if the request creates, otherwise a tag that is not the current one. Both make the request acceptable.</summary>
    private static Func<Shop, Task<Scene>> WithIfNoneMatch(Func<Shop, Task<Scene>> stage) =>
        With(stage, scene => scene.With("If-None-Match", scene.Method == HttpMethod.Put ? "*" : "\"other\""));

    private static Func<Shop, Task<Scene>> With(Func<Shop, Task<Scene>> stage, Func<Scene, Scene> change) =>
        async shop => change(await stage(shop));

    private static Task<Scene> CreateAsync(Shop shop)
    {
        var mark = NewMark();
        return Task.FromResult(ByAdmin(shop, mark, HttpMethod.Post, "/products", Product(mark, mark), [], () =>
            shop.LookForProductsAsync(mark, mark)));
    }

    public static Task<Scene> PutNewAsync(Shop shop)
    {
        var (mark, id) = (NewMark(), Guid.NewGuid().ToString());
        return Task.FromResult(ByAdmin(shop, mark, HttpMethod.Put, $"/products/{id}", Product(mark, mark), [id], () =>
            shop.LookForNewAsync(id, mark)));
    }

    public static Task<Scene> ReplaceAsync(Shop shop)
    {
        var name = NewMark();
        return OfProductAsync(shop, HttpMethod.Put, "", Product(name, name), (product, _) => product["name"].S == name);
    }

    public static Task<Scene> PatchAsync(Shop shop)
    {
        var name = NewMark();
        return OfProductAsync(shop, HttpMethod.Patch, "", $$"""{"name": "{{name}}"}""", (product, _) => product["name"].S == name);
    }

    public static Task<Scene> AdjustStockAsync(Shop shop) => AdjustStockAsync(shop, -Shop.Quantity);

    public static Task<Scene> AdjustStockAsync(Shop shop, int delta) =>
        OfProductAsync(shop, HttpMethod.Post, "/stock", $$"""{"delta": {{delta}}}""", (product, times) =>
            Shop.NumberOf(product["stock"]) == Shop.Stock + (delta * times));

    public static async Task<Scene> DeleteAsync(Shop shop)
    {
        var mark = NewMark();
        var product = await shop.CreateAsync(mark);
        var before = (await shop.FindProductAsync(product.Id))!;
        return ByAdmin(shop, mark, HttpMethod.Delete, product.Path, null, [product.Id], () => shop.LookForDeletionAsync(before)) with
        {
            ETag = product.ETag,
        };
    }

    private static Task<Scene> CreateBatchAsync(Shop shop)
    {
        var mark = NewMark();
        string[] names = [$"{mark} 1", $"{mark} 2"];
        var items = $"[{string.Join(',', names.Select(name => Product(name, mark)))}]";
        return Task.FromResult(ByAdmin(shop, mark, HttpMethod.Post, "/products/batch", items, [], () =>
            shop.LookForProductsAsync(mark, names)));
    }

    private static Task<Scene> PlaceAsync(Shop shop) => PlaceAsync(shop, Shop.Quantity);

    public static async Task<Scene> PlaceAsync(Shop shop, int quantity)
    {
        var mark = NewMark();
        var product = await shop.CreateAsync(mark);
        var subject = shop.SubjectOf(mark);
        return ByShopper(shop, mark, HttpMethod.Post, "/orders", [product.Id], () => shop.LookForOrdersAsync(subject, product.Id)) with
        {
            Body = OrderRequests.Body((product, quantity)),
        };
    }

    public static async Task<Scene> CancelAsync(Shop shop)
    {
        var order = await shop.PlaceAsync(NewMark());
        return Cancel(shop, order, () => shop.LookForMoveAsync(order, (Shop.Left, "placed"), (Shop.Stock, "cancelled")));
    }

    public static Scene Cancel(Shop shop, PlacedOrder order, Func<Task<StoredState>> readState) =>
        ByShopper(shop, order.User, HttpMethod.Post, $"/orders/{order.Id}/cancel", [order.ProductId, order.Id], readState) with
        {
            ETag = TagOfPlacedOrder,
        };

    public static async Task<Scene> ShipAsync(Shop shop)
    {
        var order = await shop.PlaceAsync(NewMark());
        return Ship(shop, order, () => shop.LookForMoveAsync(order, (Shop.Left, "placed"), (Shop.Left, "shipped")));
    }

    public static Scene Ship(Shop shop, PlacedOrder order, Func<Task<StoredState>> readState)
    {
        var customer = shop.SubjectOf(order.User);
        var path = $"/orders/{order.Id}/ship?customerId={customer}";
        return ByAdmin(shop, order.User, HttpMethod.Post, path, null, [customer, order.Id], readState) with { ETag = TagOfPlacedOrder };
    }

    /// <summary>A POST creates an item in the caller's partition. Every other write sets or deletes an item, so a repeat completes it.</summary>
    private static IEnumerable<Row> OfExample(RouteExample example)
    {
        var repeat = example.Method == HttpMethod.Post ? Repeat.IsAnother : Repeat.Completes;
        var readsKey = DeclaredRoutes.ByName[example.Route].IdempotencyKey != KeyUse.None;
        return UnderEachGuard(example.Route, shop => OfExampleAsync(shop, example), _ => repeat, readsKey ? Repeat.Replays : repeat);
    }

    private static async Task<Scene> OfExampleAsync(Shop shop, RouteExample example)
    {
        var mark = NewMark();
        using var client = shop.ClientOf(mark);
        var path = await example.PathAsync(client);
        return ByShopper(shop, mark, example.Method, path, [], () =>
            shop.LookForOwnAsync(shop.SubjectOf(mark), example.SortKeyPrefix, isDeletion: example.Method == HttpMethod.Delete)) with
        {
            Body = example.Body,
            MediaType = example.MediaType,
        };
    }

    private static async Task<Scene> OfProductAsync(
        Shop shop,
        HttpMethod method,
        string path,
        string body,
        Func<Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>, long, bool> isAsAsked)
    {
        var mark = NewMark();
        var product = await shop.CreateAsync(mark);
        var before = (await shop.FindProductAsync(product.Id))!;
        return ByAdmin(shop, mark, method, product.Path + path, body, [product.Id], () => shop.LookForChangeAsync(before, isAsAsked)) with
        {
            ETag = product.ETag,
            MediaType = method == HttpMethod.Patch ? MergePatch : "application/json",
        };
    }

    public static Scene ByAdmin(
        Shop shop, string mark, HttpMethod method, string path, string? body, string[] marks, Func<Task<StoredState>> readState) =>
        new(method, path, body)
        {
            Mark = mark,
            Marks = [mark, .. marks],
            Token = shop.AdminToken,
            Subject = shop.SubjectOf("admin"),
            ReadStateAsync = readState,
        };

    public static Scene ByShopper(Shop shop, string mark, HttpMethod method, string path, string[] marks, Func<Task<StoredState>> readState)
    {
        var subject = shop.SubjectOf(mark);
        return new(method, path)
        {
            Mark = mark,
            Marks = [mark, subject, .. marks],
            Token = shop.TokenOf(mark),
            Subject = subject,
            ReadStateAsync = readState,
        };
    }

    public static string Product(string name, string category) => new JsonObject
    {
        ["name"] = name,
        ["category"] = category,
        ["price"] = new JsonObject { ["amount"] = 100, ["currency"] = "EUR" },
        ["stock"] = Shop.Stock,
    }.ToJsonString();
}
