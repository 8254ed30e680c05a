using System.Globalization;
using System.Linq.Expressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure;

namespace LambdaCrud.Products;

/// <summary>
/// The products in DynamoDB. A race between writers is decided by a condition on the stored item, never by what was read before: a write
/// that loses says so and changes nothing.
/// </summary>
/// <param name="client">Retries by itself.</param>
/// <param name="clientWithoutRetries">For the one write that must not be repeated unseen.</param>
public sealed class ProductStore(IAmazonDynamoDB client, IAmazonDynamoDB clientWithoutRetries, string tableName)
{
    // A context by the builder asks for no table description. With V2 a list stays a list.
    private readonly DynamoDBContext _context = new DynamoDBContextBuilder()
        .WithDynamoDBClient(() => client)
        .ConfigureContext(config =>
        {
            config.Conversion = DynamoDBEntryConversion.V2;
            config.IsEmptyStringValueEnabled = true;
        })
        .Build();

    /// <param name="consistent">Wanted when a write depends on what is found; such a read costs twice as much.</param>
    public async Task<Product?> Find(string id, bool consistent, CancellationToken cancellation) =>
        await _context.LoadAsync<Product>(
            Product.PartitionKeyOf(id),
            Product.SortKeyValue,
            new LoadConfig { OverrideTableName = tableName, ConsistentRead = consistent },
            cancellation);

    /// <summary>Stores a product whose id was just made, so that no condition is needed and a retry writes the same again.</summary>
    public Task Add(Product product, CancellationToken cancellation) =>
        _context.SaveAsync(product, new SaveConfig { OverrideTableName = tableName }, cancellation);

    /// <summary>Stores a product; false when its id is taken.</summary>
    public Task<bool> TryCreate(Product product, CancellationToken cancellation) =>
        TrySave(product, stored => ContextExpression.AttributeNotExists(stored.PartitionKey), cancellation);

    /// <summary>Stores the next version; false when <paramref name="current"/> is no longer the stored one.</summary>
    public Task<bool> TryReplace(Product current, Product next, CancellationToken cancellation) =>
        TrySave(next, stored => stored.Version == current.Version && stored.CreatedAt == current.CreatedAt, cancellation);

