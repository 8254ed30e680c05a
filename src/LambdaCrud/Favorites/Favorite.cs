using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;

namespace LambdaCrud.Favorites;

/// <summary>
/// A favorite product of a customer as it is stored, in the partition of the customer. API Gateway reads and writes favorites directly, so
/// no code uses this type. It declares the attributes.
/// </summary>
[DynamoDBTable("LambdaCrud", CaseMode.CamelCase, ConversionSchema.V2)]
internal sealed record Favorite
{
    public const string SortKeyPrefix = "FAVORITE#";

    public required string ProductId { get; init; }

    /// <summary>The time of the first request that added the product. UTC, whole milliseconds.</summary>
    public required DateTime AddedAt { get; init; }
}

/// <summary>A favorite as clients see it.</summary>
/// <param name="ProductId">The id of the product.</param>
/// <param name="AddedAt">When the product became a favorite.</param>
internal sealed record FavoriteResponse(string ProductId, string AddedAt);
