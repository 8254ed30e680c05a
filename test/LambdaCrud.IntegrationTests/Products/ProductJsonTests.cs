using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Products;

/// <summary>A function writes a product and a mapping template reads it. Both must produce the same JSON.</summary>
public sealed class ProductJsonTests(Storefront storefront) : IClassFixture<Storefront>
{
    public static TheoryData<string> Texts =>
    [
        "plain", "\"quoted\"", "it's", @"back\slash \\ \"" \u0041 \n", "/slashes/ </script>",
        "a\nb\r\nc\td\be\f", "\u0000\u0001\u001f\u007f\u0085",
        "Ünïcödé 試験 Ω", "😀 𝄞 👩‍👩‍👧", "\u2028 \u2029 \ufeff \ufffd \ue000",
        "$input.json('$') ${x} $!y #set($a = 1) #if(true) #end ## #* *#",
        "{\"S\": \"x\"}", "[1, null]", "null", "true", "0", " ", "  leading and trailing  ", "<b>&amp;</b>", "%22 %2F +", "'; --",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_product_text_is_returned_exactly_as_it_was_sent(string text)
    {
        var body = Body(name: $"n{text}", description: text, tags: [text.Length > 40 ? text[..20] : text, "b"]);

        var (posted, read) = await RoundTripAsync(body);

        Assert.Equal($"n{text}", read.Text("name"));
        Assert.Equal(text, read.Text("description"));
        Assert.Equal(posted.ToJsonString(), read.ToJsonString());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("é")]
    [InlineData("試")]
    [InlineData("\u0001")]
    [InlineData("😀")]
    public async Task A_description_of_4000_characters_is_returned_completely(string character)
    {
        var text = new StringBuilder().Insert(0, character, 4000).ToString();

        var (posted, read) = await RoundTripAsync(Body(description: text));

        Assert.Equal(text, read.Text("description"));
        Assert.Equal(posted.ToJsonString(), read.ToJsonString());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1999, 100)]
    [InlineData(9_999_999_999, 1_000_000_000)]
    public async Task Numbers_of_a_product_are_returned_as_JSON_numbers(long amount, long stock)
    {
        var (posted, read) = await RoundTripAsync(Body(amount: amount, stock: stock));

        Assert.Equal(amount, read["price"]!["amount"]!.GetValue<long>());
        Assert.Equal(stock, read["stock"]!.GetValue<long>());
        Assert.Equal(0, read["version"]!.GetValue<long>());
        Assert.Equal(posted.ToJsonString(), read.ToJsonString());
    }

    [Fact]
    public async Task Tags_are_returned_in_their_order_with_duplicates_and_as_an_empty_list()
    {
        string[][] lists = [[], ["one"], ["b", "a", "b", "B"], [.. Enumerable.Range(0, 20).Select(n => $"tag {n}")]];
        foreach (var tags in Assert.Some(lists))
        {
            var (posted, read) = await RoundTripAsync(Body(tags: tags));

            Assert.Equal(tags, read["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
            Assert.Equal(posted.ToJsonString(), read.ToJsonString());
        }
    }

    [Fact]
    public async Task An_empty_description_is_returned_and_an_absent_one_is_left_out()
    {
        var (_, empty) = await RoundTripAsync(Body(description: ""));
        var (absentPosted, absent) = await RoundTripAsync(Body(description: null));

        Assert.Equal("", empty.Text("description"));
        Assert.False(absent.ContainsKey("description"));
        Assert.Equal(absentPosted.ToJsonString(), absent.ToJsonString());
    }

    [Fact]
    public async Task A_null_attribute_in_the_table_is_left_out_of_the_reply()
    {
        var product = await storefront.CreateAsync(description: "to be nulled");
        using var client = await LocalDynamoDb.ClientAsync();
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = storefront.TableName,
            Key = new() { ["pk"] = new($"PRODUCT#{product.Id}"), ["sk"] = new("PRODUCT") },
            UpdateExpression = "SET description = :null",
            ExpressionAttributeValues = new() { [":null"] = new() { NULL = true } },
        });

        var read = await (await storefront.Anonymous.GetAsync(product.Path)).JsonAsync();

        Assert.False(read.ContainsKey("description"));
        Assert.Equal("A product", read.Text("name"));
    }

    [Fact]
    public async Task A_GET_returns_the_same_bytes_as_the_reply_to_the_last_write()
    {
        var body = Body(description: "Plain, 50 % wool.");
        var posted = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products", body.ToJsonString()));
        var path = posted.Location();
        await ShouldReadAsync(path, posted);
        await ShouldReadAsync(path, await storefront.Admin.SendAsync(
            Send(HttpMethod.Put, path, Body(name: "Other").ToJsonString()).With("If-Match", posted.ETag())));
        await ShouldReadAsync(path, await storefront.Admin.SendAsync(
            Send(HttpMethod.Patch, path, """{"description": null, "tags": ["x"]}""", "application/merge-patch+json")));
        await ShouldReadAsync(path, await storefront.Admin.SendAsync(Send(HttpMethod.Post, $"{path}/stock", """{"delta": 3}""")));
    }

    private async Task ShouldReadAsync(string path, HttpResponseMessage written)
    {
        Assert.True(written.IsSuccessStatusCode);
        var read = await storefront.Anonymous.GetAsync(path);

        Assert.Equal(await written.Content.ReadAsStringAsync(), await read.Content.ReadAsStringAsync());
        Assert.Equal(written.ETag(), read.ETag());
        Assert.Equal("application/json", read.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache", read.Header("Cache-Control"));
    }

    private async Task<(JsonObject Posted, JsonObject Read)> RoundTripAsync(JsonObject body)
    {
        var posted = await storefront.Admin.SendAsync(Send(HttpMethod.Post, "/products", body.ToJsonString()));
        var answer = await posted.Content.ReadAsStringAsync();
        Assert.True(posted.StatusCode == HttpStatusCode.Created, answer);
        var read = await storefront.Anonymous.GetAsync(posted.Location());
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(posted.ETag(), read.ETag());
        return (JsonNode.Parse(answer)!.AsObject(), await read.JsonAsync());
    }

    private static JsonObject Body(
        string name = "Lamp", string? description = "Bright.", long amount = 100, long stock = 5, params string[] tags) => new()
        {
            ["name"] = name,
            ["description"] = description,
            ["category"] = "json",
            ["price"] = new JsonObject { ["amount"] = amount, ["currency"] = "EUR" },
            ["stock"] = stock,
            ["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]),
        };
}
