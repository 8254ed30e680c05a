using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Http;

namespace LambdaCrud.Tests.Http;

public class RequestExtensionsTests
{
    /// <summary>The event's path, the URI that the client sent, and the expected target URI of the reference.</summary>
    [Theory]
    [InlineData("/products", "/products", "https://a.example/products", "https://a.example/products/1")]
    [InlineData("/products", "/products/", "https://a.example/products/", "https://a.example/products/1")]
    [InlineData("/products", "/products", "https://a.example/prod/products?x=/", "https://a.example/prod/products/1")]
    [InlineData("/products", "/products/", "https://a.example/prod/products/", "https://a.example/prod/products/1")]
    [InlineData("/products/{id}", "/products/1", "https://a.example/products/1", "https://a.example/products/1")]
    [InlineData("/products/{id}", "/products/1/", "https://a.example/products/1/", "https://a.example/products/1")]
    [InlineData("/products/batch", "/products/batch", "https://a.example/prod/products/batch", "https://a.example/prod/products/1")]
    [InlineData("/products/batch", "/products/batch/", "https://a.example/prod/products/batch/", "https://a.example/prod/products/1")]
    [InlineData("/orders/{id}/items", "/orders/9/items", "https://a.example/orders/9/items", "https://a.example/products/1")]
    // At a custom domain the event's path also includes the base path.
    [InlineData("/products", "/shop/products", "https://a.example/shop/products", "https://a.example/shop/products/1")]
    [InlineData("/products", "/shop/v1/products/", "https://a.example/shop/v1/products/", "https://a.example/shop/v1/products/1")]
    [InlineData("/products/{id}", "/shop/products/1/", "https://a.example/shop/products/1/", "https://a.example/shop/products/1")]
    public void A_relative_reference_leads_to_the_resource_from_every_request_URI(
        string resource, string path, string sent, string target)
    {
        var request = new APIGatewayProxyRequest { Resource = resource, Path = path };

        Assert.Equal(new Uri(target), new Uri(new Uri(sent), request.ReferenceTo("products/1")));
    }
}
