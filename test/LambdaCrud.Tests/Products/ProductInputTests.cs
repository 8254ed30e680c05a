using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

public class ProductInputTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(0, false)]
    [InlineData(201, false)]
    public void The_name_of_a_product_has_1_to_200_characters(int length, bool valid) =>
        Expect(valid, "#/name length", body => body["name"] = new string('a', length));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void An_emoji_counts_as_one_character(int length, bool valid) =>
        Expect(valid, "#/name length", body => body["name"] = string.Concat(Enumerable.Repeat("😀", length)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(4000, true)]
    [InlineData(4001, false)]
    public void A_description_has_at_most_4000_characters(int length, bool valid) =>
        Expect(valid, "#/description length", body => body["description"] = new string('ü', length));

    [Theory]
    [InlineData("a", true)]
    [InlineData("home-and-garden-2", true)]
    [InlineData("--", true)]
    [InlineData("", false)]
    [InlineData("Kitchen", false)]
    [InlineData("küche", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("a_b", false)]
    public void A_category_has_only_a_to_z_0_to_9_and_hyphens(string category, bool valid) =>
        Expect(valid, "#/category pattern", body => body["category"] = category);

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void A_category_has_at_most_50_characters(int length, bool valid) =>
        Expect(valid, "#/category pattern", body => body["category"] = new string('a', length));

    [Theory]
    [InlineData("0", true)]
    [InlineData("9999999999", true)]
    [InlineData("-1", false)]
    [InlineData("10000000000", false)]
    public void The_amount_of_a_price_is_0_to_9999999999(string amount, bool valid) =>
        Expect(valid, "#/price/amount range", body => body["price"]!["amount"] = JsonNode.Parse(amount));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    [InlineData("\"5\"")]
    [InlineData("true")]
    [InlineData("[5]")]
    public void The_amount_of_a_price_is_a_whole_number_without_fraction_and_exponent(string amount) =>
        Expect(false, "#/price/amount wrong-type", body => body["price"]!["amount"] = JsonNode.Parse(amount));

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("ZWG", true)]
    [InlineData("eur", false)]
    [InlineData("EURO", false)]
    [InlineData("", false)]
    [InlineData("ZZZ", false)]
    [InlineData("DEM", false)]
    [InlineData("BGN", false)]
    [InlineData("XXX", false)]
    public void The_currency_of_a_price_is_a_code_of_ISO_4217(string currency, bool valid) =>
        Expect(valid, "#/price/currency currency", body => body["price"]!["currency"] = currency);

    [Theory]
    [InlineData("0", true)]
    [InlineData("1000000000", true)]
    [InlineData("-1", false)]
    [InlineData("1000000001", false)]
    public void The_stock_of_a_product_is_0_to_1000000000(string stock, bool valid) =>
        Expect(valid, "#/stock range", body => body["stock"] = JsonNode.Parse(stock));

    [Theory]
    [InlineData(0, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void A_product_has_at_most_20_tags(int count, bool valid) =>
        Expect(valid, "#/tags length", body => body["tags"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => JsonValue.Create("t"))]));

    [Theory]
    [InlineData(1, true)]
    [InlineData(40, true)]
    [InlineData(0, false)]
    [InlineData(41, false)]
    public void A_tag_has_1_to_40_characters(int length, bool valid) =>
        Expect(valid, "#/tags/1 length", body => body["tags"] = new JsonArray("ok", new string('t', length)));

    [Theory]
    [InlineData("name")]
    [InlineData("category")]
    [InlineData("price")]
    [InlineData("stock")]
    public void Name_category_price_and_stock_are_required_and_must_not_be_null(string member)
    {
        Expect(false, $"#/{member} required", body => body.Remove(member));
        Expect(false, $"#/{member} required", body => body[member] = null);
    }

    [Theory]
    [InlineData("description")]
    [InlineData("tags")]
    public void Description_and_tags_may_be_absent_or_null(string member)
    {
        Expect(true, "", body => body.Remove(member));
        Expect(true, "", body => body[member] = null);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("version")]
    [InlineData("Name")]
    [InlineData("na\u0000me")]
    public void The_error_of_an_unknown_member_points_to_its_object_and_does_not_name_it(string member) =>
        Expect(false, "# unknown-member", body => body[member] = 1);

    [Fact]
    public void The_error_of_an_unknown_member_of_the_price_points_to_the_price() =>
        Expect(false, "#/price unknown-member", body => body["price"]!["cents"] = 1);

    [Theory]
    [InlineData("""{"name":"a","name":"b","category":"c","price":{"amount":1,"currency":"EUR"},"stock":1}""", "#/name duplicate")]
    [InlineData("""{"name":null,"name":"b","category":"c","price":{"amount":1,"currency":"EUR"},"stock":1}""", "#/name duplicate")]
    [InlineData("""{"name":"a","category":"c","price":{"amount":1,"amount":2,"currency":"EUR"},"stock":1}""", "#/price/amount duplicate")]
    [InlineData("""{"na\u006de":"a","name":"b","category":"c","price":{"amount":1,"currency":"EUR"},"stock":1}""", "#/name duplicate")]
    public void A_member_that_is_given_twice_is_refused(string body, string error) => Assert.Contains(error, Errors(body));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("1")]
    public void A_product_that_is_not_an_object_is_refused(string body) => Assert.Equal(["# wrong-type"], Errors(body));

    [Fact]
    public void The_check_of_a_product_names_all_errors() =>
        Assert.Equal(
            [
                "#/category pattern", "#/description wrong-type", "#/name length", "#/price/amount wrong-type", "#/price/currency required",
                "#/stock required", "#/tags/0 length", "#/tags/2 wrong-type",
            ],
            Errors("""{"name":"","description":7,"category":"A","price":{"amount":"1"},"tags":["","ok",null]}""").Order(StringComparer.Ordinal));

    [Fact]
    public void The_check_of_a_product_names_at_most_50_errors() =>
        Assert.Equal(50, Errors($$"""{"tags":[{{string.Join(',', Enumerable.Repeat("1", 10_000))}}]}""").Length);

    [Fact]
    public async Task Each_error_in_a_reply_has_a_pointer_a_code_and_a_detail()
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);

        var response = await api.Create("""{"name":"Mug","category":"kitchen","price":{"amount":-1,"currency":"EUR"},"stock":1}""");

        Assert.Equal(400, response.StatusCode);
        Assert.Equal("invalid-body", response.Problem());
        Assert.Equal(
            """[{"pointer":"#/price/amount","code":"range","detail":"Must be 0 to 9999999999."}]""",
            response.Json()["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task The_reply_and_the_log_repeat_nothing_from_an_invalid_body()
    {
        using var wire = new WireDynamoDb();
        var api = new TestApi(wire);

        var response = await api.Create("""{"secret-name":"secret-value","name":["secret-item"],"category":"Secret Category"}""");

        Assert.Equal(400, response.StatusCode);
        Assert.Lacks("secret", response.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Lacks("secret", api.Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_description_may_contain_control_characters() =>
        Expect(true, "", body => body["description"] = "\u0000\u0001\t\n\u007f\u2028\"\\");

    private static void Expect(bool valid, string error, Action<JsonObject> change)
    {
        var body = JsonNode.Parse(TestApi.ValidBody)!.AsObject();
        change(body);
        Assert.Equal(valid ? [] : [error], Errors(body.ToJsonString()));
    }

    private static string[] Errors(string body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. BodyContract.Check(document.RootElement, ApiJson.Default.ProductInput).Select(
            error => string.Create(CultureInfo.InvariantCulture, $"{error.JsonPointer} {error.Code}"))];
    }
}
