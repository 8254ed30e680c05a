using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LambdaCrud.Http;

namespace LambdaCrud.Products;

public enum ProductSort
{
    Name,
    Price,
    PriceDescending,
}

/// <summary>Which products a list shows, in which order.</summary>
/// <param name="Sort">Matters with a category only.</param>
public sealed record ProductFilter(string? Category, ProductSort Sort)
{
    public string IndexName => Sort == ProductSort.Name ? Product.ByCategoryAndName : Product.ByCategoryAndPrice;

    /// <summary>What a cursor of this list is good for.</summary>
    public string CursorScope => $"GET /products category={Category} sort={Sort}";
}

/// <summary>The query parameters of GET /products. Others are ignored.</summary>
/// <param name="Position">Where the page begins; null for the first.</param>
public sealed record ProductListQuery(ProductFilter Filter, int Limit, string? Position)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    public static bool TryRead(
        ApiCall call, Cursors cursors, [NotNullWhen(true)] out ProductListQuery? query, [NotNullWhen(false)] out Reply? refusal)
    {
        query = null;
        refusal = null;
        var errors = new List<FieldError>();
        var category = call.Query("category");
        var limit = DefaultLimit;
        var sort = ProductSort.Name;

        if (category is not null && !CategoryNameAttribute.IsCategoryName(category))
            Refuse("category", "pattern", CategoryNameAttribute.Sentence);
        if (call.Query("limit") is { } limitText && !TryReadLimit(limitText, out limit))
            Refuse("limit", "range", $"Must be a whole number from 1 to {MaxLimit}.");
        if (call.Query("sort") is { } sortText)
        {
            if (!TryReadSort(sortText, out sort))
                Refuse("sort", "unknown", "Must be name, price or -price.");
            else if (category is null)
                Refuse("sort", "needs-category", "Needs a category as well: products are kept in order within their category only.");
        }

        if (errors.Count > 0)
        {
            refusal = ProblemTypes.InvalidParameter.Reply(errors: errors);
            return false;
        }

        var filter = new ProductFilter(category, sort);
        string? position = null;
        if (call.Query("cursor") is { } cursor && !cursors.TryOpen(filter.CursorScope, cursor, out position))
        {
            refusal = ProblemTypes.InvalidCursor.Reply("Start again without a cursor: they last 24 hours and fit one list and order only.");
            return false;
        }

        query = new ProductListQuery(filter, limit, position);
        return true;

        void Refuse(string parameter, string code, string detail) =>
            errors.Add(new FieldError { Parameter = parameter, Code = code, Detail = detail });
    }

    private static bool TryReadLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit;

    private static bool TryReadSort(string text, out ProductSort sort)
    {
        (sort, var known) = text switch
        {
            "name" => (ProductSort.Name, true),
            "price" => (ProductSort.Price, true),
            "-price" => (ProductSort.PriceDescending, true),
            _ => (ProductSort.Name, false),
        };
        return known;
    }

    /// <summary>
    /// The reference to the next page (RFC 8288): this list's own parameters and the cursor. It has no path, so that it holds below a
    /// stage, below a custom domain's base path and at the root alike.
    /// </summary>
    public static string NextLink(ApiCall call, string cursor)
    {
        return $"<?{Parameter("category")}{Parameter("sort")}{Parameter("limit")}cursor={cursor}>; rel=\"next\"";

        string Parameter(string name) => call.Query(name) is { } value ? $"{name}={Uri.EscapeDataString(value)}&" : "";
    }
}
