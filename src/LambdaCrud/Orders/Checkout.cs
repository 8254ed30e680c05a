using System.Globalization;
using System.Text.Json;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Orders;

/// <summary>
/// Places orders. The decision uses the catalogue as it was read. The transaction's conditions check the decision again. If a price or the
/// stock has changed since the read, the checkout retries until the function's deadline.
/// </summary>
public sealed class Checkout(OrderStore orders, ProductStore products, Backoff backoff, TimeProvider time)
{
    public async Task<Outcome> Place(OrderInput input, string customerId, Attempt attempt, CancellationToken cancellation)
    {
        for (var races = 1; ; races++)
        {
            var catalogue = await products.FindAll(input.Lines.Select(line => line.ProductId), cancellation);
            if (Refuse(input, catalogue) is { } refusal)
                return refusal;

            var now = time.GetUtcNow();
            // Each attempt makes a new id. The operation's id would be as old as its key, and lists are sorted by id. Only one attempt
            // places its order, because the transaction also stores the reply in the record.
            var order = Order.Place(Guid.CreateVersion7(now).ToString(), customerId, input, catalogue, now);
            var reply = OrderResponse.Reply(201, order).With("Location", $"orders/{order.Id}");
            if (await attempt.Write(
                reply.Counting(BusinessMetric.OrdersPlaced),
                answer => orders.TryPlace(order, catalogue, answer, now, cancellation)) is { } outcome)
                return outcome;
            await backoff.Wait(races, cancellation);
        }
    }

    /// <summary>The refusal if this order cannot be placed now, or null.</summary>
    private static Reply? Refuse(OrderInput input, IReadOnlyDictionary<string, Product> catalogue)
    {
        var lines = input.Lines.Select((line, index) => (
            Pointer: string.Create(CultureInfo.InvariantCulture, $"#/lines/{index}"),
            line.Quantity,
            Product: catalogue.GetValueOrDefault(line.ProductId))).ToList();
        if (Errors("unknown", "There is no product with this id.", line => line.Product is null) is { Count: > 0 } unknown)
            return ProblemTypes.UnknownProduct.Reply(errors: unknown);

        var currency = lines[0].Product?.PriceCurrency;
        if (Errors("currency", "Its price is in another currency than the first line's.", line => line.Product?.PriceCurrency != currency)
            is { Count: > 0 } mixed)
            return ProblemTypes.MixedCurrencies.Reply("Place an order for each currency.", mixed);

        var shortages = lines
            .Where(line => line.Product?.Stock < line.Quantity)
            .Select(line => new Shortage(line.Pointer, line.Product!.Id, line.Product.Stock))
            .ToList();
        return shortages.Count == 0 ? null : ProblemTypes.InsufficientStock.Reply(extensions: new Dictionary<string, JsonElement>
        {
            ["lines"] = JsonSerializer.SerializeToElement(shortages, ApiJson.Default.ListShortage),
        }).Counting(BusinessMetric.OutOfStock);

        List<FieldError> Errors(string code, string detail, Func<(string Pointer, long Quantity, Product? Product), bool> isWrong) =>
            [
                .. lines.Where(isWrong).Select(
                    line => new FieldError { JsonPointer = $"{line.Pointer}/productId", Code = code, Detail = detail }),
            ];
    }
}
