using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using LambdaCrud.Http;

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

/// <summary>A favorite product of the caller.</summary>
/// <param name="ProductId">
/// The id of the product. The product itself may not exist any more.<example>019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11</example>
/// </param>
/// <param name="AddedAt">When the product became a favorite.<example>2026-11-23T14:30:01.442Z</example></param>
internal sealed record FavoriteResponse([property: Format("uuid")] string ProductId, [property: Format("date-time")] string AddedAt);
