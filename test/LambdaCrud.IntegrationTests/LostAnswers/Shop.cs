using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>The stored state after a request, read from DynamoDB.</summary>
/// <param name="Effects">How often each part of the request took effect. All but a batch have one part.</param>
/// <param name="Inconsistency">A description of a state that is neither the old one nor the requested one, or null.</param>
/// <param name="Item">The item that the request is about, if it exists.</param>
internal sealed record StoredState(IReadOnlyList<long> Effects, string? Inconsistency = null, Item? Item = null);

/// <summary>An order of <see cref="Shop.Quantity"/> pieces of a product that no other user buys.</summary>
internal sealed record PlacedOrder(string Id, string User, string ProductId);

/// <summary>
/// The API over a faulty wire, the same API over a wire without faults, and a direct connection to DynamoDB Local to read the stored state.
/// </summary>
/// <param name="stage">
/// Prepares what a request needs. Its functions have a retry quota of their own, so faults of other cells do not use it up.
/// </param>
internal sealed class Shop(Storefront api, Storefront stage, FaultyDynamoDb wire, IAmazonDynamoDB database)
{
    public const int Stock = 10;
    public const int Quantity = 3;

    /// <summary>The stock after one order.</summary>
    public const int Left = Stock - Quantity;

    private readonly string _table = api.TableName;

    public FaultyDynamoDb Wire => wire;

    public string AdminToken { get; } = api.Token("admin", ["catalog-admins"]);

    public string TokenOf(string user) => api.Token(user, []);

