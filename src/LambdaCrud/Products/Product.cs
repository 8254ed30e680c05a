using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;

namespace LambdaCrud.Products;

/// <summary>
/// A product as it is stored. Attributes have the names of the properties, in camelCase. Computed properties have an empty setter, because
/// the context stores only properties that it can also set.
/// </summary>
[DynamoDBTable("LambdaCrud", CaseMode.CamelCase, ConversionSchema.V2)]
internal sealed partial record Product
{
    public const string SortKeyValue = "PRODUCT";
    public const string ByCategoryAndName = "byCategoryAndName";
    public const string ByCategoryAndPrice = "byCategoryAndPrice";

    public const long MaxAmount = 9_999_999_999;

    /// <summary>
    /// The maximum for writes that add to the stock or set it. A cancelled order may exceed it, because the returned goods exist
    /// (<see cref="ProductStore.ReturnWrite"/>). Above it, other writes can only lower the stock or leave it unchanged.
    /// </summary>
    public const long MaxStock = 1_000_000_000;

    [DynamoDBHashKey("pk")]
    public string PartitionKey { get => PartitionKeyOf(Id); private init { } }

    [DynamoDBRangeKey("sk")]
    public string SortKey { get; private init; } = SortKeyValue;

    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }

    [DynamoDBGlobalSecondaryIndexHashKey(ByCategoryAndName, ByCategoryAndPrice)]
    public required string Category { get; init; }

    /// <summary>The name in lower case, so that sorting ignores case.</summary>
    [DynamoDBGlobalSecondaryIndexRangeKey(ByCategoryAndName)]
    public string SortName { get => Name.ToLowerInvariant(); private init { } }

    /// <summary>In the currency's minor unit. The attribute is top-level, because the key of an index must be.</summary>
    [DynamoDBGlobalSecondaryIndexRangeKey(ByCategoryAndPrice)]
    public required long PriceAmount { get; init; }

    public required string PriceCurrency { get; init; }
    public required long Stock { get; init; }
    public required List<string> Tags { get; init; }

    /// <summary>UTC, whole milliseconds: the precision of DynamoDB's text form.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <inheritdoc cref="CreatedAt"/>
    public required DateTime UpdatedAt { get; init; }

    /// <summary>
    /// 0 for a new product. Each change adds 1. It has no <c>[DynamoDBVersion]</c>, because the SDK compares only this number. That check
    /// would pass if an id was deleted and created again between a read and a write. The store's conditions also compare createdAt.
    /// </summary>
    public required long Version { get; init; }

    /// <summary>
    /// The strong entity tag: the digits of createdAt, and the version. The version alone would repeat if a deleted id is created again.
    /// </summary>
    [DynamoDBIgnore]
    public string EntityTag => TagOf(Version);

    /// <summary>The entity tag of the previous version; null for the first version.</summary>
    [DynamoDBIgnore]
    public string? PreviousEntityTag => Version > 0 ? TagOf(Version - 1) : null;

    public static string PartitionKeyOf(string id) => $"PRODUCT#{id}";

    /// <summary>The path of a product, below the API's root.</summary>
    public static string PathOf(string id) => $"products/{id}";

    public static Product Create(string id, ProductInput input, DateTimeOffset now) => new()
    {
        Id = id,
        Name = input.Name,
        Description = input.Description,
        Category = input.Category,
        PriceAmount = input.Price.Amount,
        PriceCurrency = input.Price.Currency,
        Stock = input.Stock,
        Tags = [.. input.Tags ?? []],
        CreatedAt = Rfc3339.WholeMilliseconds(now),
        UpdatedAt = Rfc3339.WholeMilliseconds(now),
        Version = 0,
    };

    /// <summary>The next version of this product, with new content.</summary>
    public Product Replace(ProductInput input, DateTimeOffset now) =>
        Create(Id, input, now) with { CreatedAt = CreatedAt, Version = Version + 1 };

    /// <summary>The next version of this product, with a higher or lower stock.</summary>
    public Product AdjustStock(long delta, DateTimeOffset now) =>
        this with { Stock = Stock + delta, UpdatedAt = Rfc3339.WholeMilliseconds(now), Version = Version + 1 };

    /// <summary>Whether a replacement with this content would change nothing.</summary>
    public bool Says(ProductInput input) =>
        Text(ProductInput.Of(Replace(input, UpdatedAt))) == Text(ProductInput.Of(this));

    private static string Text(ProductInput input) => ApiJson.Write(input, ApiJson.Default.ProductInput);

    private string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{CreatedAt:yyyyMMddHHmmssfff}-{version}\"");
}
