using System.Diagnostics.CodeAnalysis;
using LambdaCrud.Http;

namespace LambdaCrud.Products;

internal enum ProductSort
{
    Name,
    Price,
    PriceDescending,
}

/// <summary>The products that a list shows, and their order.</summary>
/// <param name="Sort">Has an effect only with a category.</param>
internal sealed record ProductFilter(string? Category, ProductSort Sort)
{
    public string IndexName => Sort == ProductSort.Name ? Product.ByCategoryAndName : Product.ByCategoryAndPrice;

    /// <summary>The scope of the cursors of this list.</summary>
    public string CursorScope => $"GET /products category={Category} sort={Sort}";
}

/// <summary>The query parameters of GET /products.</summary>
internal static class ProductListQuery
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    private const string Category = "category";
    private const string Sort = "sort";

    public static readonly IReadOnlyList<string> Names = [Category, Sort, .. ListParameters.Paging];

    public static bool TryRead(
        ApiCall call,
        Cursors cursors,
        out ProductFilter filter,
        [NotNullWhen(true)] out PageRequest? page,
        [NotNullWhen(false)] out Reply? refusal)
    {
        var parameters = new ListParameters(call);
        var category = parameters.Filter(Category, CategoryNameAttribute.IsCategoryName, "pattern", CategoryNameAttribute.Sentence);
        var limit = parameters.Limit(DefaultLimit, MaxLimit);
        var sort = ProductSort.Name;
        if (parameters.Filter(Sort, text => TryReadSort(text, out sort), "unknown", "Must be name, price or -price.") is not null
            && call.Query[Category] is null)
            parameters.Refuse(Sort, "needs-category", "Needs a category, because products are sorted only within a category.");

        filter = new ProductFilter(category, sort);
        return parameters.TryFinish(cursors, limit, filter.CursorScope, out page, out refusal);
    }

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
}
