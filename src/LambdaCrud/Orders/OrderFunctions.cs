using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Orders;

/// <summary>
/// The routes of orders. Each function in the template has the name of its method. The customer is part of an order's key. The customer is
/// the caller, or for administrators the query parameter <c>customerId</c>.
/// </summary>
internal sealed class OrderFunctions(
    Endpoint endpoint,
    OrderStore store,
    ProductStore products,
    IdempotentRequests idempotency,
    Cursors cursors,
    Backoff backoff,
    TimeProvider time)
{
    [LambdaFunction(ResourceName = "PlaceOrder")]
    [RestApi(LambdaHttpMethod.Post, "/orders")]
    public Task<APIGatewayProxyResponse> PlaceOrder(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(OrderRoutes.Place, request, context, async call =>
        {
            if (!IdempotencyKey.TryRead(call, out var key, out var refusal)
                || !RequestBody.TryRead(request, ApiJson.Default.OrderInput, out var input, out refusal))
                return refusal;

            return await idempotency.RunAsync(call, key, () => ApiJson.Write(input, ApiJson.Default.OrderInput), attempt =>
                PlaceAsync(input, attempt, call));
        });

    [LambdaFunction(ResourceName = "ListOrders")]
    [RestApi(LambdaHttpMethod.Get, "/orders")]
    public Task<APIGatewayProxyResponse> ListOrders(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(OrderRoutes.List, request, context, async call =>
        {
            if (!OrderQuery.TryReadList(call, cursors, out var filter, out var page, out var refusal))
                return refusal;

            var slice = await store.ListAsync(filter, page.Limit, page.Position, call.CancellationToken);
            return page.ToReply(slice, OrderResponse.Of, ApiJson.Default.OrderPage).Under(call.Preconditions);
        });

    [LambdaFunction(ResourceName = "GetOrder")]
    [RestApi(LambdaHttpMethod.Get, "/orders/{id}")]
    public Task<APIGatewayProxyResponse> GetOrder(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(OrderRoutes.Get, request, context, async call =>
        {
            if (!OrderQuery.TryReadCustomer(call, OrderRoutes.CustomerId, out var customerId, out var refusal))
                return refusal;
            if (await store.FindAsync(customerId, id, call.CancellationToken) is not { } order)
                return OrderQuery.NoSuchOrder();
            return OrderResponse.ToReply(200, order).Under(call.Preconditions);
        });

    [LambdaFunction(ResourceName = "CancelOrder")]
    [RestApi(LambdaHttpMethod.Post, "/orders/{id}/cancel")]
    public Task<APIGatewayProxyResponse> CancelOrder(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(OrderRoutes.Cancel, request, context, async call =>
        {
            if (!OrderQuery.TryReadCustomer(call, OrderRoutes.CustomerId, out var customerId, out var refusal))
                return refusal;
            // Administrators cannot cancel orders of other customers either.
            return customerId == call.Caller.Subject
                ? await MoveAsync(id, customerId, call, OrderStatus.Cancelled, OrderProblems.OrderNotCancellable)
                : OrderQuery.NoSuchOrder();
        });

    [LambdaFunction(ResourceName = "ShipOrder")]
    [RestApi(LambdaHttpMethod.Post, "/orders/{id}/ship")]
    public Task<APIGatewayProxyResponse> ShipOrder(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(OrderRoutes.Ship, request, context, async call =>
            OrderQuery.TryReadCustomer(call, OrderRoutes.RequiredCustomerId, out var customerId, out var refusal)
                ? await MoveAsync(id, customerId, call, OrderStatus.Shipped, OrderProblems.OrderNotShippable)
                : refusal);

    /// <summary>
    /// Reads the catalogue, decides, and commits. The conditions of the transaction check the decision again. If a price or the stock has
    /// changed since the read, this retries until the function's deadline.
    /// </summary>
    private async Task<Outcome> PlaceAsync(OrderInput input, Attempt attempt, ApiCall call)
    {
        for (var races = 1; ; races++)
        {
            var catalogue = await products.FindAllAsync(input.Lines.Select(line => line.ProductId), call.CancellationToken);
            var now = time.GetUtcNow();
            if (!Checkout.TryDecide(input, call.Caller.Subject, catalogue, now, out var order, out var refusal))
                return refusal;

            var reply = OrderResponse.ToReply(201, order)
                .With("Location", $"orders/{order.Id}")
                .Counting(BusinessMetric.OrdersPlaced);
            if (await attempt.CommitAsync(reply, store.PlaceWrites(order, catalogue, now), call.CancellationToken) is { } outcome)
                return outcome;
            await backoff.WaitAsync(races, call.CancellationToken);
        }
    }

    /// <summary>Moves a placed order to another status. A cancellation returns the stock in the same transaction.</summary>
    private async Task<Reply> MoveAsync(
        string id, string customerId, ApiCall call, string status, ProblemType refusal)
    {
        if (!IdempotencyKey.TryRead(call, out var key, out var unusable))
            return unusable;

        return await idempotency.RunAsync(call, key, body: null, async attempt =>
        {
            while (await store.FindAsync(customerId, id, call.CancellationToken) is { } order)
            {
                if (call.Preconditions.Evaluate(order.EntityTag) != PreconditionResult.Proceed)
                {
                    var isMade = order.Status == status && call.Preconditions.HeldJustBefore(order.EntityTag, order.PreviousEntityTag);
                    return isMade ? OrderResponse.ToReply(200, order) : PreconditionFailed();
                }

                if (!order.CanMove)
                    return refusal.ToReply($"The order is {order.Status}.");

                var now = time.GetUtcNow();
                var next = order.MoveTo(status, now);
                var writes = status == OrderStatus.Cancelled ? store.CancelWrites(next, now) : store.ShipWrites(next);
                if (await attempt.CommitAsync(OrderResponse.ToReply(200, next), writes, call.CancellationToken) is { } outcome)
                    return outcome;
            }

            return OrderQuery.NoSuchOrder();
        });
    }

    private static Reply PreconditionFailed() =>
        ProblemTypes.PreconditionFailed.ToReply("The order is not in the state the request asks for.");
}
