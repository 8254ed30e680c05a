using System.Text.Json;
using LambdaCrud.Http;
using LambdaCrud.Products;

namespace LambdaCrud.Orders;

/// <summary>The body of POST /orders. The client does not set prices.</summary>
internal sealed record OrderInput
{
    [ItemCount(1, 50), DistinctProducts]
    public required IReadOnlyList<OrderLineInput> Lines { get; init; }

    [TextLength(0, 500)]
    public string? Note { get; init; }
}

internal sealed record OrderLineInput
{
    [Id]
    public required string ProductId { get; init; }

    [WholeNumber(1, 999)]
    public required long Quantity { get; init; }
}

internal sealed class DistinctProductsAttribute : RuleAttribute
{
    public override string Code => "duplicate";

    public override string Detail => "Must not name a product twice.";

    // The lines themselves are checked after this rule, so here a line can be any JSON value.
    public override bool Accepts(JsonElement value)
    {
        var ids = value.EnumerateArray()
            .Where(line => line.ValueKind == JsonValueKind.Object)
            .Select(line => line.TryGetProperty("productId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null)
            .OfType<string>()
            .ToList();
        return ids.Distinct(StringComparer.Ordinal).Count() == ids.Count;
    }
}

/// <summary>An order as clients see it.</summary>
internal sealed record OrderResponse(
    string Id,
    string CustomerId,
    string Status,
    IReadOnlyList<OrderLineResponse> Lines,
    Price Total,
    string? Note,
    string PlacedAt,
    string UpdatedAt,
    long Version)
{
    public static OrderResponse Of(Order order) => new(
        order.Id,
        order.CustomerId,
        order.Status,
        [.. order.Lines.Select(line => OrderLineResponse.Of(line, order.Currency))],
        new Price { Amount = order.TotalAmount, Currency = order.Currency },
        order.Note,
        Rfc3339.Text(order.PlacedAt),
        Rfc3339.Text(order.UpdatedAt),
        order.Version);

    /// <summary>The reply that shows an order.</summary>
    public static Reply ToReply(int status, Order order) =>
        Reply.Of(status, Of(order), ApiJson.Default.OrderResponse).With("ETag", order.EntityTag);
}

internal sealed record OrderLineResponse(string ProductId, string Name, long Quantity, Price UnitPrice)
{
    public static OrderLineResponse Of(OrderLine line, string currency) =>
        new(line.ProductId, line.Name, line.Quantity, new Price { Amount = line.UnitAmount, Currency = currency });
}
