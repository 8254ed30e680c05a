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
/// Reads the query parameters of the routes of orders. <c>customerId</c> names the customer. Only administrators may name another customer. Other
/// users can access only their own orders.
/// </summary>
internal static class OrderQuery
{
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
        var status = parameters.Filter(OrderRoutes.Status);
        var customerId = parameters.Filter(OrderRoutes.CustomerId);
        var limit = parameters.Limit(OrderRoutes.Limit);

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
        ApiCall call, TextParameter parameter, [NotNullWhen(true)] out string? customerId, [NotNullWhen(false)] out Reply? refusal)
    {
        customerId = call.Query[parameter] ?? (parameter.IsRequired ? null : call.Caller.Subject);
        refusal = customerId switch
        {
            null => Invalid(parameter, "required", "Must be given, because orders are stored by customer."),
            _ when !parameter.Accepts(customerId) => Invalid(parameter, parameter.Code, parameter.Detail),
            _ when !MaySee(call.Caller, customerId) => NoSuchOrder(),
            _ => null,
        };
        return refusal is null;
    }

    public static Reply NoSuchOrder() => ProblemTypes.NotFound.ToReply("There is no order with this id.");

    private static bool MaySee(Caller caller, string? customerId) => caller.IsCatalogAdmin || customerId == caller.Subject;

    private static Reply Invalid(QueryParameter parameter, string code, string detail) =>
        ProblemTypes.InvalidParameter.ToReply(errors: [new FieldError { Parameter = parameter.Name, Code = code, Detail = detail }]);
}
