using LambdaCrud.Http;
using LambdaCrud.Products;

namespace LambdaCrud.Orders;

/// <summary>The routes of orders. <see cref="Route"/> says what follows from a declaration.</summary>
internal static class OrderRoutes
{
    public static readonly ChoiceParameter Status = new(
        "status", "Only orders of this status.", OrderStatus.Placed, OrderStatus.Shipped, OrderStatus.Cancelled);

    public static readonly TextParameter CustomerId = new(
        "customerId",
        "The customer of the order, as the sub of the user. Only administrators may name another customer than themselves.",
        Caller.SubjectPattern,
        Caller.IsSubject,
        "Must be the sub of a user: 1 to 128 letters, digits and hyphens.")
    {
        Example = "3e0c7b52-6f5c-4b6e-9c47-0a6b7d1f2e90",
    };

    public static readonly TextParameter RequiredCustomerId = CustomerId with { IsRequired = true };

    public static readonly LimitParameter Limit = new(Standard: 20, Max: 100);

    /// <summary>Only the customer's own cache may store the answer, and it must revalidate the answer before each use.</summary>
    private const string Revalidate = "private, no-cache";

    private static readonly PathId Id = new("id", "An order's id is a UUID in lower case with hyphens.");

    /// <summary>Places an order. One transaction stores the order and takes its products from the stock.</summary>
    public static readonly FunctionRoute Place = new(nameof(OrderFunctions.PlaceOrder))
    {
        Access = Access.SignedIn,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Required,
        Accepts = new(typeof(OrderInput)),
        Answers = [new(201, typeof(OrderResponse), "ETag", "Location")],
        Problems = [ProductProblems.InsufficientStock, OrderProblems.UnknownProduct, OrderProblems.MixedCurrencies],
        Rights = [new("BatchGetItem", "PutItem", "UpdateItem")],
    };

    /// <summary>
    /// Lists the caller's orders, newest first. Administrators may list the orders of another customer, or all orders of a status.
    /// </summary>
    public static readonly FunctionRoute List = new(nameof(OrderFunctions.ListOrders))
    {
        Access = Access.SignedIn,
        IsConditional = true,
        Query = [Status, CustomerId, Limit, CursorParameter.Instance],
        Answers = [new(200, typeof(Page<OrderResponse>), "ETag", "Link") { CacheControl = Revalidate }],
        Problems = [ProblemTypes.Forbidden],
        Rights = [new("Query"), new("Query") { Indexes = [Order.ByStatusAndId] }],
    };

    /// <summary>Shows an order.</summary>
    public static readonly FunctionRoute Get = new(nameof(OrderFunctions.GetOrder))
    {
        Access = Access.OwnerOrAdmin,
        IsConditional = true,
        Id = Id,
        Query = [CustomerId],
        Answers = [new(200, typeof(OrderResponse), "ETag") { CacheControl = Revalidate }],
        Problems = [ProblemTypes.NotFound],
        Rights = [new("GetItem")],
    };

    /// <summary>Cancels a placed order and returns its products to the stock.</summary>
    public static readonly FunctionRoute Cancel = new(nameof(OrderFunctions.CancelOrder))
    {
        Access = Access.Owner,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Optional,
        IsConditional = true,
        Id = Id,
        Query = [CustomerId],
        Answers = [new(200, typeof(OrderResponse), "ETag")],
        Problems = [ProblemTypes.NotFound, OrderProblems.OrderNotCancellable],
        Rights = [new("GetItem", "PutItem", "UpdateItem")],
    };

    /// <summary>Marks a placed order as shipped.</summary>
    public static readonly FunctionRoute Ship = new(nameof(OrderFunctions.ShipOrder))
    {
        Access = Access.CatalogAdmins,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Optional,
        IsConditional = true,
        Id = Id,
        Query = [RequiredCustomerId],
        Answers = [new(200, typeof(OrderResponse), "ETag")],
        Problems = [ProblemTypes.NotFound, OrderProblems.OrderNotShippable],
        Rights = [new("GetItem", "PutItem", "UpdateItem")],
    };
}
