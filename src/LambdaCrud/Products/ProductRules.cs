using System.Text.Json;
using System.Text.RegularExpressions;
using LambdaCrud.Http;

namespace LambdaCrud.Products;

/// <summary>The name of a category, in a body or in a query.</summary>
public sealed partial class CategoryNameAttribute : RuleAttribute
{
    public const string Sentence = "Must be 1 to 50 characters of a-z, 0-9 and hyphen.";

    public override string Code => "pattern";

    public override string Detail => Sentence;

    public override bool Accepts(JsonElement value) => IsCategoryName(value.GetString());

    public static bool IsCategoryName(string? text) => text is not null && Name().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9-]{1,50}\z")]
    private static partial Regex Name();
}

public sealed class CurrencyCodeAttribute : RuleAttribute
{
    public override string Code => "currency";

    public override string Detail => "Must be a currency code of ISO 4217 in capital letters.";

    public override bool Accepts(JsonElement value) => Currencies.Codes.Contains(value.GetString() ?? "");
}

public sealed class NotZeroAttribute : RuleAttribute
{
    public override string Code => "zero";

    public override string Detail => "Must not be 0.";

    public override bool Accepts(JsonElement value) => value.GetInt64() != 0;
}
