using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Storage;
using ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure;

namespace LambdaCrud.Products;

/// <summary>
/// The products in DynamoDB. A condition on the stored item decides a race between writers; an earlier read never does. The store builds
/// conditional writes, and a transaction makes them, even a single one: with its token it can be resent after a lost answer.
/// </summary>
/// <param name="client">Retries failed calls.</param>
/// <param name="clientWithoutRetries">For the one write that must not be retried automatically.</param>
internal sealed class ProductStore(IAmazonDynamoDB client, IAmazonDynamoDB clientWithoutRetries, string tableName, Backoff backoff)
{
    private readonly Lazy<DynamoDBContext> _context = new(() => DynamoDb.MappingOver(client));
    private readonly Batches _batches = new(client, tableName, backoff);

    /// <summary>
    /// Reads the current state, because writes depend on it. This read costs twice as much as the read of GET /products/{id}.
    /// </summary>
    public async Task<Product?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _context.Value.LoadAsync<Product>(
            Product.PartitionKeyOf(id),
            Product.SortKeyValue,
            new LoadConfig { OverrideTableName = tableName, ConsistentRead = true },
            cancellationToken);

    /// <summary>Stores a new product, if its id is not used yet.</summary>
    public ConditionalWrite CreateWrite(Product product)
    {
        var update = Overwrite(product, []);
        update.ConditionExpression = "attribute_not_exists(#pk)";
        update.ExpressionAttributeNames["#pk"] = "pk";
        return new ConditionalWrite(new TransactWriteItem { Update = update });
    }

    /// <summary>Stores the next version, if <paramref name="current"/> is still the stored version.</summary>
    public ConditionalWrite ReplaceWrite(Product current, Product next)
    {
        var update = Overwrite(next, current.ToItem().Keys);
        update.ConditionExpression = IsStored;
        update.ExpressionAttributeValues[":before"] = Attributes.Number(current.Version);
        return new ConditionalWrite(new TransactWriteItem { Update = update });
    }

    /// <summary>Deletes the product, if <paramref name="current"/> is still the stored version.</summary>
    public ConditionalWrite DeleteWrite(Product current)
    {
        var delete = new Delete
        {
            TableName = tableName,
            Key = KeyOf(current.Id),
            ConditionExpression = IsStored,
            ExpressionAttributeNames = new() { ["#version"] = "version", ["#createdAt"] = "createdAt" },
            ExpressionAttributeValues = new()
            {
                [":before"] = Attributes.Number(current.Version),
                [":createdAt"] = Attributes.Time(current.CreatedAt),
            },
        };
        return new ConditionalWrite(new TransactWriteItem { Delete = delete });
    }

    /// <summary>Takes from the stock of a product, if the stock is sufficient and the price is still the one seen.</summary>
    public ConditionalWrite TakeWrite(Product seen, long quantity, DateTimeOffset now)
    {
        var update = ChangeStock(seen.Id, -quantity, now);
        update.ConditionExpression = "#stock >= :quantity AND #priceAmount = :priceAmount AND #priceCurrency = :priceCurrency";
        update.ExpressionAttributeNames["#priceAmount"] = "priceAmount";
        update.ExpressionAttributeNames["#priceCurrency"] = "priceCurrency";
        update.ExpressionAttributeValues[":quantity"] = Attributes.Number(quantity);
        update.ExpressionAttributeValues[":priceAmount"] = Attributes.Number(seen.PriceAmount);
        update.ExpressionAttributeValues[":priceCurrency"] = Attributes.Text(seen.PriceCurrency);
        return new ConditionalWrite(new TransactWriteItem { Update = update });
    }

    /// <summary>
    /// Returns goods to the stock. It is left out if the product is no longer in the catalogue. The stock may then exceed
    /// <see cref="Product.MaxStock"/>, because the returned goods exist.
    /// </summary>
    public ConditionalWrite ReturnWrite(string id, long quantity, DateTimeOffset now)
    {
        var update = ChangeStock(id, quantity, now);
        update.ConditionExpression = "attribute_exists(#stock)";
        return new ConditionalWrite(new TransactWriteItem { Update = update }) { IsOptional = true };
    }

