using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using LambdaCrud.Http;

namespace LambdaCrud.Products;

/// <summary>The whole catalogue for partners, in large pages. The template's usage plan limits how often they may call it.</summary>
internal sealed class ProductFeedFunctions(Endpoint endpoint, ProductStore store, Cursors cursors)
{
    private static readonly ProductFilter All = new(Category: null, ProductSort.Name);

    [LambdaFunction(ResourceName = "ListFeedProducts")]
    [RestApi(LambdaHttpMethod.Get, "/feed/products")]
    public Task<APIGatewayProxyResponse> ListFeedProducts(APIGatewayProxyRequest request, ILambdaContext context) =>
        endpoint.RunAsync(ProductRoutes.Feed, request, context, async call =>
        {
            var parameters = new ListParameters(call);
            if (!parameters.TryFinish(cursors, parameters.Limit(ProductRoutes.FeedLimit), call.Route, out var page, out var refusal))
                return refusal;

            var slice = await store.ListAsync(All, page.Limit, page.Position, call.CancellationToken);
            return page.ToReply(slice, ProductResponse.Of, ApiJson.Default.ProductPage).Under(call.Preconditions);
        });
}
