using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using LambdaCrud.Products;
using LambdaCrud.Storage;

namespace LambdaCrud.Orders;

/// <summary>The states of an order: placed → shipped | cancelled. There are no other transitions.</summary>
internal static class OrderStatus
{
    public const string Placed = "placed";
    public const string Shipped = "shipped";
    public const string Cancelled = "cancelled";
}

/// <summary>
/// An order as it is stored, in the partition of its customer. Attributes have the names of the properties, in camelCase.
/// </summary>
[DynamoDBTable("LambdaCrud", CaseMode.CamelCase, ConversionSchema.V2)]
internal sealed partial record Order
{
    public const string SortKeyPrefix = "ORDER#";
    public const string ByStatusAndId = "byStatusAndId";

    [DynamoDBHashKey("pk")]
    public string PartitionKey { get => PartitionKeyOf(CustomerId); private init { } }

    [DynamoDBRangeKey("sk")]
    public string SortKey { get => SortKeyOf(Id); private init { } }

    /// <summary>A UUID of version 7. So orders sorted by id are sorted by time.</summary>
    [DynamoDBGlobalSecondaryIndexRangeKey(ByStatusAndId)]
    public required string Id { get; init; }

    /// <summary>The <c>sub</c> of the user who placed the order.</summary>
    public required string CustomerId { get; init; }

    /// <summary>
    /// One of <see cref="OrderStatus"/>. No other item in the table has an attribute of this name, so the index is sparse.
    /// </summary>
    [DynamoDBGlobalSecondaryIndexHashKey(ByStatusAndId)]
    public required string Status { get; init; }

    public required List<OrderLine> Lines { get; init; }

    /// <summary>In the currency's minor unit.</summary>
    public required long TotalAmount { get; init; }

    /// <summary>The currency of the total and of each line.</summary>
    public required string Currency { get; init; }

    public string? Note { get; init; }

    /// <summary>UTC, whole milliseconds.</summary>
    public required DateTime PlacedAt { get; init; }

    /// <inheritdoc cref="PlacedAt"/>
    public required DateTime UpdatedAt { get; init; }

    /// <summary>0 for a new order. Each change of status adds 1.</summary>
    public required long Version { get; init; }

    /// <summary>The strong entity tag. Ids of orders are never used again, so the version is sufficient.</summary>
    [DynamoDBIgnore]
    public string EntityTag => TagOf(Version);

    /// <summary>The entity tag of the previous version; null for the first version.</summary>
    [DynamoDBIgnore]
    public string? PreviousEntityTag => Version > 0 ? TagOf(Version - 1) : null;

    public static string PartitionKeyOf(string customerId) => Attributes.CustomerPartition(customerId);

    public static string SortKeyOf(string id) => SortKeyPrefix + id;

    /// <param name="catalogue">Contains every product of the lines, all priced in one currency.</param>
    public static Order Place(
        string id, string customerId, OrderInput input, IReadOnlyDictionary<string, Product> catalogue, DateTimeOffset now)
    {
        List<OrderLine> lines = [.. input.Lines.Select(line => OrderLine.Of(catalogue[line.ProductId], line.Quantity))];
        return new Order
        {
            Id = id,
            CustomerId = customerId,
            Status = OrderStatus.Placed,
            Lines = lines,
            TotalAmount = lines.Sum(line => line.Quantity * line.UnitAmount),
            Currency = catalogue[input.Lines[0].ProductId].PriceCurrency,
            Note = input.Note,
            PlacedAt = Rfc3339.WholeMilliseconds(now),
            UpdatedAt = Rfc3339.WholeMilliseconds(now),
            Version = 0,
        };
    }

    /// <summary>Whether the order can still be shipped or cancelled.</summary>
    [DynamoDBIgnore]
    public bool CanMove => Status == OrderStatus.Placed;

    /// <summary>The next version of this order, with another status.</summary>
    public Order MoveTo(string status, DateTimeOffset now) =>
        this with { Status = status, UpdatedAt = Rfc3339.WholeMilliseconds(now), Version = Version + 1 };

    private static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>An ordered product, with its name and price at the time of the order.</summary>
[DynamoDBTable("LambdaCrud", CaseMode.CamelCase, ConversionSchema.V2)]
internal sealed partial record OrderLine
{
    public required string ProductId { get; init; }
    public required string Name { get; init; }
    public required long Quantity { get; init; }

    /// <summary>The price of one piece, in the minor unit of the order's currency.</summary>
    public required long UnitAmount { get; init; }

    public static OrderLine Of(Product product, long quantity) =>
        new() { ProductId = product.Id, Name = product.Name, Quantity = quantity, UnitAmount = product.PriceAmount };
}
