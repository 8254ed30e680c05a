using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.AllRoutes;

/// <summary>The API refuses text that is not UTF-8. It does not store U+FFFD instead.</summary>
public sealed class DamagedTextTests(Storefront storefront) : IClassFixture<Storefront>
{
    private static readonly string[] MediaTypes = ["application/json", "application/json; charset=iso-8859-1"];

    /// <summary>Bytes that are not UTF-8, and U+FFFD, which a proxy may have written instead of such bytes.</summary>
    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "Latin-1", [0xE9] },
        { "Windows-1252", [0x93, 0x80, 0x94] },
        { "an overlong slash", [0xC0, 0xAF] },
        { "an overlong zero", [0xC0, 0x80] },
        { "an overlong euro sign", [0xF0, 0x82, 0x82, 0xAC] },
        { "half of a surrogate pair", [0xED, 0xA0, 0x80] },
        { "CESU-8", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80] },
        { "an incomplete character", [0xF0, 0x9F, 0x98] },
        { "a lone continuation byte", [0xBF] },
        { "a code point beyond Unicode", [0xF5, 0x80, 0x80, 0x80] },
        { "a byte that never occurs in UTF-8", [0xFF] },
        { "the U+FFFD that a proxy wrote instead of such bytes", [0xEF, 0xBF, 0xBD] },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public async Task Every_route_that_reads_a_body_refuses_one_that_is_not_UTF_8(string what, byte[] bytes)
    {
        var category = $"c-{Guid.NewGuid():N}";
        var product = await storefront.CreateAsync("Before", category: category);
        var good = $$"""{"name": "N", "category": "{{category}}", "price": {"amount": 1, "currency": "EUR"}, "stock": 1, """;
        var line = $$"""{"lines": [{"productId": "{{product.Id}}", "quantity": 1}], """;
        (string Method, string Path, string Body)[] requests =
        [
            ("POST", "/products", good + "\"description\": \"Caf%\"}"),
            ("POST", "/products", good + "\"tags\": [\"a\", \"%\"]}"),
            ("POST", "/products", good + "\"%\": 1}"),
            ("POST", "/products", good + "\"description\": \"d\"} %"),
            ("PUT", product.Path, good + "\"description\": \"%\"}"),
            ("PUT", $"/products/{Guid.CreateVersion7()}", good + "\"description\": \"%\"}"),
            ("PATCH", product.Path, "{\"name\": \"%\"}"),
            ("PATCH", product.Path, "{\"%\": null}"),
            ("POST", "/products/batch", "[" + good + "\"description\": \"d\"}, " + good + "\"description\": \"%\"}]"),
            ("POST", $"{product.Path}/stock", "{\"delta\": 1}%"),
            ("POST", $"{product.Path}/stock", "{\"delta\": 1, \"%\": 1}"),
            ("POST", "/orders", line + "\"note\": \"%\"}"),
        ];
        foreach (var (method, path, body) in Assert.Some(requests))
        {
            foreach (var mediaType in Assert.Some(method == "PATCH" ? ["application/merge-patch+json"] : MediaTypes))
            {
                var response = await SendAsync(method, path, body, bytes, mediaType);

                Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{what}: {method} {path} {body}: {(int)response.StatusCode}");
                await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
            }
        }

        var left = (await storefront.Anonymous.GetStringAsync($"/products?category={category}"))!;
        Assert.Contains("\"name\":\"Before\"", left, StringComparison.Ordinal);
        Assert.Lacks("nextCursor", left, StringComparison.Ordinal);
        Assert.Equal(10, await storefront.StockAsync(product));
    }

    [Fact]
    public async Task The_refusal_of_a_body_that_is_not_UTF_8_says_that_it_must_be_UTF_8()
    {
        var response = await SendAsync(
            "POST", "/products",
            """{"name": "Caf%", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}""", [0xE9], "application/json");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        var error = Assert.Single(problem["errors"]!.AsArray())!.AsObject();
        Assert.Equal(("#", "encoding"), (error.Text("pointer"), error.Text("code")));
        Assert.StartsWith("Must be valid UTF-8.", error.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\ufffd", "\ufffd")]
    [InlineData("é試😀\u2028", "é試😀\u2028")]
    [InlineData("\\u0000\\u0001\\ufffe\\uffff", "\u0000\u0001\ufffe\uffff")]
    [InlineData("\\ud83d\\ude00", "😀")]
    public async Task Text_in_valid_UTF_8_is_stored_and_returned_unchanged(string written, string read)
    {
        var response = await storefront.Admin.SendAsync(Send(
            HttpMethod.Post, "/products",
            $$"""{"name": "{{written}}", "category": "c", "price": {"amount": 1, "currency": "EUR"}, "stock": 1}"""));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var created = await response.JsonAsync();
        Assert.Equal(read, created.Text("name"));
        Assert.Equal(read, (await (await storefront.Anonymous.GetAsync($"/products/{created.Text("id")}")).JsonAsync()).Text("name"));
    }

    [Theory]
    [InlineData("%E9")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("%EF%BF%BD")]
    [InlineData("5%00")]
    public async Task A_path_or_query_with_text_that_is_not_UTF_8_or_has_a_NUL_gets_400(string text)
    {
        string[] paths =
        [
            $"/products?category={text}", $"/products?limit={text}", $"/products?cursor={text}", $"/products?category=c&sort={text}",
            $"/products/{text}", $"/orders?status={text}", $"/orders?customerId={text}", $"/orders?limit={text}", $"/orders?cursor={text}",
            $"/orders/{text}", $"/orders/{Guid.CreateVersion7()}?customerId={text}",
            $"/favorites?limit={text}", $"/favorites?cursor={text}", $"/products?{text}=1", $"/favorites?{text}=1",
        ];
        foreach (var path in Assert.Some(paths))
        {
            var response = await storefront.Admin.GetAsync(path);

            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{path}: {(int)response.StatusCode}");
            Assert.False((await response.Content.ReadAsStringAsync()).Contains('\ufffd'), path);
        }
    }

    [Fact]
    public async Task A_direct_route_ignores_a_body_that_is_not_UTF_8() =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await SendAsync("PUT", $"/favorites/{Guid.CreateVersion7()}", "{\"x\": \"%\"}", [0xE9], "application/json")).StatusCode);

    /// <param name="body">Contains a percent sign as the placeholder for the bytes.</param>
    private Task<HttpResponseMessage> SendAsync(string method, string path, string body, byte[] bytes, string mediaType)
    {
        var (before, after) = (body[..body.IndexOf('%', StringComparison.Ordinal)], body[(body.IndexOf('%', StringComparison.Ordinal) + 1)..]);
        var request = Send(new HttpMethod(method), path).With("Idempotency-Key", Guid.NewGuid().ToString());
        if (method == "PUT" && path.StartsWith("/products", StringComparison.Ordinal))
            request.With("If-None-Match", "\"none\"").With("If-Match", "*");
        request.Content = new ByteArrayContent([.. Encoding.UTF8.GetBytes(before), .. bytes, .. Encoding.UTF8.GetBytes(after)]);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return storefront.Admin.SendAsync(request);
    }
}
