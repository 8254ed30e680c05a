using System.Net;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>
/// The gateway's model or the function refuses an invalid body with the same problem. Only the function names the place of the error.
/// </summary>
public sealed class WrongBodyTests(Storefront storefront) : IClassFixture<Storefront>
{
    private const string Gateway = "gateway";

    [Theory]
    [InlineData("POST /products", "", Gateway)]
    [InlineData("POST /products", "{", Gateway)]
    [InlineData("POST /products", "[]", Gateway)]
    [InlineData("POST /products", "null", Gateway)]
    [InlineData("POST /products", """{"name": "N", "category": "c", PRICE}""", Gateway)]
    [InlineData("POST /products", """{"name": "N", "category": "c", PRICE, "stock": null}""", Gateway)]
    [InlineData("POST /products", """{"name": "N", "category": "c", "price": {"amount": 1.5, "currency": "EUR"}, "stock": 1}""", Gateway)]
    [InlineData("POST /products", """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "EUR", "vat": 2}, "stock": 1}""", Gateway)]
    [InlineData("POST /products", """{"name": "N", "category": "c", PRICE, "stock": 1, "colour": "red"}""", Gateway)]
    [InlineData("POST /products", """{"name": "N", "category": "c", PRICE, "stock": 1, "tags": [1]}""", Gateway)]
    [InlineData("POST /products", """{"name": "N", "category": "C", PRICE, "stock": 1}""", "#/category")]
    [InlineData("POST /products", """{"name": "N", "category": "c", "price": {"amount": 1, "currency": "XXQ"}, "stock": 1}""", "#/price/currency")]
    [InlineData("POST /products", """{"name": "N", "name": "N", "category": "c", PRICE, "stock": 1}""", "#/name")]
    [InlineData("POST /products", """{"name": "N", "category": "c", PRICE, "stock": 1, "description": "\ud83d"}""", "#")]
    [InlineData("PUT /products/{id}", """{"name": "N", "category": "c", PRICE, "stock": "1"}""", Gateway)]
    [InlineData("PUT /products/{id}", """{"name": "N", "category": "c", "price": {"amount": -1, "currency": "EUR"}, "stock": 1}""", "#/price/amount")]
    [InlineData("PATCH /products/{id}", """{"id": "0193a1b2-0000-7000-8000-000000000001"}""", Gateway)]
    [InlineData("PATCH /products/{id}", """{"price": 5}""", Gateway)]
    [InlineData("PATCH /products/{id}", "[]", Gateway)]
    [InlineData("PATCH /products/{id}", """{"stock": -5}""", "#/stock")]
    [InlineData("PATCH /products/{id}", """{"price": {"currency": null}}""", "#/price/currency")]
    [InlineData("POST /products/{id}/stock", """{"delta": "1"}""", Gateway)]
    [InlineData("POST /products/{id}/stock", """{"delta": 0}""", "#/delta")]
    [InlineData("POST /products/batch", "{}", Gateway)]
    [InlineData("POST /products/batch", "[]", "#")]
    [InlineData("POST /orders", "{}", Gateway)]
    [InlineData("POST /orders", """{"lines": [{"productId": "x", "quantity": 1, "unitPrice": 1}]}""", Gateway)]
    [InlineData("POST /orders", """{"lines": [{"productId": "x", "quantity": 1}]}""", "#/lines/0/productId")]
    public async Task The_gateway_refuses_a_body_of_wrong_shape_and_the_function_refuses_a_wrong_value_and_names_its_place(
        string route, string body, string refusedAt)
    {
        var response = await SendAsync(route, body.Replace("PRICE", """ "price": {"amount": 1, "currency": "EUR"} """, StringComparison.Ordinal));

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        Assert.Equal("The body is not valid", problem.Text("title"));
        Assert.Equal(refusedAt == Gateway, response.Headers.Contains("x-amzn-ErrorType"));
        if (refusedAt != Gateway)
            Assert.Equal(refusedAt, Assert.Single(problem["errors"]!.AsArray())!.AsObject().Text("pointer"));
        foreach (var word in (string[])["colour", "vat", "unitPrice", "XXQ"])
            Assert.Lacks(word, problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST /products", "text/plain")]
    [InlineData("PUT /products/{id}", "application/xml")]
    [InlineData("PATCH /products/{id}", "application/json")]
    [InlineData("POST /orders", "application/x-www-form-urlencoded")]
    public async Task The_function_and_not_the_gateway_refuses_a_body_of_an_unsupported_media_type(string route, string mediaType)
    {
        var response = await SendAsync(route, "[]", mediaType);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.False(response.Headers.Contains("x-amzn-ErrorType"));
    }

    private async Task<HttpResponseMessage> SendAsync(string route, string body, string? mediaType = null)
    {
        var parts = route.Split(' ');
        var method = new HttpMethod(parts[0]);
        var path = parts[1].Contains("{id}", StringComparison.Ordinal)
            ? parts[1].Replace("{id}", (await storefront.CreateAsync()).Id, StringComparison.Ordinal)
            : parts[1];
        mediaType ??= method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
        return await storefront.Admin.SendAsync(
            Send(method, path, body, mediaType).With("If-Match", "*").With("Idempotency-Key", Guid.NewGuid().ToString()));
    }
}
