using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LambdaCrud.Idempotency;

namespace LambdaCrud.Tests.Idempotency;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":{"d":2,"c":3}}""", """ { "a" : {"c":3, "d":2}, "b":1 } """)]
    [InlineData("\"\\u0041\\/\\n\"", "\"A/\\u000a\"")]
    [InlineData("{\"\\u0061\":1}", "{\"a\":1}")]
    [InlineData("\"😀\"", "\"\\ud83d\\ude00\"")]
    [InlineData("100", "1e2", "1.00E+2", "1000e-1", "100.0", "0.1e003")]
    [InlineData("-1.5", "-15e-1", "-0.0015e3")]
    [InlineData("0", "-0", "0.00", "0e99", "-0.0E-7")]
    [InlineData("1e400", "10e399", "0.1e401")]
    [InlineData("1e999999999999999999999", "10e999999999999999999998")]
    public void Different_spellings_of_one_value_have_the_same_canonical_text(params string[] spellings) =>
        Assert.Single(spellings.Select(spelling => Write(spelling)).Distinct());

    [Theory]
    [InlineData("1", "\"1\"", "true", "[1]", "10", "-1", "0.1", "1e400", "1e-400")]
    [InlineData("{}", "[]", "null", "\"\"", "{\"\":{}}", "{\"a\":[]}", "{\"a\":{}}")]
    [InlineData("[1,2]", "[2,1]", "[1,[2]]", "[12]")]
    [InlineData("\"é\"", "\"e\u0301\"")]
    [InlineData("9007199254740992", "9007199254740993", "9007199254740992.1")]
    [InlineData("""{"a":1}""", """{"a":1,"b":null}""", """{"b":1}""", """{"a":1,"a":1}""")]
    public void Different_values_have_different_canonical_texts(params string[] values) =>
        Assert.Equal(values.Length, values.Select(value => Write(value)).Distinct().Count());

    [Fact]
    public void A_number_keeps_its_spelling_if_its_exponent_has_more_than_30_digits()
    {
        var longest = new string('9', 30);

        Assert.Equal($"1e{longest}", Write($"1E+00{longest}"));
        Assert.Equal($"1E+00{longest}9", Write($"1E+00{longest}9"));
    }

    [Fact]
    public void A_null_member_can_count_as_absent_but_a_null_item_cannot()
    {
        Assert.Equal("""{"b":[null]}""", Write("""{"a":null,"b":[null]}""", keepNulls: false));
        Assert.Equal("""{"a":null,"b":[null]}""", Write("""{"b":[null],"a":null}"""));
    }

    [Property(MaxTest = 1_000, Arbitrary = [typeof(Values)])]
    public void Every_spelling_of_a_generated_value_has_the_same_canonical_text(JsonValueOf value, int seed) =>
        Assert.Equal(Write(value.Node.ToJsonString()), Write(Spell(value.Node, new Random(seed))));

    [Property(MaxTest = 1_000, Arbitrary = [typeof(Values)])]
    public void Two_generated_values_have_the_same_canonical_text_if_and_only_if_they_are_equal(JsonValueOf one, JsonValueOf other) =>
        Assert.Equal(JsonNode.DeepEquals(one.Node, other.Node), Write(one.Node.ToJsonString()) == Write(other.Node.ToJsonString()));

    [Property(MaxTest = 1_000, Arbitrary = [typeof(Values)])]
    public void The_canonical_text_of_a_value_parses_to_the_same_value(JsonValueOf value) =>
        Assert.True(JsonNode.DeepEquals(value.Node, JsonNode.Parse(Write(value.Node.ToJsonString()))));

    private static string Write(string json, bool keepNulls = true)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalJson.Write(document.RootElement, keepNulls);
    }

    /// <summary>Writes a value with a different member order, blanks, escapes and other forms of its numbers.</summary>
    private static string Spell(JsonNode? node, Random random) => Blank(random) + (node switch
    {
        null => "null",
        JsonObject members => $"{{{string.Join(',', members
            .OrderBy(_ => random.Next())
            .Select(member => $"{Blank(random)}{Spell(member.Key, random)}{Blank(random)}:{Spell(member.Value, random)}"))}{Blank(random)}}}",
        JsonArray items => $"[{string.Join(',', items.Select(item => Spell(item, random)))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Spell(value.GetValue<string>(), random),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Spell(value.GetValue<long>(), random),
        _ => node.ToJsonString(),
    }) + Blank(random);

    private static string Spell(string text, Random random)
    {
        var result = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            var plain = rune.ToString();
            if (random.Next(2) == 0 || plain is "\"" or "\\" || rune.Value < ' ')
                result.AppendJoin("", plain.Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")));
            else
                result.Append(plain);
        }

        return result.Append('"').ToString();
    }

    private static string Spell(long number, Random random) => random.Next(4) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{number}.0"),
        1 when number != 0 => string.Create(CultureInfo.InvariantCulture, $"{number}00E-2"),
        2 => string.Create(CultureInfo.InvariantCulture, $"{number}e+0"),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static string Blank(Random random) => random.Next(3) switch { 0 => " ", 1 => "\r\n\t", _ => "" };

    public sealed record JsonValueOf(JsonNode Node)
    {
        public override string ToString() => Node.ToJsonString();
    }

    /// <summary>Small values from few names and texts, so that two of them are sometimes equal.</summary>
    public static class Values
    {
        private static readonly Gen<string> Texts = Gen.Elements("", "a", "b", "é", "😀", "\"", "\\", "\n", "a\u0000b");

        private static readonly Gen<JsonNode?> Leaves = Gen.OneOf(
            Texts.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Elements(0L, 1, -1, 10, 100, long.MaxValue).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Constant((JsonNode?)null));

        public static Arbitrary<JsonValueOf> Any() => Arb.From(
            from depth in Gen.Choose(0, 3)
            from value in Value(depth)
            where value is not null
            select new JsonValueOf(value));

        private static Gen<JsonNode?> Value(int depth) => depth == 0 ? Leaves : Gen.OneOf(Leaves, Arrays(depth), Objects(depth));

        private static Gen<JsonNode?> Arrays(int depth) =>
            from items in Value(depth - 1).ListOf().Resize(3)
            select (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]);

        private static Gen<JsonNode?> Objects(int depth) =>
            from names in Texts.ListOf().Resize(3)
            from values in Value(depth - 1).ListOf(names.Count)
            select (JsonNode?)new JsonObject(names.Distinct().Select((name, i) => KeyValuePair.Create(name, values[i]?.DeepClone())));
    }
}