    public string SubjectOf(string user) => api.SubjectOf(user);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token) => SendAsync(api, request, token);

    /// <summary>Sends a request that prepares another one.</summary>
    public Task<HttpResponseMessage> PrepareAsync(HttpRequestMessage request, string token) => SendAsync(stage, request, token);

    /// <summary>A client for requests that prepare another one.</summary>
    public HttpClient ClientOf(string user) => stage.As(user);

    public Task<CreatedProduct> CreateAsync(string name) => stage.CreateAsync(name, category: name, stock: Stock);

    /// <summary>Places an order of <see cref="Quantity"/> pieces.</summary>
    public async Task<PlacedOrder> PlaceAsync(string user)
    {
        var product = await CreateAsync(user);
        var request = Send(HttpMethod.Post, "/orders", OrderRequests.Body((product, Quantity))).With("Idempotency-Key", $"{Guid.NewGuid()}");
        var response = await PrepareAsync(request, TokenOf(user));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return new PlacedOrder((await response.JsonAsync()).Text("id"), user, product.Id);
    }

    /// <summary>Ends the lease of an unfinished attempt, as if 15 s had passed.</summary>
    public async Task EndLeaseAsync(string subject, string key)
    {
        if (await FindAsync($"CUSTOMER#{subject}", $"IDEMPOTENCY#{key}") is not { } record || !record.ContainsKey("leaseUntil"))
            return;
        record["leaseUntil"] = new AttributeValue { N = "0" };
        await database.PutItemAsync(_table, record);
    }

    public Task<Item?> FindProductAsync(string id) => FindAsync($"PRODUCT#{id}", "PRODUCT");

    /// <summary>Checks the creation of a product with this id.</summary>
    public async Task<StoredState> LookForNewAsync(string id, string name) => await FindProductAsync(id) is { } product
        ? new StoredState([1 + VersionOf(product)], product["name"].S == name ? null : "the product has another name", product)
        : new StoredState([0]);

    /// <summary>Checks the change of a product.</summary>
    /// <param name="isAsAsked">Whether the product is in the state after this number of changes.</param>
    public async Task<StoredState> LookForChangeAsync(Item before, Func<Item, long, bool> isAsAsked)
    {
        if (await FindProductAsync(before["id"].S) is not { } product)
            return new StoredState([0], "the product does not exist");
        var changes = VersionOf(product) - VersionOf(before);
        var isWhole = changes == 0 ? Describe(product) == Describe(before) : isAsAsked(product, changes);
        return new StoredState([changes], isWhole ? null : $"after {changes} changes, the product is {Describe(product)}", product);
    }

    /// <summary>Checks the deletion of a product.</summary>
    public async Task<StoredState> LookForDeletionAsync(Item before) => await FindProductAsync(before["id"].S) is not { } product
        ? new StoredState([1])
        : new StoredState([0], Describe(product) == Describe(before) ? null : Describe(product), product);

    /// <summary>Checks the creation of products with these names in a category of their own.</summary>
    public async Task<StoredState> LookForProductsAsync(string category, params string[] names)
    {
        var products = await QueryAsync(new QueryRequest
        {
            IndexName = "byCategoryAndName",
            KeyConditionExpression = "category = :category",
            ExpressionAttributeValues = new() { [":category"] = new AttributeValue(category) },
        });
        return new StoredState(
            [.. names.Select(name => (long)products.Count(product => product["name"].S == name))],
            products.Any(product => !names.Contains(product["name"].S)) ? "a product has another name" : null,
            names.Length == 1 && products is [var only] ? only : null);
    }

    /// <summary>Checks the placing of orders of <see cref="Quantity"/> pieces.</summary>
    public async Task<StoredState> LookForOrdersAsync(string subject, string productId)
    {
        var orders = await QueryAsync(new QueryRequest
        {
            ConsistentRead = true,
            KeyConditionExpression = "pk = :customer AND begins_with(sk, :order)",
            ExpressionAttributeValues = new() { [":customer"] = new($"CUSTOMER#{subject}"), [":order"] = new("ORDER#") },
        });
        var stock = await StockOfAsync(productId);
        return new StoredState(
            [orders.Count], stock == Stock - (orders.Count * Quantity) ? null : $"{orders.Count} orders left {stock} in stock",
            orders is [var only] ? only : null);
    }

    /// <summary>Checks the move of an order to another status.</summary>
    /// <param name="before">The stock and the order's status before the move.</param>
    /// <param name="after">The stock and the order's status after the move.</param>
    public async Task<StoredState> LookForMoveAsync(
        PlacedOrder placed, (long Stock, string Status) before, (long Stock, string Status) after)
    {
        var order = (await FindAsync($"CUSTOMER#{SubjectOf(placed.User)}", $"ORDER#{placed.Id}"))!;
        var now = (await StockOfAsync(placed.ProductId), order["status"].S);
        return new StoredState([now == after ? 1 : 0], now == before || now == after ? null : $"{now}", order);
    }

    /// <summary>Checks the creation or the deletion of the only item with this start of its sort key in the partition of a user.</summary>
    public async Task<StoredState> LookForOwnAsync(string subject, string sortKeyPrefix, bool isDeletion)
    {
        var items = await QueryAsync(new QueryRequest
        {
            ConsistentRead = true,
            KeyConditionExpression = "pk = :customer AND begins_with(sk, :prefix)",
            ExpressionAttributeValues = new() { [":customer"] = new($"CUSTOMER#{subject}"), [":prefix"] = new(sortKeyPrefix) },
        });
        return new StoredState([isDeletion ? 1 - items.Count : items.Count], Item: items is [var only] ? only : null);
    }

    private static Task<HttpResponseMessage> SendAsync(Storefront api, HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return api.Anonymous.SendAsync(request);
    }

    private async Task<long> StockOfAsync(string productId) => NumberOf((await FindProductAsync(productId))!["stock"]);

    private async Task<Item?> FindAsync(string partition, string sort)
    {
        var key = new Item { ["pk"] = new(partition), ["sk"] = new(sort) };
        return (await database.GetItemAsync(_table, key, consistentRead: true)).Item is { Count: > 0 } item ? item : null;
    }

    private async Task<List<Item>> QueryAsync(QueryRequest query)
    {
        query.TableName = _table;
        return (await database.QueryAsync(query)).Items ?? [];
    }

    private static long VersionOf(Item item) => NumberOf(item["version"]);

    public static long NumberOf(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);

    private static string Describe(Item item) => string.Join(", ", item
        .OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
        .Select(attribute => $"{attribute.Key}: {attribute.Value.S ?? attribute.Value.N}"));
}
