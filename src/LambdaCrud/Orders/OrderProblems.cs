using LambdaCrud.Http;

namespace LambdaCrud.Orders;

/// <summary>The problem types of orders.</summary>
internal static class OrderProblems
{
    /// <summary>The order is already shipped or cancelled. <c>detail</c> says which.</summary>
    public static readonly ProblemType OrderNotCancellable = new("order-not-cancellable", 409, "The order cannot be cancelled any more");

    /// <summary>The order is already cancelled or shipped. <c>detail</c> says which.</summary>
    public static readonly ProblemType OrderNotShippable = new("order-not-shippable", 409, "The order cannot be shipped any more");

    /// <summary>A product of the order does not exist. <c>errors</c> names the lines.</summary>
    public static readonly ProblemType UnknownProduct = new("unknown-product", 422, "There is no such product");

    /// <summary>
    /// All products of an order must have prices in one currency. <c>errors</c> names the lines whose currency is not the currency of the
    /// first line.
    /// </summary>
    public static readonly ProblemType MixedCurrencies = new("mixed-currencies", 422, "The products have prices in different currencies");
}
