using System.Text.Json;
using System.Text.Json.Nodes;
using Studio.Data;

namespace Studio.Tests.Data;

public sealed class ItemTests
{
    // The examples follow the DynamoDB Developer Guide: names and texts in UTF-8, one byte for two digits and one more, three bytes for a
    // list or a map and one for each element.
    [Theory]
    [InlineData("""{"id":{"S":"abc"}}""", 5)]
    [InlineData("""{"é":{"S":"€"}}""", 5)]
    [InlineData("""{"n":{"N":"12345"}}""", 5)]
    [InlineData("""{"n":{"N":"1200"}}""", 3)]
    [InlineData("""{"n":{"N":"0"}}""", 2)]
    [InlineData("""{"n":{"N":"-0.0050"}}""", 3)]
    [InlineData("""{"n":{"N":"1E+20"}}""", 3)]
    [InlineData("""{"b":{"B":"AAECAw=="}}""", 5)]
    [InlineData("""{"t":{"BOOL":true}}""", 2)]
    [InlineData("""{"t":{"NULL":true}}""", 2)]
    [InlineData("""{"s":{"SS":["ab","c"]}}""", 4)]
    [InlineData("""{"s":{"NS":["1","222"]}}""", 6)]
    [InlineData("""{"l":{"L":[]}}""", 4)]
    [InlineData("""{"l":{"L":[{"S":"a"},{"BOOL":false}]}}""", 8)]
    [InlineData("""{"m":{"M":{"k":{"S":"v"}}}}""", 7)]
    public void The_size_of_an_item_follows_the_rules_of_DynamoDB(string item, int size) =>
        Assert.Equal(size, ItemSize.Of(JsonNode.Parse(item)!.AsObject()));

    [Theory]
    [InlineData("""{"a":{"S":"<b>"}}""")]
    [InlineData("""{"a":{"N":"12345678901234567890.123456789"}}""")]
    [InlineData("""{"a":{"B":"AAE="}}""")]
    [InlineData("""{"a":{"BOOL":false},"b":{"NULL":true}}""")]
    [InlineData("""{"a":{"SS":["x","y"]},"b":{"NS":["1.5","2"]},"c":{"BS":["AA=="]}}""")]
    [InlineData("""{"a":{"L":[{"S":"x"},{"NS":["1"]},{"L":[]}]},"b":{"M":{"c":{"B":"AA=="},"d":{"M":{}}}}}""")]
    public void An_item_comes_back_from_plain_JSON_with_all_its_types(string item)
    {
        var before = JsonNode.Parse(item)!.AsObject();

        var after = PlainItem.Read(PlainItem.Write(before), before);

        Assert.Equal(item, after.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void A_number_in_plain_JSON_keeps_all_its_digits() =>
        Assert.Contains("12345678901234567890.10", PlainItem.Write(JsonNode.Parse("""{"a":{"N":"12345678901234567890.10"}}""")!.AsObject()), StringComparison.Ordinal);

    [Fact]
    public void A_new_attribute_gets_the_type_that_JSON_says() => Assert.Equal(
        """{"a":{"L":[{"S":"x"}]},"b":{"N":"1"}}""", PlainItem.Read("""{"a":["x"],"b":1}""", before: null).ToJsonString());

    [Theory]
    [InlineData("[1]", "The item must be a JSON object.")]
    [InlineData("""{"a":[]}""", "a is a set, and a set cannot be empty. Remove the attribute instead.")]
    [InlineData("""{"a":[1]}""", "a is a set of texts. Use DynamoDB JSON to change its type.")]
    [InlineData("""{"a":["x"],"a":["y"]}""", "Duplicate property")]
    public void Plain_JSON_that_is_no_such_item_says_why(string text, string message)
    {
        var before = JsonNode.Parse("""{"a":{"SS":["x"]}}""")!.AsObject();

        var problem = Assert.ThrowsAny<JsonException>(() => PlainItem.Read(text, before));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }
}
