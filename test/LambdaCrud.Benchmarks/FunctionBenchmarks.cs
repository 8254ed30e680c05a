using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.TestUtilities;
using BenchmarkDotNet.Attributes;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Orders;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Benchmarks;

/// <summary>Warm requests, each beside the same calls of DynamoDB by the SDK alone.</summary>
[MemoryDiagnoser]
public class FunctionBenchmarks
{
    private const string Table = "the-table";

    private readonly IAmazonDynamoDB _client = ConstantDynamoDb.Client();
    private readonly APIGatewayCustomAuthorizerContext _admin = Claims.Of("admin", "catalog-admins");
    private ProductFunctions _products = null!;
    private OrderFunctions _orders = null!;

    [GlobalSetup]
    public void Setup()
    {
        const string Key = "0123456789abcdef0123456789abcdef";
        var time = TimeProvider.System;
        var backoff = new Backoff(time);
        var store = new ProductStore(_client, _client, Table, backoff);
        var endpoint = new Http.Endpoint("*", new RequestLog(new EmbeddedMetrics("Benchmarks", "INFO", time), new CallerHash(Key)), time);
        var idempotency = new IdempotentRequests(new IdempotencyRecords(_client, Table, backoff), new Transactions(_client, backoff), time);
        var cursors = new Cursors(Key, time);
        _products = new(endpoint, store, idempotency, cursors, backoff, time);
        _orders = new(endpoint, new OrderStore(_client, Table, store), store, idempotency, cursors, backoff, time);
    }

    [Benchmark]
    public Task<ScanResponse> ListBySdk() => _client.ScanAsync(new ScanRequest { TableName = Table, Limit = 21 });

    [Benchmark]
    public async Task<APIGatewayProxyResponse> List() => Expect(200, await _products.ListProducts(Request("GET", "/products"), Context()));

    [Benchmark]
    public Task<TransactWriteItemsResponse> CreateBySdk() => TransactAsync(items: 1);

    [Benchmark]
    public async Task<APIGatewayProxyResponse> Create()
    {
        var request = Request("POST", "/products", """{"name":"Mug","category":"kitchen","price":{"amount":900,"currency":"EUR"},"stock":2}""");
        return Expect(201, await _products.CreateProduct(request, Context()));
    }

    [Benchmark]
    public async Task<TransactWriteItemsResponse> OrderBySdk()
    {
        await _client.PutItemAsync(new PutItemRequest { TableName = Table, Item = Item() });
        await _client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new() { [Table] = new() { Keys = [Attributes.Key("PRODUCT#1", "PRODUCT")] } },
        });
        return await TransactAsync(items: 3);
    }

    [Benchmark]
    public async Task<APIGatewayProxyResponse> Order()
    {
        var request = Request("POST", "/orders", $$"""{"lines":[{"productId":"{{StoredProduct.Id}}","quantity":2}]}""");
        request.Headers["Idempotency-Key"] = "key-1";
        request.MultiValueHeaders["Idempotency-Key"] = ["key-1"];
        return Expect(201, await _orders.PlaceOrder(request, Context()));
    }

    private Task<TransactWriteItemsResponse> TransactAsync(int items) => _client.TransactWriteItemsAsync(new TransactWriteItemsRequest
    {
        ClientRequestToken = "token",
        TransactItems = [.. Enumerable.Range(0, items).Select(_ => new TransactWriteItem { Put = new Put { TableName = Table, Item = Item() } })],
    });

    /// <summary>An item with as many attributes as a product.</summary>
    private static Dictionary<string, AttributeValue> Item() =>
        Enumerable.Range(0, 14).ToDictionary(index => $"attribute{index}", index => new AttributeValue($"value {index}"));

    private APIGatewayProxyRequest Request(string method, string path, string? body = null) => new()
    {
        HttpMethod = method,
        Resource = path,
        Path = path,
        Body = body,
        Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
        MultiValueHeaders = new Dictionary<string, IList<string>> { ["Content-Type"] = ["application/json"] },
        RequestContext = new() { RequestId = "r", Path = path, Stage = "prod", Authorizer = _admin },
    };

    private static TestLambdaContext Context() =>
        new() { AwsRequestId = "r", RemainingTime = TimeSpan.FromSeconds(10), Logger = new NoLogger() };

    private static APIGatewayProxyResponse Expect(int status, APIGatewayProxyResponse response) => response.StatusCode == status
        ? response
        : throw new InvalidOperationException($"The function answered {response.StatusCode}: {response.Body}");
}
