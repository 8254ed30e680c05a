using System.Text.Json;
using LambdaCrud.Http;
using LambdaCrud.Products;

namespace LambdaCrud.Orders;

/// <summary>An order to place. The prices come from the catalogue.</summary>
internal sealed record OrderInput
{
    /// <summary>The ordered products. Each product may occur once.</summary>
    [ItemCount(1, 50), DistinctProducts]
    public required IReadOnlyList<OrderLineInput> Lines { get; init; }

    /// <summary>A text of the customer for the seller.</summary>
    /// <example>A gift.</example>
    [TextLength(0, 500)]
    public string? Note { get; init; }
}

/// <summary>A product to order.</summary>
internal sealed record OrderLineInput
{
    /// <summary>The id of the product.</summary>
    /// <example>019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11</example>
    [Id]
    public required string ProductId { get; init; }

    /// <summary>The number of pieces.</summary>
    /// <example>2</example>
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
        // Not a query: over a struct, it is compiled at the first request (docs/deploy.md, Cold starts).
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in value.EnumerateArray())
        {
            if (line.ValueKind == JsonValueKind.Object && line.TryGetProperty("productId", out var id)
                && id.ValueKind == JsonValueKind.String && !seen.Add(id.GetString()!))
                return false;
        }

        return true;
    }
}

/// <summary>An order, with the names and prices of its products when it was placed.</summary>
/// <param name="Id">The id, a UUID. Ids sorted as text are sorted by time.<example>019ab8f1-11c4-7a52-b1de-6a1f2d3c4b5a</example></param>
/// <param name="CustomerId">The <c>sub</c> of the user who placed the order.<example>3e0c7b52-6f5c-4b6e-9c47-0a6b7d1f2e90</example></param>
/// <param name="Status">A placed order can be shipped or cancelled, and then changes no more.<example>placed</example></param>
/// <param name="Lines">The ordered products.</param>
/// <param name="Total">The sum of all lines.<example>{"amount": 2500, "currency": "EUR"}</example></param>
/// <param name="Note">A text of the customer for the seller.<example>A gift.</example></param>
/// <param name="PlacedAt">When the order was placed.<example>2026-11-23T14:33:20.708Z</example></param>
/// <param name="UpdatedAt">When the status last changed.<example>2026-11-23T14:33:20.708Z</example></param>
/// <param name="Version">0 for a new order. Each change of status adds 1.<example>0</example></param>
internal sealed record OrderResponse(
    [property: Format("uuid")] string Id,
    string CustomerId,
    [property: OneOf(OrderStatus.Placed, OrderStatus.Shipped, OrderStatus.Cancelled)] string Status,
    IReadOnlyList<OrderLineResponse> Lines,
    Price Total,
    string? Note,
    [property: Format("date-time")] string PlacedAt,
    [property: Format("date-time")] string UpdatedAt,
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

/// <summary>An ordered product.</summary>
/// <param name="ProductId">
/// The id of the product. The product may be changed or deleted since.<example>019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11</example>
/// </param>
/// <param name="Name">The name of the product when the order was placed.<example>Espresso Cup</example></param>
/// <param name="Quantity">The number of pieces.<example>2</example></param>
/// <param name="UnitPrice">The price of one piece when the order was placed.</param>
internal sealed record OrderLineResponse([property: Format("uuid")] string ProductId, string Name, long Quantity, Price UnitPrice)
{
    public static OrderLineResponse Of(OrderLine line, string currency) =>
        new(line.ProductId, line.Name, line.Quantity, new Price { Amount = line.UnitAmount, Currency = currency });
}
