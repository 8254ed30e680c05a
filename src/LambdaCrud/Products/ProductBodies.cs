using System.Text.Json;
using System.Text.RegularExpressions;
using LambdaCrud.Http;

namespace LambdaCrud.Products;

/// <summary>The data of a product that a client sets.</summary>
/// <remarks>The body of POST and PUT, and the document that a merge patch changes.</remarks>
internal sealed record ProductInput
{
    /// <summary>The name that shoppers see.</summary>
    /// <example>Espresso Cup</example>
    [TextLength(1, 200)]
    public required string Name { get; init; }

    /// <summary>A text about the product.</summary>
    /// <example>Holds 80 ml.</example>
    [TextLength(0, 4000)]
    public string? Description { get; init; }

    /// <summary>The category. Lists can show the products of one category.</summary>
    /// <example>kitchen</example>
    [CategoryName]
    public required string Category { get; init; }

    /// <summary>The price of one piece.</summary>
    public required Price Price { get; init; }

    /// <summary>The number of pieces that can be sold.</summary>
    /// <example>7</example>
    [WholeNumber(0, Product.MaxStock, MayBeStored = true)]
    public required long Stock { get; init; }

    /// <summary>Words that describe the product. Left out, it has none.</summary>
    /// <example>["new"]</example>
    [ItemCount(0, 20), TextLength(1, 40, EachItem = true)]
    public IReadOnlyList<string>? Tags { get; init; }

    public static ProductInput Of(Product product) => new()
    {
        Name = product.Name,
        Description = product.Description,
        Category = product.Category,
        Price = new Price { Amount = product.PriceAmount, Currency = product.PriceCurrency },
        Stock = product.Stock,
        Tags = product.Tags,
    };
}

/// <summary>An amount of money.</summary>
internal sealed record Price
{
    /// <summary>In the currency's minor unit: 1999 EUR is 19.99 €.</summary>
    /// <example>1250</example>
    [WholeNumber(0, Product.MaxAmount)]
    public required long Amount { get; init; }

    /// <summary>A currency code of ISO 4217.</summary>
    /// <example>EUR</example>
    [CurrencyCode]
    public required string Currency { get; init; }
}

/// <summary>A change of a product's stock.</summary>
internal sealed record StockAdjustment
{
    /// <summary>The number of pieces to add. A negative number takes from the stock.</summary>
    /// <example>-3</example>
    [WholeNumber(-1_000_000, 1_000_000), NotZero]
    public required long Delta { get; init; }
}

/// <summary>A product.</summary>
/// <param name="Id">The id, a UUID.<example>019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11</example></param>
/// <param name="Name">The name that shoppers see.<example>Espresso Cup</example></param>
/// <param name="Description">A text about the product.<example>Holds 80 ml.</example></param>
/// <param name="Category">The category. Lists can show the products of one category.<example>kitchen</example></param>
/// <param name="Price">The price of one piece.</param>
/// <param name="Stock">The number of pieces that can be sold.<example>7</example></param>
/// <param name="Tags">Words that describe the product.<example>["new"]</example></param>
/// <param name="CreatedAt">When the product was created.<example>2026-11-22T14:29:00.123Z</example></param>
/// <param name="UpdatedAt">When the product was last changed.<example>2026-11-23T08:00:00.000Z</example></param>
/// <param name="Version">0 for a new product. Each change adds 1.<example>3</example></param>
/// <remarks>The order of the members is part of the contract: the mapping template of GET is generated from this type.</remarks>
internal sealed record ProductResponse(
    [property: Format("uuid")] string Id,
    string Name,
    string? Description,
    string Category,
    Price Price,
    long Stock,
    IReadOnlyList<string> Tags,
    [property: Format("date-time")] string CreatedAt,
    [property: Format("date-time")] string UpdatedAt,
    long Version)
{
    public static ProductResponse Of(Product product) => new(
        product.Id,
        product.Name,
        product.Description,
        product.Category,
        new Price { Amount = product.PriceAmount, Currency = product.PriceCurrency },
        product.Stock,
        product.Tags,
        Rfc3339.Text(product.CreatedAt),
        Rfc3339.Text(product.UpdatedAt),
        product.Version);
}

/// <summary>The name of a category, in a body or in a query.</summary>
internal sealed partial class CategoryNameAttribute : RuleAttribute
{
    public const string Pattern = "[a-z0-9-]{1,50}";
    public const string Sentence = "Must be 1 to 50 characters of a-z, 0-9 and hyphen.";

    public override string Code => "pattern";

    public override string Detail => Sentence;

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["pattern"] = $"^{Pattern}$" };

    public override bool Accepts(JsonElement value) => IsCategoryName(value.GetString());

    public static bool IsCategoryName(string? text) => text is not null && Name().IsMatch(text);

    [GeneratedRegex($@"\A{Pattern}\z")]
    private static partial Regex Name();
}

internal sealed class CurrencyCodeAttribute : RuleAttribute
{
    public override string Code => "currency";

    public override string Detail => "Must be a currency code of ISO 4217 in capital letters.";

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["pattern"] = "^[A-Z]{3}$" };

    public override bool Accepts(JsonElement value) => Currencies.Codes.Contains(value.GetString() ?? "");
}

internal sealed class NotZeroAttribute : RuleAttribute
{
    public override string Code => "zero";

    public override string Detail => "Must not be 0.";

    public override IReadOnlyDictionary<string, object> Schema =>
        new Dictionary<string, object> { ["not"] = new Dictionary<string, object> { ["const"] = 0 } };

    public override bool Accepts(JsonElement value) => value.GetInt64() != 0;
}
