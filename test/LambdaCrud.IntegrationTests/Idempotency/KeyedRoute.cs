using System.Net.Http.Headers;
using System.Text;
using LambdaCrud.IntegrationTests.AllRoutes;
using LambdaCrud.IntegrationTests.Orders;

namespace LambdaCrud.IntegrationTests.Idempotency;

/// <summary>A route on which repeats with the same Idempotency-Key take effect once, and the requests that a test sends to it.</summary>
/// <param name="Name">The method and path in the template.</param>
/// <param name="Prepare">Creates the resource that a request is about.</param>
internal sealed record KeyedRoute(string Name, Func<Storefront, Task<KeyedRoute.Target>> Prepare)
{
    public HttpMethod Method => HttpMethod.Parse(Name.Split(' ')[0]);

    public string? Body { get; init; }

    /// <summary>The same body with another member order, other white space and other escapes.</summary>
    public string? SameBody { get; init; }

    public string? OtherBody { get; init; }

    public string MediaType { get; init; } = "application/json";

    /// <summary>The value of If-Match, if the route requires one.</summary>
    public string? IfMatch { get; init; }

    /// <param name="Path">The path to send to, including the query.</param>
    /// <param name="OtherPath">The same route for another resource. Null if the route has no such part.</param>
    /// <param name="LookAt">The path of the resource that the request changes.</param>
    /// <param name="As">The user who sends the request and owns the record.</param>
    public sealed record Target(string Path, string? OtherPath, string LookAt, string As = "admin")
    {
        /// <summary>Replaces <c>ID</c> and <c>CATEGORY</c> in bodies.</summary>
        public string Id { get; init; } = "";

        public string Category { get; } = $"c-{Guid.NewGuid():N}";
    }

    private const string Product = """{"name":"Cup","category":"CATEGORY","price":{"amount":5,"currency":"EUR"},"stock":3}""";

    private const string SameProduct =
        """ {"price": {"currency":"EUR", "amount":5}, "stock":3, "description":null, "category":"CATEGORY", "name":"\u0043up"} """;

    private const string OtherProduct = """{"name":"Cup","category":"CATEGORY","price":{"amount":6,"currency":"EUR"},"stock":3}""";

    /// <summary>The routes of every function that writes.</summary>
    public static IReadOnlyList<KeyedRoute> All { get; } =
    [
        new("POST /products", _ => Task.FromResult(InCategory("/products")))
        {
            Body = Product, SameBody = SameProduct, OtherBody = OtherProduct,
        },
        new("POST /products/batch", _ => Task.FromResult(InCategory("/products/batch")))
        {
            Body = $"[{Product},7]", SameBody = $"[ {SameProduct} , 7.0 ]", OtherBody = $"[7,{Product}]",
        },
        new("PUT /products/{id}", OfProduct)
        {
            Body = Product, SameBody = SameProduct, OtherBody = OtherProduct, IfMatch = "*",
        },
        new("PATCH /products/{id}", OfProduct)
        {
            MediaType = "application/merge-patch+json",
            Body = """{"stock":4,"description":null,"tags":["n"]}""",
            SameBody = """ {"tags":["\u006e"], "description":null, "stock":4} """,
            OtherBody = """{"stock":4,"tags":["n"]}""",
        },
        new("DELETE /products/{id}", OfProduct),
        new("POST /products/{id}/stock", store => OfProduct(store, "/stock"))
        {
            Body = """{"delta":-2}""", SameBody = """ { "\u0064elta": -2 } """, OtherBody = """{"delta":2}""",
        },
        new("POST /orders", async store =>
        {
            var product = await store.CreateAsync();
            return new("/orders", null, product.Path, "ann") { Id = product.Id };
        })
        {
            Body = """{"note":"n","lines":[{"productId":"ID","quantity":2}]}""",
            SameBody = """{"lines": [{"quantity":2, "productId":"ID"}], "note":"\u006e"}""",
            OtherBody = """{"note":"n","lines":[{"productId":"ID","quantity":1}]}""",
        },
        new("POST /orders/{id}/cancel", store => OfOrder(store, "/cancel", "ann")),
        new("POST /orders/{id}/ship", store => OfOrder(store, $"/ship?customerId={store.SubjectOf("ann")}", "admin")),
        .. RouteExample.All.Where(example => example.IsWrite && DeclaredRoutes.ByName[example.Route].Function is not null).Select(Of),
    ];

    public HttpRequestMessage Request(Target target, string? key, string? body = null, string? path = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(Method, path ?? target.Path);
        if ((body ?? Body) is { } text)
        {
            text = text.Replace("ID", target.Id, StringComparison.Ordinal).Replace("CATEGORY", target.Category, StringComparison.Ordinal);
            request.Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(MediaType));
        }

        if (key is not null)
            request.With("Idempotency-Key", key);
        return (ifMatch ?? IfMatch) is { } tag ? request.With("If-Match", tag) : request;
    }

    private static KeyedRoute Of(RouteExample example) => new(example.Route, store => OfExample(store, example))
    {
        Body = example.Body,
        SameBody = example.SameBody,
        OtherBody = example.OtherBody,
        MediaType = example.MediaType,
    };

    private static async Task<Target> OfExample(Storefront storefront, RouteExample example)
    {
        // A user of its own, because a list shows everything that its user has written.
        var user = example.IsForAdmins ? "admin" : $"keyed-{Guid.NewGuid():N}";
        using var client = example.IsForAdmins ? storefront.As(user, "catalog-admins") : storefront.As(user);
        return new(await example.PathAsync(client), example.PrepareAsync is null ? null : await example.PathAsync(client), example.ShownAt, user);
    }

    private static Target InCategory(string path)
    {
        var target = new Target(path, null, "");
        return target with { LookAt = $"/products?category={target.Category}" };
    }

    private static Task<Target> OfProduct(Storefront storefront) => OfProduct(storefront, "");

    private static async Task<Target> OfProduct(Storefront storefront, string below)
    {
        var (product, other) = (await storefront.CreateAsync(), await storefront.CreateAsync());
        return new($"{product.Path}{below}", $"{other.Path}{below}", product.Path);
    }

    private static async Task<Target> OfOrder(Storefront storefront, string below, string user)
    {
        var product = await storefront.CreateAsync();
        using var ann = storefront.As("ann");
        var (order, other) = (await ann.PlaceAsync(product), await ann.PlaceAsync(product));
        return new($"/orders/{order.Text("id")}{below}", $"/orders/{other.Text("id")}{below}", product.Path, user);
    }
}