    /// <summary>
    /// Adds to the stock or takes from it, in one atomic write. So concurrent adjustments all count. A write that takes keeps the stock at
    /// 0 or more. A write that adds keeps it at <see cref="Product.MaxStock"/> or less. Each checks only its own bound, because
    /// <see cref="ReturnWrite"/> may have exceeded the other.
    /// </summary>
    public async Task<StockResult> AdjustStockAsync(string id, long delta, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var change = ChangeStock(id, delta, now);
        var request = new UpdateItemRequest
        {
            TableName = change.TableName,
            Key = change.Key,
            UpdateExpression = change.UpdateExpression,
            ConditionExpression = delta < 0 ? "#stock >= :bound" : "#stock <= :bound",
            ExpressionAttributeNames = change.ExpressionAttributeNames,
            ExpressionAttributeValues = change.ExpressionAttributeValues,
            ReturnValues = ReturnValue.ALL_NEW,
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        request.ExpressionAttributeValues[":bound"] = Attributes.Number(delta < 0 ? -delta : Product.MaxStock - delta);
        try
        {
            var response = await backoff.WhileInConflictAsync(
                () => clientWithoutRetries.UpdateItemAsync(request, cancellationToken), cancellationToken);
            return new StockResult.Adjusted(Product.FromItem(response.Attributes));
        }
        catch (ConditionalCheckFailedException refused)
        {
            return refused.Item is { Count: > 0 } item ? new StockResult.OutOfBounds(Product.FromItem(item).Stock) : new StockResult.Missing();
        }
    }

    /// <summary>
    /// Reads one page. With a category, this is a Query of one partition of an index. Without a category, it is a Scan of an index that
    /// contains only products. The order of the Scan is stable, but arbitrary.
    /// </summary>
    /// <param name="position">The <see cref="Slice{T}.Next"/> of the previous page.</param>
    public Task<Slice<Product>> ListAsync(ProductFilter filter, int limit, string? position, CancellationToken cancellationToken) =>
        Paging.ReadAsync(
            limit,
            position,
            start => ReadPageAsync(filter, limit + 1, start, cancellationToken),
            Product.FromItem,
            product => KeyOf(product, filter));

    /// <summary>Reads up to 100 products at once, in their current state. Unknown ids are not in the result.</summary>
    public async Task<IReadOnlyDictionary<string, Product>> FindAllAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        (await _batches.GetAsync(ids.Select(KeyOf), cancellationToken)).Select(Product.FromItem).ToDictionary(product => product.Id);

    /// <summary>Stores many products with new ids.</summary>
    /// <returns>The ids of the products that are not known to be stored.</returns>
    public async Task<IReadOnlySet<string>> AddAllAsync(IEnumerable<Product> products, CancellationToken cancellationToken) =>
        (await _batches.PutAsync([.. products.Select(product => product.ToItem())], cancellationToken))
            .Select(item => item["id"].S)
            .ToHashSet();

    private Update ChangeStock(string id, long delta, DateTimeOffset now) => new()
    {
        TableName = tableName,
        Key = KeyOf(id),
        UpdateExpression = "ADD #stock :delta, #version :one SET #updatedAt = :now",
        ExpressionAttributeNames = new() { ["#stock"] = "stock", ["#version"] = "version", ["#updatedAt"] = "updatedAt" },
        ExpressionAttributeValues = new()
        {
            [":delta"] = Attributes.Number(delta),
            [":one"] = Attributes.Number(1),
            [":now"] = Attributes.Time(Rfc3339.WholeMilliseconds(now)),
        },
    };

    private async Task<Paging.Found> ReadPageAsync(
        ProductFilter filter, int limit, Dictionary<string, AttributeValue>? start, CancellationToken cancellationToken)
    {
        if (filter.Category is null)
        {
            var scan = new ScanRequest { TableName = tableName, IndexName = filter.IndexName, Limit = limit, ExclusiveStartKey = start };
            var scanned = await client.ScanAsync(scan, cancellationToken);
            return new(scanned.Items, scanned.LastEvaluatedKey);
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
        var found = await client.QueryAsync(query, cancellationToken);
        return new(found.Items, found.LastEvaluatedKey);
    }

    private static Dictionary<string, AttributeValue> KeyOf(Product product, ProductFilter filter)
    {
        var key = KeyOf(product.Id);
        key["category"] = Attributes.Text(product.Category);
        if (filter.IndexName == Product.ByCategoryAndPrice)
            key["priceAmount"] = Attributes.Number(product.PriceAmount);
        else
            key["sortName"] = Attributes.Text(product.SortName);
        return key;
    }

    /// <summary>
    /// Sets all attributes of a product, and removes those it does not have. Attributes that belong to no property stay unchanged.
    /// </summary>
    /// <param name="stored">The names of the attributes in the stored item.</param>
    private Update Overwrite(Product product, IEnumerable<string> stored)
    {
        var key = KeyOf(product.Id);
        var item = product.ToItem();
        foreach (var name in key.Keys)
            item.Remove(name);
        List<string> gone = [.. stored.Where(name => !item.ContainsKey(name) && !key.ContainsKey(name))];
        var set = $"SET {string.Join(", ", item.Keys.Select(name => $"#{name} = :{name}"))}";
        return new Update
        {
            TableName = tableName,
            Key = key,
            UpdateExpression = gone.Count == 0 ? set : $"{set} REMOVE {string.Join(", ", gone.Select(name => $"#{name}"))}",
            ExpressionAttributeNames = item.Keys.Concat(gone).ToDictionary(name => $"#{name}"),
            ExpressionAttributeValues = item.ToDictionary(attribute => $":{attribute.Key}", attribute => attribute.Value),
        };
    }

    // The version alone would repeat if a deleted id is created again.
    private const string IsStored = "#version = :before AND #createdAt = :createdAt";

    private static Dictionary<string, AttributeValue> KeyOf(string id) => Attributes.Key(Product.PartitionKeyOf(id), Product.SortKeyValue);
}

/// <summary>The result of a stock adjustment.</summary>
internal abstract record StockResult
{
    private StockResult()
    {
    }

    public sealed record Adjusted(Product Product) : StockResult;

    public sealed record Missing : StockResult;

    /// <summary>The stock would be out of its bounds.</summary>
    public sealed record OutOfBounds(long Available) : StockResult;
}
