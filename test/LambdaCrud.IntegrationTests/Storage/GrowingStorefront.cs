using System.Globalization;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.IntegrationTests.Orders;
using LocalHost;
using LocalHost.DynamoDbLocal;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>
/// The API over its own DynamoDB Local, behind a <see cref="PricingWire"/>. The table grows by copies of items that the API wrote. They are
/// written directly to DynamoDB Local.
/// </summary>
public sealed class GrowingStorefront : IAsyncLifetime
{
    private const int BatchSize = 25;
    private const string Customer = "customer";

    private DynamoDbLocalProcess? _server;
    private int _products;
    private int _orders;

    public Storefront Api { get; private set; } = null!;

    public HttpClient Shopper { get; private set; } = null!;

    internal PricingWire DynamoDb { get; private set; } = null!;

    /// <summary>The newest order of the customer.</summary>
    internal string OrderId { get; private set; } = "";

    internal string CustomerId => Api.SubjectOf(Customer);

    public async Task InitializeAsync()
    {
        _server = await LocalDynamoDb.StartOwnAsync();
        DynamoDb = await PricingWire.StartAsync(_server.Endpoint);
        Api = new Storefront(DynamoDb.Endpoint);
        await Api.InitializeAsync();
        Shopper = Api.As(Customer);
    }

    public async Task DisposeAsync()
    {
        Shopper.Dispose();
        await Api.DisposeAsync();
        await DynamoDb.DisposeAsync();
        await _server!.DisposeAsync();
    }

    /// <summary>Adds products, and orders of one customer, until there are this many.</summary>
    internal async Task GrowAsync(int products, int orders)
    {
        var product = await Api.CreateAsync(Name(0), "A thing of the catalogue.", stock: 100_000);
        OrderId = (await (await Shopper.OrderAsync(product, 1)).JsonAsync()).Text("id");
        var (productItem, orderItem) = (
            await ReadAsync($"PRODUCT#{product.Id}", "PRODUCT"), await ReadAsync($"CUSTOMER#{CustomerId}", $"ORDER#{OrderId}"));
        await WriteAsync(Enumerable.Range(_products, Math.Max(0, products - 1 - _products)), number => CopyOf(productItem, number));
        await WriteAsync(Enumerable.Range(_orders, Math.Max(0, orders - 1 - _orders)), _ => OlderThan(orderItem));
        (_products, _orders) = (products - 1, orders - 1);
    }

    internal static string Name(int number) => $"Product {number.ToString("0000000", CultureInfo.InvariantCulture)}";

    private static Dictionary<string, AttributeValue> CopyOf(Dictionary<string, AttributeValue> product, int number)
    {
        var id = Guid.CreateVersion7().ToString();
        return new(product)
        {
            ["pk"] = new($"PRODUCT#{id}"),
            ["id"] = new(id),
            ["name"] = new(Name(number)),
            ["sortName"] = new(Name(number).ToLowerInvariant()),
        };
    }

    /// <summary>A copy with the id of an order that was placed before all orders of the tests.</summary>
    private static Dictionary<string, AttributeValue> OlderThan(Dictionary<string, AttributeValue> order)
    {
        var id = Guid.CreateVersion7(DateTimeOffset.UtcNow.AddDays(-1)).ToString();
        return new(order) { ["sk"] = new($"ORDER#{id}"), ["id"] = new(id) };
    }

    private async Task<Dictionary<string, AttributeValue>> ReadAsync(string partition, string sort)
    {
        using var client = LocalEndpoint.CreateClient(_server!.Endpoint);
        return (await client.GetItemAsync(Api.TableName, new() { ["pk"] = new(partition), ["sk"] = new(sort) }, consistentRead: true)).Item;
    }

    private async Task WriteAsync(IEnumerable<int> numbers, Func<int, Dictionary<string, AttributeValue>> create)
    {
        using var client = LocalEndpoint.CreateClient(_server!.Endpoint);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        await Parallel.ForEachAsync(numbers.Chunk(BatchSize), options, async (chunk, cancellation) =>
        {
            List<WriteRequest> puts = [.. chunk.Select(number => new WriteRequest(new PutRequest(create(number))))];
            var request = new BatchWriteItemRequest { RequestItems = new() { [Api.TableName] = puts } };
            var written = await client.BatchWriteItemAsync(request, cancellation);
            Assert.Empty(written.UnprocessedItems ?? []);
        });
    }
}
