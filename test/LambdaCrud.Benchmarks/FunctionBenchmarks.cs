using Amazon.DynamoDBv2;
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

/// <summary>
/// Warm requests, each beside the SDK alone: it makes the calls of DynamoDB that the request made, with the same parameters.
/// </summary>
[MemoryDiagnoser]
public class FunctionBenchmarks
{
    private const string Table = "the-table";

    private readonly IAmazonDynamoDB _client = ConstantDynamoDb.Client();
    private readonly APIGatewayProxyRequest _list = Request("GET", "/products");
    private readonly APIGatewayProxyRequest _create = Request(
        "POST", "/products", """{"name":"Mug","category":"kitchen","price":{"amount":900,"currency":"EUR"},"stock":2}""");

    private readonly APIGatewayProxyRequest _order = Request(
        "POST", "/orders", $$"""{"lines":[{"productId":"{{StoredProduct.Id}}","quantity":2}]}""", key: "key-1");

    private readonly TestLambdaContext _context = new()
    {
        AwsRequestId = "r",
        RemainingTime = TimeSpan.FromSeconds(10),
        Logger = new NoLogger(),
    };

    private (ProductFunctions Products, OrderFunctions Orders) _functions;
    private RecordedCalls _callsOfList = null!;
    private RecordedCalls _callsOfCreate = null!;
    private RecordedCalls _callsOfOrder = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _functions = FunctionsOver(_client);
        _callsOfList = await RecordAsync(ListAsync);
        _callsOfCreate = await RecordAsync(CreateAsync);
        _callsOfOrder = await RecordAsync(OrderAsync);
    }

    [Benchmark]
    public Task ListBySdk() => _callsOfList.RepeatAsync();

    [Benchmark]
    public Task<APIGatewayProxyResponse> List() => ListAsync(_functions);

    [Benchmark]
    public Task CreateBySdk() => _callsOfCreate.RepeatAsync();

    [Benchmark]
    public Task<APIGatewayProxyResponse> Create() => CreateAsync(_functions);

    [Benchmark]
    public Task OrderBySdk() => _callsOfOrder.RepeatAsync();

    [Benchmark]
    public Task<APIGatewayProxyResponse> Order() => OrderAsync(_functions);

    private async Task<APIGatewayProxyResponse> ListAsync((ProductFunctions Products, OrderFunctions Orders) functions) =>
        Expect(200, await functions.Products.ListProducts(_list, _context));

    private async Task<APIGatewayProxyResponse> CreateAsync((ProductFunctions Products, OrderFunctions Orders) functions) =>
        Expect(201, await functions.Products.CreateProduct(_create, _context));

    private async Task<APIGatewayProxyResponse> OrderAsync((ProductFunctions Products, OrderFunctions Orders) functions) =>
        Expect(201, await functions.Orders.PlaceOrder(_order, _context));

    private async Task<RecordedCalls> RecordAsync(Func<(ProductFunctions, OrderFunctions), Task<APIGatewayProxyResponse>> request)
    {
        var calls = new RecordedCalls(_client);
        await request(FunctionsOver(calls.Recorder()));
        return calls;
    }

    private static (ProductFunctions Products, OrderFunctions Orders) FunctionsOver(IAmazonDynamoDB client)
    {
        const string Key = "0123456789abcdef0123456789abcdef";
        var time = TimeProvider.System;
        var backoff = new Backoff(time);
        var store = new ProductStore(client, client, Table, backoff);
        var endpoint = new Http.Endpoint("*", new RequestLog(new EmbeddedMetrics("Benchmarks", "INFO", time), new CallerHash(Key)), time);
        var idempotency = new IdempotentRequests(new IdempotencyRecords(client, Table, backoff), new Transactions(client, backoff), time);
        var cursors = new Cursors(Key, time);
        return (
            new(endpoint, store, idempotency, cursors, backoff, time),
            new(endpoint, new OrderStore(client, Table, store), store, idempotency, cursors, backoff, time));
    }

    private static APIGatewayProxyRequest Request(string method, string path, string? body = null, string? key = null)
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" };
        if (key is not null)
            headers["Idempotency-Key"] = key;
        return new()
        {
            HttpMethod = method,
            Resource = path,
            Path = path,
            Body = body,
            Headers = headers,
            MultiValueHeaders = headers.ToDictionary(header => header.Key, header => (IList<string>)[header.Value]),
            RequestContext = new() { RequestId = "r", Path = path, Stage = "prod", Authorizer = Claims.Of("admin", "catalog-admins") },
        };
    }

    private static APIGatewayProxyResponse Expect(int status, APIGatewayProxyResponse response) => response.StatusCode == status
        ? response
        : throw new InvalidOperationException($"The function answered {response.StatusCode}: {response.Body}");
}
