using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;

namespace LambdaCrud.Products;

/// <summary>The result of one item of a batch.</summary>
/// <param name="Status">The status that a separate request for the item would get.<example>201</example></param>
/// <param name="Id">The id of the new product.<example>019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11</example></param>
/// <param name="Location">
/// The new product, relative to the URI of the batch.<example>019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11</example>
/// </param>
/// <param name="Problem">Why the item was refused. A created item has none.</param>
internal sealed record BatchItemResult(
    int Status, [property: Format("uuid")] string? Id, [property: Format("uri-reference")] string? Location, Problem? Problem);

/// <summary>Creates many products at once. The items are independent: if one is refused, the others are still created.</summary>
internal sealed class ProductBatchFunctions(
    Endpoint endpoint, ProductStore store, IdempotentRequests idempotency, TimeProvider time)
{
    /// <summary>The maximum number of errors for one item. All results together must fit into the idempotency record.</summary>
    public const int MaxErrorsOfItem = 10;

    [LambdaFunction(ResourceName = "CreateProducts")]
    [RestApi(LambdaHttpMethod.Post, "/products/batch")]
    public Task<APIGatewayProxyResponse> CreateProducts(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(ProductRoutes.CreateMany, request, context, async call =>
        {
            if (!IdempotencyKey.TryRead(call, out var key, out var refusal)
                || !RequestBody.TryReadItems(request, ProductRoutes.Batch, out var items, out refusal))
                return refusal;

            var kept = await idempotency.RunAsync(call, key, () => Text(items), async attempt =>
            {
                var results = await CreateAsync(items, attempt.Operation, call.CancellationToken);
                var reply = Reply.Of(207, results, ApiJson.Default.BatchResults);
                return results.All(result => result.Status != ProblemTypes.Unavailable.Status)
                    ? await attempt.AnswerAsync(reply, call.CancellationToken)
                    : reply;
            });
            return Locate(kept, request);
        });

    // The content that a key is bound to.
    private static string Text(JsonElement[] items) =>
        string.Join('\n', Array.ConvertAll(items, item => CanonicalJson.Write(item, keepNulls: false)));

    /// <param name="operation">
    /// The ids of the products are derived from its id, so that a repeat makes the same ids. In a repeat, some products may already exist,
    /// and may have changed since. They are left unchanged. Null without a key.
    /// </param>
    private async Task<BatchItemResult[]> CreateAsync(
        JsonElement[] items, Operation? operation, CancellationToken cancellationToken)
    {
        var batchId = operation?.Id ?? Ids.New(time.GetUtcNow());
        var results = new BatchItemResult[items.Length];
        var valid = new List<ValidItem>();
        for (var index = 0; index < items.Length; index++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"#/{index}");
            if (RequestBody.TryConvert(items[index], ApiJson.Default.ProductInput, out var input, out var refusal, at, MaxErrorsOfItem))
                valid.Add(new(index, Product.Create(Ids.Numbered(batchId, index), input, time.GetUtcNow())));
            else
                results[index] = new BatchItemResult(refusal.Status, null, null, refusal.Problem);
        }

        if (operation is { IsRepeat: true } && valid.Count > 0)
        {
            var stored = await store.FindAllAsync(valid.Select(item => item.Product.Id), cancellationToken);
            foreach (var (index, product) in valid.Where(item => stored.ContainsKey(item.Product.Id)))
                results[index] = Created(product.Id);
            valid.RemoveAll(item => stored.ContainsKey(item.Product.Id));
        }

        var undecided = await store.AddAllAsync(valid.Select(item => item.Product), cancellationToken);
        foreach (var (index, product) in valid)
            results[index] = undecided.Contains(product.Id) ? Undecided(hasKey: operation is not null) : Created(product.Id);
        return results;
    }

    /// <summary>
    /// Makes the locations relative to this request. A repeat that gets the stored reply may use another URI than the first request: with
    /// or without a slash at its end.
    /// </summary>
    private static Reply Locate(Reply reply, APIGatewayProxyRequest request)
    {
        if (reply.Json is null)
            return reply;
        var results = JsonNode.Parse(reply.Json)!.AsArray();
        foreach (var result in results.Where(result => result!["location"] is not null))
            result!["location"] = request.ReferenceTo(Product.PathOf((string)result["id"]!));
        return reply with { Json = ApiJson.Write(results, ApiJson.Default.JsonNode) };
    }

    /// <summary>A class, because a list of tuples is compiled at the first request (docs/deploy.md, Cold starts).</summary>
    private sealed record ValidItem(int Index, Product Product);

    private static BatchItemResult Created(string id) => new(201, id, id, null);

    private static BatchItemResult Undecided(bool hasKey)
    {
        var refusal = ProblemTypes.Unavailable.ToReply(hasKey
            ? "The store is busy. Repeat the request with the same Idempotency-Key to store the missing products."
            : "The store is busy. It is not known whether this product was stored. Check before you send it again.");
        return new BatchItemResult(refusal.Status, null, null, refusal.Problem);
    }
}
