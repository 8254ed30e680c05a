using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.IntegrationTests.AllRoutes;
using LambdaCrud.IntegrationTests.Idempotency;
using LambdaCrud.IntegrationTests.Orders;
using LambdaCrud.IntegrationTests.Storage;
using LocalHost;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>
/// Each function and role has exactly the DynamoDB rights that the calls of its routes need. The test runs each path
/// through a route that makes different calls.
/// </summary>
public sealed class RightsTests(MeasuredStorefront storefront) : IClassFixture<MeasuredStorefront>
{
    private readonly Storefront _api = storefront.Api;
    private readonly HashSet<(string Principal, string Right)> _used = [];

    private HttpClient Admin => _api.Admin;

    [Fact]
    public async Task Every_function_and_role_has_the_rights_it_uses_and_no_others()
    {
        await ReadAndWriteProductsAsync();
        await WriteUnderKeysAsync();
        await CreateBatchesAsync();
        await OrderAsync();
        await UseExamplesAsync();

        var granted =
            from principal in GrantedRights.PrincipalOfRoute.Values.Distinct()
            from right in GrantedRights.Of(principal)
            select $"{principal}: {right}";
        Assert.Equal(
            granted.Order(StringComparer.Ordinal),
            _used.Select(use => $"{use.Principal}: {use.Right}").Order(StringComparer.Ordinal));
    }

    private async Task ReadAndWriteProductsAsync()
    {
        var product = await _api.CreateAsync();
        await UseAsync("POST /products", Admin, Send(HttpMethod.Post, "/products", Item));
        await UseAsync("GET /products", _api.Anonymous, Send(HttpMethod.Get, "/products"));
        await UseAsync("GET /products", _api.Anonymous, Send(HttpMethod.Get, "/products?category=things"));
        await UseAsync("GET /products", _api.Anonymous, Send(HttpMethod.Get, "/products?category=things&sort=price"));
        await UseAsync("GET /products/{id}", _api.Anonymous, Send(HttpMethod.Get, product.Path));
        await UseAsync(
            "GET /feed/products", _api.Anonymous, Send(HttpMethod.Get, "/feed/products").With("X-API-Key", _api.ApiKey));
        await UseAsync(
            "PUT /products/{id}", Admin, Send(HttpMethod.Put, $"/products/{Guid.CreateVersion7()}", Item).With("If-None-Match", "*"));
        await UseAsync("PUT /products/{id}", Admin, Send(HttpMethod.Put, product.Path, Item).With("If-Match", "*"));
        await UseAsync(
            "PATCH /products/{id}", Admin, Send(HttpMethod.Patch, product.Path, """{"name": "B"}""", "application/merge-patch+json"));
        await UseAsync("POST /products/{id}/stock", Admin, Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 1}"""));
        await UseAsync(
            "POST /products/{id}/stock", Admin, Send(HttpMethod.Post, $"{product.Path}/stock", """{"delta": 1}""").With("If-Match", "*"));
        await UseAsync("DELETE /products/{id}", Admin, Send(HttpMethod.Delete, product.Path));
    }

    private async Task WriteUnderKeysAsync()
    {
        foreach (var route in KeyedRoute.All)
        {
            var target = await route.Prepare(_api);
            using var client = target.As == "admin" ? _api.As("admin", "catalog-admins") : _api.As(target.As);
            await UseAsync(route.Name, client, route.Request(target, $"{Guid.NewGuid()}"));
        }
    }

    private async Task CreateBatchesAsync()
    {
        const string Key = "batch-1";
        var batch = $"[{Item}]";
        await UseAsync("POST /products/batch", Admin, Send(HttpMethod.Post, "/products/batch", batch));
        await UseAsync("POST /products/batch", Admin, Send(HttpMethod.Post, "/products/batch", batch).With("Idempotency-Key", Key));
        await ForgetTheAnswerAsync(Key);
        await UseAsync("POST /products/batch", Admin, Send(HttpMethod.Post, "/products/batch", batch).With("Idempotency-Key", Key));
    }

    private async Task OrderAsync()
    {
        var product = await _api.CreateAsync();
        using var shopper = _api.As("shopper");
        var placed = await shopper.PlaceAsync(product);
        var shipped = await shopper.PlaceAsync(product);
        await UseAsync("POST /orders", shopper, Order(product, 1));
        await UseAsync("POST /orders", shopper, Order(product, 999), isRefused: true);
        await UseAsync("GET /orders", shopper, Send(HttpMethod.Get, "/orders"));
        await UseAsync("GET /orders", shopper, Send(HttpMethod.Get, "/orders?status=placed"));
        await UseAsync("GET /orders", Admin, Send(HttpMethod.Get, "/orders?status=placed"));
        await UseAsync("GET /orders/{id}", shopper, Send(HttpMethod.Get, $"/orders/{placed.Text("id")}"));
        await UseAsync("POST /orders/{id}/cancel", shopper, Send(HttpMethod.Post, $"/orders/{placed.Text("id")}/cancel"));
        await UseAsync(
            "POST /orders/{id}/ship", Admin,
            Send(HttpMethod.Post, $"/orders/{shipped.Text("id")}/ship?customerId={_api.SubjectOf("shopper")}"));
    }

    // WriteUnderKeysAsync sends the same requests with keys.
    private async Task UseExamplesAsync()
    {
        foreach (var example in Assert.Some(RouteExample.All))
        {
            using var client = example.IsForAdmins ? _api.As("admin", "catalog-admins") : _api.As("shopper");
            await UseAsync(example.Route, client, await example.RequestAsync(client));
        }
    }

    private async Task UseAsync(string route, HttpClient client, HttpRequestMessage request, bool isRefused = false)
    {
        storefront.DynamoDb.TakeCalls();
        using var response = await client.SendAsync(request);
        Assert.True(
            response.IsSuccessStatusCode != isRefused,
            $"{route}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        foreach (var call in Assert.Some(storefront.DynamoDb.TakeCalls()))
        {
            foreach (var right in call.Rights)
                _used.Add((GrantedRights.PrincipalOfRoute[route], $"{right} on {call.Target ?? "Table"}"));
        }
    }

    /// <summary>Sets the record of a key to the state that a killed attempt leaves when it has not answered.</summary>
    private async Task ForgetTheAnswerAsync(string key)
    {
        using var client = LocalEndpoint.CreateClient(storefront.DynamoDb.Endpoint);
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = _api.TableName,
            Key = new() { ["pk"] = new($"CUSTOMER#{_api.SubjectOf("admin")}"), ["sk"] = new($"IDEMPOTENCY#{key}") },
            UpdateExpression = "SET #lease = :none REMOVE #reply",
            ConditionExpression = "attribute_exists(#reply)",
            ExpressionAttributeNames = new() { ["#lease"] = "leaseUntil", ["#reply"] = "reply" },
            ExpressionAttributeValues = new() { [":none"] = new() { N = "0" } },
        });
    }

    private static HttpRequestMessage Order(CreatedProduct product, int quantity) =>
        Send(HttpMethod.Post, "/orders", OrderRequests.Body((product, quantity))).With("Idempotency-Key", $"{Guid.NewGuid()}");

    private static string Item => new JsonObject
    {
        ["name"] = "A",
        ["category"] = "things",
        ["price"] = new JsonObject { ["amount"] = 1, ["currency"] = "EUR" },
        ["stock"] = 1,
    }.ToJsonString();
}
