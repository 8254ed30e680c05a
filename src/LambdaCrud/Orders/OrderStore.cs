using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Products;
using LambdaCrud.Storage;

namespace LambdaCrud.Orders;

/// <summary>
/// The orders in DynamoDB. It builds the writes of an order and of its products' stock; one transaction makes them, see
/// <see cref="Idempotency.Attempt"/>.
/// </summary>
internal sealed class OrderStore(IAmazonDynamoDB client, string tableName, ProductStore products)
{
    /// <summary>
    /// The maximum number of a customer's orders that one call reads to filter them by status. The call also ends at 1 MB.
    /// </summary>
    private const int MaxLookedAt = 1_000;

    private readonly Lazy<DynamoDBContext> _context = new(() => DynamoDb.MappingOver(client));

    /// <summary>Finds the order in its current state. So a customer sees an order that was just placed.</summary>
    public async Task<Order?> FindAsync(string customerId, string id, CancellationToken cancellationToken) =>
        await _context.Value.LoadAsync<Order>(
            Order.PartitionKeyOf(customerId),
            Order.SortKeyOf(id),
            new LoadConfig { OverrideTableName = tableName, ConsistentRead = true },
            cancellationToken);

    /// <summary>Reads one page, newest first: the orders of a customer, or without a customer all orders of one status.</summary>
    /// <param name="position">The <see cref="Slice{T}.Next"/> of the previous page.</param>
    public Task<Slice<Order>> ListAsync(OrderFilter filter, int limit, string? position, CancellationToken cancellationToken) =>
        Paging.ReadAsync(
            limit,
            position,
            start => ReadPageAsync(filter, limit + 1, start, cancellationToken),
            Order.FromItem,
            order => KeyOf(order, filter));

    /// <summary>The writes that place an order: they store it, and take its lines from the stock at the prices seen.</summary>
    /// <param name="seen">The products of the order's lines, as they were read.</param>
    public IReadOnlyList<ConditionalWrite> PlaceWrites(Order order, IReadOnlyDictionary<string, Product> seen, DateTimeOffset now)
    {
        var put = new Put
        {
            TableName = tableName,
            Item = order.ToItem(),
            ConditionExpression = "attribute_not_exists(#pk)",
            ExpressionAttributeNames = new() { ["#pk"] = "pk" },
        };
        var taken = order.Lines.Select(line => products.TakeWrite(seen[line.ProductId], line.Quantity, now));
        return [new ConditionalWrite(new TransactWriteItem { Put = put }), .. taken];
    }

    /// <summary>The writes that cancel a placed order. They return its lines to the stock.</summary>
    /// <param name="cancelled">The next version of the order.</param>
    public IReadOnlyList<ConditionalWrite> CancelWrites(Order cancelled, DateTimeOffset now) =>
        [MoveWrite(cancelled), .. cancelled.Lines.Select(line => products.ReturnWrite(line.ProductId, line.Quantity, now))];

    /// <summary>The writes that ship a placed order.</summary>
    /// <param name="shipped">The next version of the order.</param>
    public IReadOnlyList<ConditionalWrite> ShipWrites(Order shipped) => [MoveWrite(shipped)];

    // An order leaves the status placed once, and changes in no other way. So this condition is sufficient.
    private ConditionalWrite MoveWrite(Order next) => new(new TransactWriteItem
    {
        Update = new Update
        {
            TableName = tableName,
            Key = KeyOf(next),
            UpdateExpression = "SET #status = :status, #updatedAt = :updatedAt, #version = :version",
            ConditionExpression = "#status = :placed",
            ExpressionAttributeNames = new() { ["#status"] = "status", ["#updatedAt"] = "updatedAt", ["#version"] = "version" },
            ExpressionAttributeValues = new()
            {
                [":status"] = Attributes.Text(next.Status),
                [":updatedAt"] = Attributes.Time(next.UpdatedAt),
                [":version"] = Attributes.Number(next.Version),
                [":placed"] = Attributes.Text(OrderStatus.Placed),
            },
        },
    });

    private async Task<Paging.Found> ReadPageAsync(
        OrderFilter filter, int limit, Dictionary<string, AttributeValue>? start, CancellationToken cancellationToken)
    {
        var query = new QueryRequest { TableName = tableName, ScanIndexForward = false, Limit = limit, ExclusiveStartKey = start };
        query.ExpressionAttributeNames = [];
        query.ExpressionAttributeValues = [];
        if (filter.Status is not null)
        {
            query.ExpressionAttributeNames["#status"] = "status";
            query.ExpressionAttributeValues[":status"] = Attributes.Text(filter.Status);
        }

        if (filter.CustomerId is null)
        {
            query.IndexName = Order.ByStatusAndId;
            query.KeyConditionExpression = "#status = :status";
        }
        else
        {
            query.KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :orders)";
            query.ExpressionAttributeNames["#pk"] = "pk";
            query.ExpressionAttributeNames["#sk"] = "sk";
            query.ExpressionAttributeValues[":pk"] = Attributes.Text(Order.PartitionKeyOf(filter.CustomerId));
            query.ExpressionAttributeValues[":orders"] = Attributes.Text(Order.SortKeyPrefix);
            if (filter.Status is not null)
                (query.FilterExpression, query.Limit) = ("#status = :status", MaxLookedAt);
        }

        var found = await client.QueryAsync(query, cancellationToken);
        return new(found.Items, found.LastEvaluatedKey);
    }

    private static Dictionary<string, AttributeValue> KeyOf(Order order, OrderFilter filter)
    {
        var key = KeyOf(order);
        if (filter.CustomerId is null)
        {
            key["status"] = Attributes.Text(order.Status);
            key["id"] = Attributes.Text(order.Id);
        }

        return key;
    }

    private static Dictionary<string, AttributeValue> KeyOf(Order order) => Attributes.Key(order.PartitionKey, order.SortKey);
}
