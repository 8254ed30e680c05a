using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;

namespace LambdaCrud.Orders;

/// <summary>
/// The routes of orders. Each function in the template has the name of its method. The customer is part of an order's key. The customer is
/// the caller, or for administrators the query parameter <c>customerId</c>.
/// </summary>
public sealed class OrderFunctions(
    Endpoint endpoint, OrderStore store, Checkout checkout, IdempotentRequests idempotency, Cursors cursors, TimeProvider time)
{
    [LambdaFunction(ResourceName = "PlaceOrder")]
    [RestApi(LambdaHttpMethod.Post, "/orders")]
    public Task<APIGatewayProxyResponse> PlaceOrder(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.Run(request, context, Access.SignedIn, async call =>
        {
            if (!IdempotencyKey.TryRead(request, out var key, out var refusal)
                || !RequestBody.TryRead(request, ApiJson.Default.OrderInput, out var input, out refusal))
                return refusal;

            return await idempotency.Run(call, key, ApiJson.Write(input, ApiJson.Default.OrderInput), attempt =>
                checkout.Place(input, call.Caller.Subject, attempt, call.Cancellation));
        });

    [LambdaFunction(ResourceName = "ListOrders")]
    [RestApi(LambdaHttpMethod.Get, "/orders")]
    public Task<APIGatewayProxyResponse> ListOrders(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.Run(request, context, Access.SignedIn, async call =>
        {
            if (!OrderQuery.TryReadList(call, cursors, out var filter, out var page, out var refusal))
                return refusal;

            var slice = await store.List(filter, page.Limit, page.Position, call.Cancellation);
            return page.Reply(slice, OrderResponse.Of, ApiJson.Default.OrderPage)
                .With("Cache-Control", Revalidate)
                .Under(call.Preconditions);
        }, OrderQuery.OfList);

    [LambdaFunction(ResourceName = "GetOrder")]
    [RestApi(LambdaHttpMethod.Get, "/orders/{id}")]
    public Task<APIGatewayProxyResponse> GetOrder(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        RunFor(id, request, context, Access.SignedIn, async call =>
        {
            if (!OrderQuery.TryReadCustomer(call, isRequired: false, out var customerId, out var refusal))
                return refusal;
            if (await store.Find(customerId, id, call.Cancellation) is not { } order)
                return OrderQuery.NoSuchOrder();
            return OrderResponse.Reply(200, order).With("Cache-Control", Revalidate).Under(call.Preconditions);
        }, OrderQuery.OfOne);

    [LambdaFunction(ResourceName = "CancelOrder")]
    [RestApi(LambdaHttpMethod.Post, "/orders/{id}/cancel")]
    public Task<APIGatewayProxyResponse> CancelOrder(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        RunFor(id, request, context, Access.SignedIn, async call =>
        {
            if (!OrderQuery.TryReadCustomer(call, isRequired: false, out var customerId, out var refusal))
                return refusal;
            // Administrators cannot cancel orders of other customers either.
            return customerId == call.Caller.Subject
                ? await Move(id, customerId, request, call, OrderStatus.Cancelled, ProblemTypes.OrderNotCancellable)
                : OrderQuery.NoSuchOrder();
        }, OrderQuery.OfOne);

    [LambdaFunction(ResourceName = "ShipOrder")]
    [RestApi(LambdaHttpMethod.Post, "/orders/{id}/ship")]
    public Task<APIGatewayProxyResponse> ShipOrder(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        RunFor(id, request, context, Access.CatalogAdmins, async call =>
            OrderQuery.TryReadCustomer(call, isRequired: true, out var customerId, out var refusal)
                ? await Move(id, customerId, request, call, OrderStatus.Shipped, ProblemTypes.OrderNotShippable)
                : refusal,
            OrderQuery.OfOne);

    // Only the customer's own cache may store the reply, and it must revalidate the reply before each use.
    private const string Revalidate = "private, no-cache";

    private Task<APIGatewayProxyResponse> RunFor(
        string id,
        APIGatewayProxyRequest request,
        ILambdaContext context,
        Access access,
        Func<ApiCall, Task<Reply>> handle,
        IReadOnlyList<string>? parameters = null) =>
        endpoint.Run(request, context, access, call => Ids.IsId(id)
            ? handle(call)
            : Task.FromResult(ProblemTypes.InvalidId.Reply("An order's id is a UUID in lower case with hyphens.")), parameters);

    /// <summary>Moves a placed order to another status. A cancellation returns the stock in the same transaction.</summary>
    private async Task<Reply> Move(
        string id, string customerId, APIGatewayProxyRequest request, ApiCall call, string status, ProblemType refusal)
    {
        if (!IdempotencyKey.TryReadOptional(request, out var key, out var unusable))
            return unusable;

        return await idempotency.Run(call, key, body: "", async attempt =>
        {
            while (await store.Find(customerId, id, call.Cancellation) is { } order)
            {
                if (call.Preconditions.Evaluate(order.EntityTag) != PreconditionResult.Proceed)
                {
                    var isMade = order.Status == status && call.Preconditions.HeldJustBefore(order.EntityTag, order.PreviousEntityTag);
                    return isMade ? OrderResponse.Reply(200, order) : PreconditionFailed();
                }

                if (order.Status != OrderStatus.Placed)
                    return refusal.Reply($"The order is {order.Status}.");

                var now = time.GetUtcNow();
                var next = order.MoveTo(status, now);
                var returned = status == OrderStatus.Cancelled ? order.Lines : [];
                if (await attempt.Write(
                    OrderResponse.Reply(200, next), answer => store.TryMove(next, returned, answer, now, call.Cancellation)) is { } outcome)
                    return outcome;
            }

            return OrderQuery.NoSuchOrder();
        });
    }

    private static Reply PreconditionFailed() =>
        ProblemTypes.PreconditionFailed.Reply("The order is not in the state the request asks for.");
}
