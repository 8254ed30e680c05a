using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Products;
using LambdaCrud.Storage;

namespace LambdaCrud.Orders;

/// <summary>The orders in DynamoDB. One transaction changes an order and the stock of its products.</summary>
public sealed class OrderStore(IAmazonDynamoDB client, string tableName, ProductStore products, Backoff backoff)
{
    /// <summary>
    /// The maximum number of a customer's orders that one call reads to filter them by status. The call also ends at 1 MB.
    /// </summary>
    private const int MaxLookedAt = 1_000;

    private readonly DynamoDBContext _context = DynamoDb.MappingOver(client);

    /// <summary>Finds the order in its current state. So a customer sees an order that was just placed.</summary>
    public async Task<Order?> Find(string customerId, string id, CancellationToken cancellation) =>
        await _context.LoadAsync<Order>(
            Order.PartitionKeyOf(customerId),
            Order.SortKeyOf(id),
            new LoadConfig { OverrideTableName = tableName, ConsistentRead = true },
            cancellation);

    /// <summary>Reads one page, newest first: the orders of a customer, or without a customer all orders of one status.</summary>
    /// <param name="position">The <see cref="Slice{T}.Next"/> of the previous page.</param>
    public Task<Slice<Order>> List(OrderFilter filter, int limit, string? position, CancellationToken cancellation) =>
        Paging.Read(limit, position, start => ReadPage(filter, limit + 1, start, cancellation), FromItem, order => KeyOf(order, filter));

    /// <summary>
    /// Places an order: takes its lines from the stock at the prices seen, and stores the reply in the idempotency record. It does all of
    /// this or nothing.
    /// </summary>
    /// <param name="seen">The products of the order's lines, as they were read.</param>
    /// <param name="answer">Records the reply, see <see cref="Idempotency.Attempt"/>.</param>
    public Task<Written> TryPlace(
        Order order,
        IReadOnlyDictionary<string, Product> seen,
        TransactWriteItem? answer,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var put = new Put
        {
            TableName = tableName,
            Item = _context.ToItem(order, tableName),
            ConditionExpression = "attribute_not_exists(#pk)",
            ExpressionAttributeNames = new() { ["#pk"] = "pk" },
        };
        var taken = order.Lines.Select(line => products.Take(seen[line.ProductId], line.Quantity, now));
        return client.TryWrite(answer, [new TransactWriteItem { Put = put }, .. taken], backoff, cancellation);
    }

    /// <summary>
    /// Moves a placed order to the status of <paramref name="next"/>, and returns the lines of <paramref name="returned"/> to the stock. It
    /// skips products that are no longer in the catalogue. It loses the race if the order is no longer placed.
    /// </summary>
    /// <inheritdoc cref="TryPlace" path="/param[@name='answer']"/>
    public async Task<Written> TryMove(
        Order next, IReadOnlyList<OrderLine> returned, TransactWriteItem? answer, DateTimeOffset now, CancellationToken cancellation)
    {
        TransactWriteItem[] first = answer is null ? [Move(next)] : [answer, Move(next)];
        while (true)
        {
            var stock = returned.Select(line => products.GiveBack(line.ProductId, line.Quantity, now));
            if (await client.TryCommit([.. first, .. stock], backoff, cancellation) is not Commit.Refused { FailedConditions: var failed })
                return Written.Done;
            if (answer is not null && failed[0])
                return Written.ClaimLost;
            if (failed[first.Length - 1])
                return Written.Raced;
            returned = [.. returned.Where((_, index) => !failed[first.Length + index])];
        }
    }

    // An order leaves the status placed once, and changes in no other way. So this condition is sufficient.
    private TransactWriteItem Move(Order next) => new()
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
    };

    private async Task<Paging.Found> ReadPage(
        OrderFilter filter, int limit, Dictionary<string, AttributeValue>? start, CancellationToken cancellation)
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

        var found = await client.QueryAsync(query, cancellation);
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

    private Order FromItem(Dictionary<string, AttributeValue> item) =>
        _context.FromDocument<Order>(Document.FromAttributeMap(item), new FromDocumentConfig { OverrideTableName = tableName });
}
