using System.Text.Json.Nodes;
using Amazon.Lambda.Serialization.SystemTextJson;
using LambdaCrud.Http;
using LambdaCrud.Products;
using LambdaCrud.Storage;

namespace LambdaCrud.Tests.Http;

/// <summary>Lambda can deliver a page that the API cut, even if the items' texts grow as JSON inside JSON.</summary>
public class PageTests
{
    private const int LambdaLimit = 6 * 1024 * 1024;

    [Theory]
    [InlineData("\u0001")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("<")]
    [InlineData("ü")]
    [InlineData("試")]
    [InlineData("😀")]
    [InlineData("\u2028")]
    [InlineData("\ufffd")]
    [InlineData("x")]
    public void A_page_fits_the_limit_of_Lambda_and_its_cursor_points_to_the_items_after_it(string character)
    {
        var slice = Slice(1_000, character);

        var reply = Page(slice);

        var items = JsonNode.Parse(reply.Json!)!["items"]!.AsArray();
        Assert.InRange(items.Count, 1, 1_000);
        Assert.InRange(BytesOf(reply), 1, LambdaLimit);
        Assert.Equal(
            items.Count == 1_000 ? "the end" : $"after {items.Count - 1}", (string?)JsonNode.Parse(reply.Json!)!["nextCursor"]);
        // The page was not halved more often than necessary.
        Assert.True(items.Count == 1_000 || BytesOf(Whole(slice.First((items.Count * 2) + 1))) > Reply.MaxPayload);
    }

    [Fact]
    public void The_largest_page_of_these_tests_does_not_fit_the_limit_of_Lambda_uncut() =>
        Assert.True(BytesOf(Whole(Slice(1_000, "\u0001"))) > LambdaLimit);

    [Fact]
    public void A_page_that_fits_is_not_cut()
    {
        var reply = Page(Slice(1_000, "x") with { Next = null });

        var page = JsonNode.Parse(reply.Json!)!.AsObject();
        Assert.Equal(1_000, page["items"]!.AsArray().Count);
        Assert.False(page.ContainsKey("nextCursor"));
        Assert.False(reply.Headers.ContainsKey("Link"));
    }

    [Fact]
    public void A_page_without_items_has_an_empty_list() =>
        Assert.Equal("""{"items":[]}""", Page(new Slice<Product>([], null, Position)).Json);

    private static Slice<Product> Slice(int count, string character)
    {
        // Uses the maximum lengths of the rules.
        var text = string.Concat(Enumerable.Repeat(character, 4_000));
        return new(
            [.. Enumerable.Range(0, count).Select(index => Product.Create(
                $"{index}",
                new ProductInput
                {
                    Name = string.Concat(Enumerable.Repeat(character, 200)),
                    Description = text,
                    Category = "things",
                    Price = new Price { Amount = 1, Currency = "EUR" },
                    Stock = 1,
                },
                DateTimeOffset.UnixEpoch))],
            "the end",
            Position);
    }

    private static string Position(Product product) => $"after {product.Id}";

    private static Reply Page(Slice<Product> slice) =>
        new PageRequest(1_000, null, position => position, cursor => cursor).ToReply(slice, ProductResponse.Of, ApiJson.Default.ProductPage);

    private static Reply Whole(Slice<Product> slice) =>
        Reply.Of(200, new Page<ProductResponse>([.. slice.Items.Select(ProductResponse.Of)], null), ApiJson.Default.ProductPage);

    private static long BytesOf(Reply reply)
    {
        using var payload = new MemoryStream();
        new SourceGeneratorLambdaJsonSerializer<LambdaJson>().Serialize(reply.ToResponse("request"), payload);
        return payload.Length;
    }
}
