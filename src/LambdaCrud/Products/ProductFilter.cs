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

/// <summary>Reads the query parameters of GET /products.</summary>
internal static class ProductListQuery
{
    public static bool TryRead(
        ApiCall call,
        Cursors cursors,
        out ProductFilter filter,
        [NotNullWhen(true)] out PageRequest? page,
        [NotNullWhen(false)] out Reply? refusal)
    {
        var parameters = new ListParameters(call);
        var category = parameters.Filter(ProductRoutes.Category);
        var limit = parameters.Limit(ProductRoutes.Limit);
        var sort = parameters.Filter(ProductRoutes.Sort);
        if (sort is not null && call.Query[ProductRoutes.Category] is null)
            parameters.Refuse(ProductRoutes.Sort, "needs-category", "Needs a category, because products are sorted only within a category.");

        filter = new ProductFilter(category, sort switch
        {
            "price" => ProductSort.Price,
            "-price" => ProductSort.PriceDescending,
            _ => ProductSort.Name,
        });
        return parameters.TryFinish(cursors, limit, filter.CursorScope, out page, out refusal);
    }
}
