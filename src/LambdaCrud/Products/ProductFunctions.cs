using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using LambdaCrud.Http;

namespace LambdaCrud.Products;

/// <summary>
/// The routes of the products. The template's function of each is named like its method. GET /products/{id} is none of them: it goes to
/// DynamoDB directly, by the mapping templates beside this file.
/// </summary>
public sealed class ProductFunctions(Endpoint endpoint, ProductStore store, Cursors cursors, TimeProvider time)
{
    /// <summary>
    /// So often a change is decided anew when others were faster. Each sale moves a product's version, so an edit of a product that sells
    /// well meets a few of them.
    /// </summary>
    private const int MaxAttempts = 10;

    [LambdaFunction(ResourceName = "ListProducts")]
    [RestApi(LambdaHttpMethod.Get, "/products")]
    public Task<APIGatewayProxyResponse> ListProducts(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.Run(request, context, Access.Anyone, async call =>
        {
            if (!ProductListQuery.TryRead(call, cursors, out var filter, out var page, out var refusal))
                return refusal;

            var slice = await store.List(filter, page.Limit, page.Position, call.Cancellation);
            return page.Reply(slice, ProductResponse.Of, ApiJson.Default.ProductPage);
        }, ProductListQuery.Names);

    [LambdaFunction(ResourceName = "CreateProduct")]
    [RestApi(LambdaHttpMethod.Post, "/products")]
    public Task<APIGatewayProxyResponse> CreateProduct(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.Run(request, context, Access.CatalogAdmins, async call =>
        {
            if (!RequestBody.TryRead(request, ApiJson.Default.ProductInput, out var input, out var refusal))
                return refusal;

            var now = time.GetUtcNow();
            var product = Product.Create(Guid.CreateVersion7(now).ToString(), input, now);
            await store.Add(product, call.Cancellation);
            return Represent(201, product).With("Location", $"products/{product.Id}");
        });

    [LambdaFunction(ResourceName = "ReplaceProduct")]
    [RestApi(LambdaHttpMethod.Put, "/products/{id}")]
    public Task<APIGatewayProxyResponse> ReplaceProduct(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        RunFor(id, request, context, Access.CatalogAdmins, async call =>
        {
            if (!call.Preconditions.GuardsReplacement)
                return ProblemTypes.PreconditionRequired.Reply("Send If-Match to replace a product, or If-None-Match: * to create one.");
            if (!RequestBody.TryReadReplacement(request, ApiJson.Default.ProductInput, out var body, out var refusal))
                return refusal;

            return await Change(
                id,
                call,
                async current => TryConvert(ProductInput.Of(current), out var input, out var invalid)
                    ? await SaveNext(current, input, call.Cancellation)
                    : invalid,
                async () =>
                {
                    if (!TryConvert(stored: null, out var input, out var invalid))
                        return invalid;
                    var product = Product.Create(id, input, time.GetUtcNow());
                    return await store.TryCreate(product, call.Cancellation) ? Represent(201, product).With("Location", id) : null;
                });

            bool TryConvert(ProductInput? stored, [NotNullWhen(true)] out ProductInput? input, [NotNullWhen(false)] out Reply? invalid) =>
                RequestBody.TryConvert(body, ApiJson.Default.ProductInput, out input, out invalid, stored: stored);
        });

    [LambdaFunction(ResourceName = "PatchProduct")]
    [RestApi(LambdaHttpMethod.Patch, "/products/{id}")]
    public Task<APIGatewayProxyResponse> PatchProduct(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        RunFor(id, request, context, Access.CatalogAdmins, async call =>
        {
            if (!RequestBody.TryReadPatch(request, ApiJson.Default.ProductInput, out var patch, out var refusal))
                return refusal;

            return await Change(id, call, async current =>
                RequestBody.TryPatch(ProductInput.Of(current), patch, ApiJson.Default.ProductInput, out var input, out var invalid)
                    ? await SaveNext(current, input, call.Cancellation)
                    : invalid);
        });

    [LambdaFunction(ResourceName = "DeleteProduct")]
    [RestApi(LambdaHttpMethod.Delete, "/products/{id}")]
    public Task<APIGatewayProxyResponse> DeleteProduct(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        RunFor(id, request, context, Access.CatalogAdmins, call => Change(id, call, async current =>
            await store.TryDelete(current, call.Cancellation) ? new Reply(204) : null));

    [LambdaFunction(ResourceName = "AdjustStock")]
    [RestApi(LambdaHttpMethod.Post, "/products/{id}/stock")]
    public Task<APIGatewayProxyResponse> AdjustStock(string id, APIGatewayProxyRequest request, ILambdaContext context) =>
        RunFor(id, request, context, Access.CatalogAdmins, async call =>
        {
            if (!RequestBody.TryRead(request, ApiJson.Default.StockAdjustment, out var adjustment, out var refusal))
                return refusal;

            // Without preconditions nothing need be read first: the write itself finds out.
            return call.Preconditions.Any
                ? await Change(id, call, current => Adjust(current))
                : await Adjust(expected: null) ?? EditConflict();

            async Task<Reply?> Adjust(Product? expected) =>
                await store.AdjustStock(id, adjustment.Delta, expected, time.GetUtcNow(), call.Cancellation) switch
                {
                    StockResult.Adjusted(var product) => Represent(200, product),
                    StockResult.OutOfBounds(var available) => OutOfBounds(adjustment.Delta, available),
                    StockResult.Missing => NoSuchProduct(),
                    _ => null,
                };
        });

    private Task<APIGatewayProxyResponse> RunFor(
        string id, APIGatewayProxyRequest request, ILambdaContext context, Access access, Func<ApiCall, Task<Reply>> handle) =>
        endpoint.Run(request, context, access, call => Ids.IsId(id)
            ? handle(call)
            : Task.FromResult(ProblemTypes.InvalidId.Reply("A product's id is a UUID in lower case with hyphens.")));

    /// <summary>
    /// Changes what is stored: judges the preconditions on it and lets <paramref name="change"/> (or <paramref name="create"/>, when
    /// nothing is there) write. Either answers null when another writer was faster; then all is decided anew on what that one left.
    /// </summary>
    private async Task<Reply> Change(
        string id, ApiCall call, Func<Product, Task<Reply?>> change, Func<Task<Reply?>>? create = null)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var current = await store.Find(id, call.Cancellation);
            if (current is null && create is null)
                return NoSuchProduct();
            if (call.Preconditions.Judge(current?.EntityTag) != Verdict.Proceed)
                return PreconditionFailed();

            var reply = current is not null ? await change(current) : create is not null ? await create() : NoSuchProduct();
            if (reply is not null)
                return reply;
        }

        return EditConflict();
    }

    private async Task<Reply?> SaveNext(Product current, ProductInput input, CancellationToken cancellation)
    {
        var next = current.Replace(input, time.GetUtcNow());
        return await store.TryReplace(current, next, cancellation) ? Represent(200, next) : null;
    }

    private static Reply Represent(int status, Product product) =>
        Reply.Of(status, ProductResponse.Of(product), ApiJson.Default.ProductResponse).With("ETag", product.EntityTag);

    private static Reply NoSuchProduct() => ProblemTypes.NotFound.Reply("There is no product with this id.");

    private static Reply PreconditionFailed() => ProblemTypes.PreconditionFailed.Reply("The product is not in the state the request asks for.");

    private static Reply EditConflict() => ProblemTypes.EditConflict.Reply("Others kept changing the product meanwhile. Try again.");

    private static Reply OutOfBounds(long delta, long available) =>
        (delta < 0 ? ProblemTypes.InsufficientStock : ProblemTypes.StockLimit).Reply(extensions: new Dictionary<string, JsonElement>
        {
            ["available"] = JsonSerializer.SerializeToElement(available, ApiJson.Default.Int64),
        });
}
