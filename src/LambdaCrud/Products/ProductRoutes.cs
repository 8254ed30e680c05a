using LambdaCrud.Http;

namespace LambdaCrud.Products;

/// <summary>The routes of products. <see cref="Route"/> says what follows from a declaration.</summary>
internal static class ProductRoutes
{
    public const string Missing = "There is no product with this id.";
    public const string Mismatch = "The product is not in the state the request asks for.";

    public static readonly TextParameter Category = new(
        "category",
        "Only products of this category.",
        CategoryNameAttribute.Pattern,
        CategoryNameAttribute.IsCategoryName,
        CategoryNameAttribute.Sentence)
    {
        Example = "kitchen",
    };

    public static readonly ChoiceParameter Sort = new(
        "sort",
        "The order of the products, only together with category: by name, by price, or by price from high to low.",
        "name",
        "price",
        "-price");

    public static readonly LimitParameter Limit = new(Standard: 20, Max: 100);

    /// <summary>
    /// A page has fewer products if they are long: it ends at 1 MB of the table, or at the maximum size that Lambda can send.
    /// </summary>
    public static readonly LimitParameter FeedLimit = new(Standard: 100, Max: 1_000);

    public static readonly Body Batch = new(typeof(ProductInput[])) { MaxBytes = 1_048_576, MaxItems = 100 };

    private static readonly PathId Id = new("id", "A product's id is a UUID in lower case with hyphens.");

    /// <summary>Lists all products, or the products of a category.</summary>
    public static readonly FunctionRoute List = new(nameof(ProductFunctions.ListProducts))
    {
        Access = Access.Anyone,
        IsCached = true,
        IsConditional = true,
        Query = [Category, Sort, Limit, CursorParameter.Instance],
        Answers = [new(200, typeof(Page<ProductResponse>), "ETag", "Link") { CacheControl = "no-cache" }],
        Rights =
        [
            new("Query") { Indexes = [Product.ByCategoryAndName, Product.ByCategoryAndPrice] },
            new("Scan") { Indexes = [Product.ByCategoryAndName] },
        ],
    };

    /// <summary>Shows a product.</summary>
    public static readonly DirectRoute Get = new("GET", "/products/{id}", "GetProduct")
    {
        Access = Access.Anyone,
        IsCached = true,
        IsConditional = true,
        Id = Id,
        Action = DirectAction.GetItem,
        Entity = typeof(Product),
        Key = new(Product.PartitionKeyOf("{id}"), Product.SortKeyValue),
        EntityTag = [nameof(Product.CreatedAt), nameof(Product.Version)],
        MissingDetail = Missing,
        MismatchDetail = Mismatch,
        Answers = [new(200, typeof(ProductResponse), "ETag") { CacheControl = "no-cache" }],
    };

    /// <summary>Creates a product. The server makes its id.</summary>
    public static readonly FunctionRoute Create = new(nameof(ProductFunctions.CreateProduct))
    {
        Access = Access.CatalogAdmins,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Optional,
        Accepts = new(typeof(ProductInput)),
        Answers = [new(201, typeof(ProductResponse), "ETag", "Location")],
        Problems = [ProblemTypes.EditConflict],
        Rights = [new("PutItem", "UpdateItem")],
    };

    /// <summary>Replaces a product (<c>If-Match</c>), or creates it with an id of the client's choice (<c>If-None-Match: *</c>).</summary>
    public static readonly FunctionRoute Replace = new(nameof(ProductFunctions.ReplaceProduct))
    {
        Access = Access.CatalogAdmins,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Optional,
        IsConditional = true,
        Id = Id,
        Accepts = new(typeof(ProductInput)),
        Answers = [new(200, typeof(ProductResponse), "ETag"), new(201, typeof(ProductResponse), "ETag", "Location")],
        Problems = [ProblemTypes.EditConflict, ProblemTypes.NotFound, ProblemTypes.PreconditionRequired],
        Rights = [new("GetItem", "PutItem", "UpdateItem")],
    };

    /// <summary>Changes the given members of a product.</summary>
    public static readonly FunctionRoute Patch = new(nameof(ProductFunctions.PatchProduct))
    {
        Access = Access.CatalogAdmins,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Optional,
        IsConditional = true,
        Id = Id,
        Accepts = new(typeof(ProductInput)) { IsMergePatch = true },
        Answers = [new(200, typeof(ProductResponse), "ETag")],
        Problems = [ProblemTypes.EditConflict, ProblemTypes.NotFound],
        Rights = [new("GetItem", "PutItem", "UpdateItem")],
    };

    /// <summary>Deletes a product.</summary>
    public static readonly FunctionRoute Delete = new(nameof(ProductFunctions.DeleteProduct))
    {
        Access = Access.CatalogAdmins,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Optional,
        IsConditional = true,
        Id = Id,
        Answers = [new(204)],
        Problems = [ProblemTypes.EditConflict, ProblemTypes.NotFound],
        Rights = [new("DeleteItem", "GetItem", "PutItem", "UpdateItem")],
    };

    /// <summary>Adds to the stock of a product, or takes from it.</summary>
    public static readonly FunctionRoute AdjustStock = new(nameof(ProductFunctions.AdjustStock))
    {
        Access = Access.CatalogAdmins,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Optional,
        IsConditional = true,
        Id = Id,
        Accepts = new(typeof(StockAdjustment)),
        Answers = [new(200, typeof(ProductResponse), "ETag")],
        Problems = [ProblemTypes.NotFound, ProductProblems.InsufficientStock, ProductProblems.StockLimit],
        Rights = [new("GetItem", "PutItem", "UpdateItem")],
    };

    /// <summary>Creates up to 100 products. Each item has its own result: a refused item does not affect the others.</summary>
    public static readonly FunctionRoute CreateMany = new(nameof(ProductBatchFunctions.CreateProducts))
    {
        Access = Access.CatalogAdmins,
        Throttle = Throttle.Heavy,
        IdempotencyKey = KeyUse.Optional,
        Accepts = Batch,
        Answers = [new(207, typeof(BatchItemResult[]))],
        Rights = [new("BatchGetItem", "BatchWriteItem", "PutItem", "UpdateItem")],
    };

    /// <summary>Lists all products in large pages, for partners.</summary>
    public static readonly FunctionRoute Feed = new(nameof(ProductFeedFunctions.ListFeedProducts))
    {
        Access = Access.Partners,
        Throttle = Throttle.Heavy,
        IsCached = true,
        IsConditional = true,
        Query = [FeedLimit, CursorParameter.Instance],
        Answers = [new(200, typeof(Page<ProductResponse>), "ETag", "Link") { CacheControl = "no-cache" }],
        Rights = [new("Scan") { Indexes = [Product.ByCategoryAndName] }],
    };
}