    /// <summary>Deletes the product; false when <paramref name="current"/> is no longer the stored version.</summary>
    public async Task<bool> TryDelete(Product current, CancellationToken cancellation)
    {
        try
        {
            var request = new DeleteItemRequest
            {
                TableName = tableName,
                Key = KeyOf(current.Id),
                ConditionExpression = IsStored,
                ExpressionAttributeNames = new() { ["#version"] = "version", ["#createdAt"] = "createdAt" },
                ExpressionAttributeValues = ValuesOf(current),
            };
            await client.DeleteItemAsync(request, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>
    /// Adds to the stock, or takes from it, in one atomic write: adjustments that race each other are all counted, and the stock stays
    /// within 0 and <see cref="Product.MaxStock"/>.
    /// </summary>
    /// <param name="expected">When given, the write also needs this to be the stored version.</param>
    public async Task<StockResult> AdjustStock(
        string id, long delta, Product? expected, DateTimeOffset now, CancellationToken cancellation)
    {
        var request = new UpdateItemRequest
        {
            TableName = tableName,
            Key = KeyOf(id),
            UpdateExpression = "ADD #stock :delta, #version :one SET #updatedAt = :now",
            ConditionExpression = "#stock BETWEEN :low AND :high" + (expected is null ? "" : $" AND {IsStored}"),
            ExpressionAttributeNames = new() { ["#stock"] = "stock", ["#version"] = "version", ["#updatedAt"] = "updatedAt" },
            ExpressionAttributeValues = expected is null ? [] : ValuesOf(expected),
            ReturnValues = ReturnValue.ALL_NEW,
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        if (expected is not null)
            request.ExpressionAttributeNames["#createdAt"] = "createdAt";
        request.ExpressionAttributeValues[":delta"] = Number(delta);
        request.ExpressionAttributeValues[":one"] = Number(1);
        request.ExpressionAttributeValues[":now"] = Time(Product.WholeMilliseconds(now));
        request.ExpressionAttributeValues[":low"] = Number(Math.Max(0, -delta));
        request.ExpressionAttributeValues[":high"] = Number(Math.Min(Product.MaxStock, Product.MaxStock - delta));
        try
        {
            var response = await clientWithoutRetries.UpdateItemAsync(request, cancellation);
            return new StockResult.Adjusted(FromItem(response.Attributes));
        }
        catch (ConditionalCheckFailedException refused)
        {
            if (refused.Item is not { Count: > 0 } item)
                return new StockResult.Missing();
            var stored = FromItem(item);
            return expected is not null && stored.EntityTag != expected.EntityTag
                ? new StockResult.Changed()
                : new StockResult.OutOfBounds(stored.Stock);
        }
    }

    /// <summary>
    /// One page. With a category it is a Query of that category's partition of an index; without one it is a Scan of an index that holds
    /// nothing but products, in no particular but a stable order.
    /// </summary>
    /// <param name="position">The <see cref="ProductSlice.Next"/> of the page before.</param>
    public async Task<ProductSlice> List(ProductFilter filter, int limit, string? position, CancellationToken cancellation)
    {
        var products = new List<Product>();
        var start = position is null ? null : Document.FromJson(position).ToAttributeMap();
        do
        {
            var (items, next) = await ReadPage(filter, limit + 1, start, cancellation);
            products.AddRange(items.Select(FromItem));
            start = next is { Count: > 0 } ? next : null;
        }
        while (start is not null && products.Count < 2);    // DynamoDB may give an empty page and go on.

        // The product after the page is read too, so that a next page is only promised when it has something. Where DynamoDB ends a page
        // early, at 1 MB, the last product read is that one.
        var shown = start is null ? Math.Min(limit, products.Count) : Math.Min(limit, products.Count - 1);
        return new ProductSlice(products[..shown], shown < products.Count ? PositionAfter(products[shown - 1], filter) : null);
    }

    private async Task<(List<Dictionary<string, AttributeValue>> Items, Dictionary<string, AttributeValue>? Next)> ReadPage(
        ProductFilter filter, int limit, Dictionary<string, AttributeValue>? start, CancellationToken cancellation)
    {
        if (filter.Category is null)
        {
            var scan = new ScanRequest { TableName = tableName, IndexName = filter.IndexName, Limit = limit, ExclusiveStartKey = start };
            var scanned = await client.ScanAsync(scan, cancellation);
            return (scanned.Items ?? [], scanned.LastEvaluatedKey);
        }

        var query = new QueryRequest
        {
            TableName = tableName,
            IndexName = filter.IndexName,
            KeyConditionExpression = "#category = :category",
            ExpressionAttributeNames = new() { ["#category"] = "category" },
            ExpressionAttributeValues = new() { [":category"] = new AttributeValue(filter.Category) },
            ScanIndexForward = filter.Sort != ProductSort.PriceDescending,
            Limit = limit,
            ExclusiveStartKey = start,
        };
        var found = await client.QueryAsync(query, cancellation);
        return (found.Items ?? [], found.LastEvaluatedKey);
    }

    /// <summary>The key that DynamoDB would have ended a page with: that of the table and that of the index.</summary>
    private static string PositionAfter(Product product, ProductFilter filter)
    {
        var key = KeyOf(product.Id);
        key["category"] = new AttributeValue(product.Category);
        if (filter.IndexName == Product.ByCategoryAndPrice)
            key["priceAmount"] = Number(product.PriceAmount);
        else
            key["sortName"] = new AttributeValue(product.SortName);
        return Document.FromAttributeMap(key).ToJson();
    }

    private async Task<bool> TrySave(Product product, Expression<Func<Product, bool>> condition, CancellationToken cancellation)
    {
        var expression = new ContextExpression();
        expression.SetFilter(condition);
        try
        {
            var config = new SaveConfig { OverrideTableName = tableName, ConditionalExpression = expression };
            await _context.SaveAsync(product, config, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private Product FromItem(Dictionary<string, AttributeValue> item) =>
        _context.FromDocument<Product>(Document.FromAttributeMap(item), new FromDocumentConfig { OverrideTableName = tableName });

    private const string IsStored = "#version = :version AND #createdAt = :createdAt";

    private static Dictionary<string, AttributeValue> ValuesOf(Product product) =>
        new() { [":version"] = Number(product.Version), [":createdAt"] = Time(product.CreatedAt) };

    private static Dictionary<string, AttributeValue> KeyOf(string id) =>
        new() { ["pk"] = new AttributeValue(Product.PartitionKeyOf(id)), ["sk"] = new AttributeValue(Product.SortKeyValue) };

    private static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private static AttributeValue Time(DateTime utc) => new(Rfc3339.Text(utc));
}

/// <summary>What came of a stock adjustment.</summary>
public abstract record StockResult
{
    private StockResult()
    {
    }

    public sealed record Adjusted(Product Product) : StockResult;

    public sealed record Missing : StockResult;

    /// <summary>The expected version is not the stored one.</summary>
    public sealed record Changed : StockResult;

    /// <summary>The stock would have left its bounds.</summary>
    public sealed record OutOfBounds(long Available) : StockResult;
}

/// <summary>Products, and where the next ones begin; null when there are none.</summary>
public sealed record ProductSlice(IReadOnlyList<Product> Products, string? Next);
