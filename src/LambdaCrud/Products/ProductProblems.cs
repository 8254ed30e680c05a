using System.Text.Json.Serialization;
using LambdaCrud.Http;

namespace LambdaCrud.Products;

/// <summary>The problem types of products.</summary>
internal static class ProductProblems
{
    /// <summary>
    /// The adjustment would leave less than 0: the member <c>available</c> has the current stock. Or an order asks for more than the
    /// stock: the member <c>lines</c> has each such line with <c>pointer</c>, <c>productId</c> and <c>available</c>.
    /// </summary>
    /// <example>{"lines": [{"pointer": "#/lines/0", "productId": "019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11", "available": 2}]}</example>
    public static readonly ProblemType InsufficientStock = new("insufficient-stock", 409, "Not enough in stock")
    {
        Members = [new("available", typeof(long)), new("lines", typeof(List<Shortage>))],
    };

    /// <summary>
    /// An adjustment that adds stock would leave more than 1,000,000,000. The member <c>available</c> has the current stock.
    /// </summary>
    /// <example>{"available": 999999000}</example>
    public static readonly ProblemType StockLimit = new("stock-limit", 409, "More than the stock can hold")
    {
        Members = [new("available", typeof(long))],
    };
}

/// <summary>An order line without enough stock, in the member <c>lines</c> of the problem <c>insufficient-stock</c>.</summary>
/// <param name="JsonPointer">
/// The line in the request, as a JSON pointer (RFC 6901) in URI fragment form.<example>#/lines/0</example>
/// </param>
/// <param name="ProductId">The product of the line.<example>019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11</example></param>
/// <param name="Available">The stock that is left.<example>2</example></param>
internal sealed record Shortage(
    [property: JsonPropertyName("pointer")] string JsonPointer, [property: Format("uuid")] string ProductId, long Available);
