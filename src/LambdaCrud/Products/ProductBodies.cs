using System.Text.Json;
using System.Text.RegularExpressions;
using LambdaCrud.Http;

namespace LambdaCrud.Products;

/// <summary>The data of a product that a client sets: the body of POST and PUT, and the document that a merge patch changes.</summary>
internal sealed record ProductInput
{
    [TextLength(1, 200)]
    public required string Name { get; init; }

    [TextLength(0, 4000)]
    public string? Description { get; init; }

    [CategoryName]
    public required string Category { get; init; }

    public required Price Price { get; init; }

    [WholeNumber(0, Product.MaxStock, MayBeStored = true)]
    public required long Stock { get; init; }

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

internal sealed record Price
{
    /// <summary>In the currency's minor unit: 1999 EUR is 19.99 €.</summary>
    [WholeNumber(0, Product.MaxAmount)]
    public required long Amount { get; init; }

    [CurrencyCode]
    public required string Currency { get; init; }
}

/// <summary>The body of a stock adjustment.</summary>
internal sealed record StockAdjustment
{
    [WholeNumber(-1_000_000, 1_000_000), NotZero]
    public required long Delta { get; init; }
}

/// <summary>
/// A product as clients see it. The order of the members is part of the contract. The mapping template of GET is generated from this type.
/// </summary>
internal sealed record ProductResponse(
    string Id,
    string Name,
    string? Description,
    string Category,
    Price Price,
    long Stock,
    IReadOnlyList<string> Tags,
    string CreatedAt,
    string UpdatedAt,
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

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["not"] = new Dictionary<string, object> { ["const"] = 0 } };

    public override bool Accepts(JsonElement value) => value.GetInt64() != 0;
}
