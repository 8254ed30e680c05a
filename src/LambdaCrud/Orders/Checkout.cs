using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using LambdaCrud.Http;
using LambdaCrud.Products;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Orders;

/// <summary>Decides whether an order can be placed. It only looks at the catalogue that it is given, and calls no service.</summary>
internal static class Checkout
{
    /// <param name="catalogue">The products of the order's lines, as they are stored now. Unknown products are not in it.</param>
    /// <param name="order">The order to store.</param>
    /// <param name="refusal">The reply if a product is unknown, the currencies differ, or the stock is too small.</param>
    public static bool TryDecide(
        OrderInput input,
        string customerId,
        IReadOnlyDictionary<string, Product> catalogue,
        DateTimeOffset now,
        [NotNullWhen(true)] out Order? order,
        [NotNullWhen(false)] out Reply? refusal)
    {
        refusal = Refuse(input, catalogue);
        // The id is as new as the order, because lists are sorted by id. The operation's id would be as old as its key.
        order = refusal is null ? Order.Place(Ids.New(now), customerId, input, catalogue, now) : null;
        return order is not null;
    }

    private static Reply? Refuse(OrderInput input, IReadOnlyDictionary<string, Product> catalogue)
    {
        var lines = input.Lines.Select((line, index) => new PricedLine(
            string.Create(CultureInfo.InvariantCulture, $"#/lines/{index}"),
            line.Quantity,
            catalogue.GetValueOrDefault(line.ProductId))).ToList();
        if (Errors("unknown", "There is no product with this id.", line => line.Product is null) is { Count: > 0 } unknown)
            return OrderProblems.UnknownProduct.ToReply(errors: unknown);

        var currency = lines[0].Product?.PriceCurrency;
        if (Errors(
                "currency",
                "The currency of this product differs from the currency of the first line.",
                line => line.Product?.PriceCurrency != currency) is { Count: > 0 } mixed)
            return OrderProblems.MixedCurrencies.ToReply("Place a separate order for each currency.", mixed);

        var shortages = lines
            .Where(line => line.Product?.Stock < line.Quantity)
            .Select(line => new Shortage(line.Pointer, line.Product!.Id, line.Product.Stock))
            .ToList();
        return shortages.Count == 0 ? null : ProductProblems.InsufficientStock.ToReply(extensions: new Dictionary<string, JsonElement>
        {
            ["lines"] = JsonSerializer.SerializeToElement(shortages, ApiJson.Default.ListShortage),
        }).Counting(BusinessMetric.OutOfStock);

        List<FieldError> Errors(string code, string detail, Func<PricedLine, bool> isWrong) =>
            [
                .. lines.Where(isWrong).Select(
                    line => new FieldError { JsonPointer = $"{line.Pointer}/productId", Code = code, Detail = detail }),
            ];
    }

    /// <param name="Pointer">A JSON pointer to the line in the body.</param>
    private sealed record PricedLine(string Pointer, long Quantity, Product? Product);
}
