using System.Net;
using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>Every route refuses a request with a query parameter that it does not take. The request has no effect.</summary>
public sealed class UnknownParameterTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly string[] Queries =
    [
        "dryRun=true", "catgory=kitchen", "Limit=5", "LIMIT=5", "limit%20=5", "limit[]=5", "%20limit=5", "cursor%00=x", "Category=c", "customerid=x",
        "CustomerId=x", "X-Request-Id=x", "id=x", "productId=x", "%FF=1", "=1", "flag", "__proto__=1", "toString=1", "size=1",
    ];

    [Fact]
    public async Task Every_route_refuses_an_unknown_query_parameter()
    {
        foreach (var route in Assert.Some(storefront.Routes))
        {
            var taken = TakenBy(route);
            foreach (var query in Assert.Some(Queries))
            {
                var response = await SendAsync(route, Guid.CreateVersion7().ToString(), query);

                Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{route}?{query}: {(int)response.StatusCode}");
                var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
                var error = new JsonObject
                {
                    ["code"] = "unknown-parameter",
                    ["detail"] = taken.Length == 0
                        ? "This route takes no query parameters."
                        : $"This route takes only the query parameters {string.Join(", ", taken)}.",
                };
                Assert.True(JsonNode.DeepEquals(new JsonArray(error), problem["errors"]), $"{route}?{query}: {problem}");
            }
        }
    }

    [Fact]
    public async Task No_route_refuses_its_own_query_parameters_as_unknown()
    {
        foreach (var route in Assert.Some(storefront.Routes))
        {
            foreach (var query in Assert.Some(TakenBy(route).Select(name => $"{name}={ValueOf(name)}").Append("")))
            {
                var response = await SendAsync(route, Guid.CreateVersion7().ToString(), query);

                var body = await response.Content.ReadAsStringAsync();
                Assert.False(body.Contains("unknown-parameter", StringComparison.Ordinal), $"{route}?{query}: {body}");
            }
        }
    }

    [Fact]
    public async Task A_write_with_an_unknown_query_parameter_has_no_effect()
    {
        var product = await storefront.CreateAsync(stock: 10);
        var order = await storefront.Admin.PlaceAsync(product);
        var before = await storefront.ProductAsync(product);
        foreach (var route in Assert.Some(storefront.Routes.Where(route => !route.StartsWith("GET", StringComparison.Ordinal))))
        {
            var id = route.Contains("/orders/", StringComparison.Ordinal) ? order.Text("id") : product.Id;
            var response = await SendAsync(route, id, "dryRun=true", product.Id);
            await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        }

        Assert.True(JsonNode.DeepEquals(before, await storefront.ProductAsync(product)));
        var left = await (await storefront.Admin.GetAsync($"/orders/{order.Text("id")}")).JsonAsync();
        Assert.Equal("placed", left.Text("status"));
        Assert.Lacks(product.Id, await storefront.Admin.GetStringAsync("/favorites?limit=100"), StringComparison.Ordinal);
    }

    /// <summary>The parameter names as the refusal lists them.</summary>
    private static string[] TakenBy(string route) => [.. DeclaredRoutes.ByName[route].Query.Select(parameter => parameter.Name)];

    private string ValueOf(string name) => name switch
    {
        "limit" => "5",
        "status" => "placed",
        "sort" => "price",
        "customerId" => storefront.SubjectOf("admin"),
        _ => "x",
    };

    private Task<HttpResponseMessage> SendAsync(string route, string id, string query, string? productId = null)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        const string Product = """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""";
        var body = route switch
        {
            "POST /products" or "PUT /products/{id}" => Product,
            "POST /products/batch" => $"[{Product}]",
            "POST /products/{id}/stock" => """{"delta": 1}""",
            "PATCH /products/{id}" => """{"name": "Renamed"}""",
            "POST /orders" => $$"""{"lines": [{"productId": "{{productId ?? id}}", "quantity": 1}]}""",
            _ => RouteExample.Find(route)?.Body,
        };
        var uri = new Uri(
            $"{storefront.Admin.BaseAddress}{path[1..].Replace("{id}", id, StringComparison.Ordinal).Replace("{productId}", id, StringComparison.Ordinal)}?{query}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = Send(new HttpMethod(method), "/", body, method == "PATCH" ? "application/merge-patch+json" : "application/json");
        request.RequestUri = uri;
        return storefront.Admin.SendAsync(request
            .With("X-API-Key", storefront.ApiKey)
            .With("Idempotency-Key", Guid.NewGuid().ToString())
            .With("If-Match", "*"));
    }
}
