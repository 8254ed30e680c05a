using System.Diagnostics.CodeAnalysis;
using LambdaCrud.Http;

namespace LambdaCrud.Orders;

/// <summary>The orders that a list shows, newest first.</summary>
/// <param name="CustomerId">The customer of the orders; null for all customers. A list for all customers has a status.</param>
internal sealed record OrderFilter(string? CustomerId, string? Status)
{
    /// <summary>The scope of the cursors of this list.</summary>
    public string CursorScope => $"GET /orders customer={CustomerId} status={Status}";
}

/// <summary>
/// The query parameters of the routes of orders. <c>customerId</c> names the customer. Only administrators may name another customer. Other
/// users can access only their own orders.
/// </summary>
internal static class OrderQuery
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    private const string Status = "status";
    private const string CustomerId = "customerId";

    public static readonly IReadOnlyList<string> OfList = [Status, CustomerId, .. ListParameters.Paging];
    public static readonly IReadOnlyList<string> OfOne = [CustomerId];

    /// <summary>
    /// Reads the parameters of a list. If an administrator gives a status but no customer, the list shows all orders of that status.
    /// </summary>
    public static bool TryReadList(
        ApiCall call,
        Cursors cursors,
        [NotNullWhen(true)] out OrderFilter? filter,
        [NotNullWhen(true)] out PageRequest? page,
        [NotNullWhen(false)] out Reply? refusal)
    {
        var parameters = new ListParameters(call);
        var status = parameters.Filter(Status, OrderStatus.IsStatus, "unknown", "Must be placed, shipped or cancelled.");
        var customerId = parameters.Filter(CustomerId, Caller.IsSubject, "pattern", Pattern);
        var limit = parameters.Limit(DefaultLimit, MaxLimit);

        var ofAll = call.Caller.IsCatalogAdmin && status is not null && customerId is null;
        filter = new OrderFilter(ofAll ? null : customerId ?? call.Caller.Subject, status);
        if (!parameters.TryFinish(cursors, limit, filter.CursorScope, out page, out refusal))
            return false;
        if (!MaySee(call.Caller, filter.CustomerId))
            refusal = ProblemTypes.Forbidden.ToReply("Only members of the group catalog-admins may list the orders of other customers.");
        return refusal is null;
    }

    /// <summary>Reads the customer of the order. Only administrators can see that an order of another customer exists.</summary>
    public static bool TryReadCustomer(
        ApiCall call, bool isRequired, [NotNullWhen(true)] out string? customerId, [NotNullWhen(false)] out Reply? refusal)
    {
        customerId = call.Query[CustomerId] ?? (isRequired ? null : call.Caller.Subject);
        refusal = customerId switch
        {
            null => Invalid("required", "Must be given, because orders are stored by customer."),
            _ when !Caller.IsSubject(customerId) => Invalid("pattern", Pattern),
            _ when !MaySee(call.Caller, customerId) => NoSuchOrder(),
            _ => null,
        };
        return refusal is null;
    }

    public static Reply NoSuchOrder() => ProblemTypes.NotFound.ToReply("There is no order with this id.");

    private const string Pattern = "Must be the sub of a user: 1 to 128 letters, digits and hyphens.";

    private static bool MaySee(Caller caller, string? customerId) => caller.IsCatalogAdmin || customerId == caller.Subject;

    private static Reply Invalid(string code, string detail) =>
        ProblemTypes.InvalidParameter.ToReply(errors: [new FieldError { Parameter = CustomerId, Code = code, Detail = detail }]);
}
