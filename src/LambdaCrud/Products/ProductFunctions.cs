using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Storage;

namespace LambdaCrud.Products;

/// <summary>
/// The routes of products. Each function in the template has the name of its method. GET /products/{id} is not one of them: it goes
/// directly to DynamoDB, through the mapping templates in this folder.
/// </summary>
internal sealed class ProductFunctions(
    Endpoint endpoint, ProductStore store, IdempotentRequests idempotency, Cursors cursors, Backoff backoff, TimeProvider time)
{
    /// <summary>
    /// Maximum attempts under contention. Each sale changes the product's version. So an edit of a product that sells well loses a few
    /// races.
    /// </summary>
    private const int MaxAttempts = 10;

    [LambdaFunction(ResourceName = "ListProducts")]
    [RestApi(LambdaHttpMethod.Get, "/products")]
    public Task<APIGatewayProxyResponse> ListProducts(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(ProductRoutes.List, request, context, async call =>
        {
            if (!ProductListQuery.TryRead(call, cursors, out var filter, out var page, out var refusal))
                return refusal;

            var slice = await store.ListAsync(filter, page.Limit, page.Position, call.CancellationToken);
            return page.ToReply(slice, ProductResponse.Of, ApiJson.Default.ProductPage).Under(call.Preconditions);
        });

    [LambdaFunction(ResourceName = "CreateProduct")]
    [RestApi(LambdaHttpMethod.Post, "/products")]
    public Task<APIGatewayProxyResponse> CreateProduct(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(ProductRoutes.Create, request, context, async call =>
        {
            if (!IdempotencyKey.TryRead(call, out var key, out var refusal)
                || !RequestBody.TryRead(request, ApiJson.Default.ProductInput, out var input, out refusal))
                return refusal;

            return await idempotency.RunAsync(call, key, () => Text(input), async attempt =>
            {
                var now = time.GetUtcNow();
                return await CreateAsync(Product.Create(Ids.New(now), input, now), attempt, call) ?? EditConflict();
            });
        });

    [LambdaFunction(ResourceName = "ReplaceProduct")]
    [RestApi(LambdaHttpMethod.Put, "/products/{id}")]
    public Task<APIGatewayProxyResponse> ReplaceProduct(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(ProductRoutes.Replace, request, context, async call =>
        {
            if (!call.Preconditions.GuardsReplacement)
                return ProblemTypes.PreconditionRequired.ToReply("Send If-Match to replace a product, or If-None-Match: * to create one.");
            if (!IdempotencyKey.TryRead(call, out var key, out var refusal)
                || !RequestBody.TryReadReplacement(request, ApiJson.Default.ProductInput, out var body, out refusal))
                return refusal;

            return await idempotency.RunAsync(call, key, () => CanonicalJson.Write(body, keepNulls: false), attempt => ChangeAsync(id, call, new Edit
            {
                Change = async current => TryConvert(ProductInput.Of(current), out var input, out var invalid)
                    ? await SaveNextAsync(current, input, attempt, call)
                    : invalid,
                Create = async () => TryConvert(stored: null, out var input, out var invalid)
                    ? await CreateAsync(Product.Create(id, input, time.GetUtcNow()), attempt, call)
                    : invalid,
                IsMade = current => TryConvert(ProductInput.Of(current), out var input, out _) && current.Says(input),
            }));

            bool TryConvert(ProductInput? stored, [NotNullWhen(true)] out ProductInput? input, [NotNullWhen(false)] out Reply? invalid) =>
                RequestBody.TryConvert(body, ApiJson.Default.ProductInput, out input, out invalid, stored: stored);
        });

    [LambdaFunction(ResourceName = "PatchProduct")]
    [RestApi(LambdaHttpMethod.Patch, "/products/{id}")]
    public Task<APIGatewayProxyResponse> PatchProduct(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(ProductRoutes.Patch, request, context, async call =>
        {
            if (!IdempotencyKey.TryRead(call, out var key, out var refusal)
                || !RequestBody.TryReadPatch(request, ApiJson.Default.ProductInput, out var patch, out refusal))
                return refusal;

            return await idempotency.RunAsync(call, key, () => Text(patch), attempt => ChangeAsync(id, call, new Edit
            {
                Change = async current => TryPatch(current, out var input, out var invalid)
                    ? await SaveNextAsync(current, input, attempt, call)
                    : invalid,
                IsMade = current => TryPatch(current, out var input, out _) && current.Says(input),
            }));

            bool TryPatch(Product current, [NotNullWhen(true)] out ProductInput? input, [NotNullWhen(false)] out Reply? invalid) =>
                RequestBody.TryPatch(ProductInput.Of(current), patch, ApiJson.Default.ProductInput, out input, out invalid);
        });

    [LambdaFunction(ResourceName = "DeleteProduct")]
    [RestApi(LambdaHttpMethod.Delete, "/products/{id}")]
    public Task<APIGatewayProxyResponse> DeleteProduct(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(ProductRoutes.Delete, request, context, async call =>
        {
            if (!IdempotencyKey.TryRead(call, out var key, out var refusal))
                return refusal;

            return await idempotency.RunAsync(call, key, body: null, attempt => ChangeAsync(id, call, new Edit
            {
                Change = current => attempt.CommitAsync(new Reply(204), [store.DeleteWrite(current)], call.CancellationToken),
            }));
        });

    [LambdaFunction(ResourceName = "AdjustStock")]
    [RestApi(LambdaHttpMethod.Post, "/products/{id}/stock")]
    public Task<APIGatewayProxyResponse> AdjustStock(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(ProductRoutes.AdjustStock, request, context, async call =>
        {
            if (!IdempotencyKey.TryRead(call, out var key, out var refusal)
                || !RequestBody.TryRead(request, ApiJson.Default.StockAdjustment, out var adjustment, out refusal))
                return refusal;

            return await idempotency.RunAsync(call, key, () => ApiJson.Write(adjustment, ApiJson.Default.StockAdjustment), attempt =>
                attempt.Operation is null && !call.Preconditions.Any
                    ? AddToStockAsync(id, adjustment.Delta, call)
                    : ChangeAsync(id, call, StockEdit(adjustment.Delta, attempt, call)));
        });

    /// <summary>How a request changes the stored product. Each function returns null if another writer was faster.</summary>
    private sealed record Edit
    {
        public required Func<Product, Task<Outcome?>> Change { get; init; }

        /// <summary>Used if the product does not exist. Without it, the reply is 404.</summary>
        public Func<Task<Outcome?>>? Create { get; init; }

        /// <summary>Whether the stored product is already what the request asks for; null if this cannot be determined.</summary>
        public Func<Product, bool>? IsMade { get; init; }

        public int MaxAttempts { get; init; } = ProductFunctions.MaxAttempts;
    }

    /// <summary>
    /// Checks the preconditions against the stored product, and runs the edit. If the edit loses a race, both are repeated.
    /// </summary>
    private async Task<Outcome> ChangeAsync(string id, ApiCall call, Edit edit)
    {
        for (var attempt = 1; attempt <= edit.MaxAttempts; attempt++)
        {
            var current = await store.FindAsync(id, call.CancellationToken);
            if (current is null && edit.Create is null)
                return NoSuchProduct();
            if (call.Preconditions.Evaluate(current?.EntityTag) != PreconditionResult.Proceed)
                return current is not null && WasMade(current) ? Represent(200, current) : PreconditionFailed();

            var outcome = current is not null ? await edit.Change(current) : edit.Create is { } create ? await create() : NoSuchProduct();
            if (outcome is not null)
                return outcome;
        }

        return EditConflict();

        // This request may be a repeat because the first answer was lost.
        bool WasMade(Product current) =>
            edit.IsMade is { } isMade
            && call.Preconditions.HeldJustBefore(current.EntityTag, current.PreviousEntityTag)
            && isMade(current);
    }

    private Task<Outcome?> CreateAsync(Product product, Attempt attempt, ApiCall call) =>
        attempt.CommitAsync(Located(product), [store.CreateWrite(product)], call.CancellationToken);

    private Task<Outcome?> SaveNextAsync(Product current, ProductInput input, Attempt attempt, ApiCall call)
    {
        var next = current.Replace(input, time.GetUtcNow());
        return attempt.CommitAsync(Represent(200, next), [store.ReplaceWrite(current, next)], call.CancellationToken);
    }

    /// <summary>
    /// Adjusts the stock in one atomic write, without a read. The write is not retried: a client that misses the answer must check the
    /// stock.
    /// </summary>
    private async Task<Outcome> AddToStockAsync(string id, long delta, ApiCall call) =>
        await store.AdjustStockAsync(id, delta, time.GetUtcNow(), call.CancellationToken) switch
        {
            StockResult.Adjusted(var product) => Represent(200, product),
            StockResult.OutOfBounds(var available) => OutOfBounds(delta, available),
            _ => NoSuchProduct(),
        };

    /// <summary>
    /// Adjusts the stock of a version that was read. A precondition needs this, and so does a key: its record contains the product after
    /// the change. Other requests may adjust the same product at any rate, so this retries until the function's deadline.
    /// </summary>
    private Edit StockEdit(long delta, Attempt attempt, ApiCall call)
    {
        var races = 0;
        return new Edit
        {
            MaxAttempts = int.MaxValue,
            Change = async current =>
            {
                var next = current.AdjustStock(delta, time.GetUtcNow());
                if (delta < 0 ? next.Stock < 0 : next.Stock > Product.MaxStock)
                    return OutOfBounds(delta, current.Stock);
                var outcome = await attempt.CommitAsync(
                    Represent(200, next), [store.ReplaceWrite(current, next)], call.CancellationToken);
                if (outcome is null)
                    await backoff.WaitAsync(++races, call.CancellationToken);
                return outcome;
            },
        };
    }

    // The content that a key is bound to. It does not depend on the spelling of the body.
    private static string Text(ProductInput input) => ApiJson.Write(input, ApiJson.Default.ProductInput);

    private static string Text(JsonObject patch) =>
        CanonicalJson.Write(JsonSerializer.SerializeToElement(patch, ApiJson.Default.JsonNode), keepNulls: true);

    private static Reply Represent(int status, Product product) =>
        Reply.Of(status, ProductResponse.Of(product), ApiJson.Default.ProductResponse).With("ETag", product.EntityTag);

    private static Reply Located(Product product) => Represent(201, product).With("Location", Product.PathOf(product.Id));

    private static Reply NoSuchProduct() => ProblemTypes.NotFound.ToReply(ProductRoutes.Missing);

    private static Reply PreconditionFailed() => ProblemTypes.PreconditionFailed.ToReply(ProductRoutes.Mismatch);

    private static Reply EditConflict() =>
        ProblemTypes.EditConflict.ToReply("Other requests changed the product at the same time. Try again.");

    private static Reply OutOfBounds(long delta, long available) =>
        (delta < 0 ? ProductProblems.InsufficientStock : ProductProblems.StockLimit).ToReply(extensions: new Dictionary<string, JsonElement>
        {
            ["available"] = JsonSerializer.SerializeToElement(available, ApiJson.Default.Int64),
        });
}
