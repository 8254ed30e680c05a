using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaCrud.Http;
using LambdaCrud.Orders;
using LambdaCrud.Products;
using LambdaCrud.Tests.Support;
using NJsonSchema;

namespace LambdaCrud.Tests.Http;

/// <summary>
/// The contract shows each rule as JSON Schema. A client that checks its values with the schema is never stopped with a valid value, and is
/// stopped with an invalid one wherever JSON Schema has words for the rule.
/// </summary>
public class SchemaTests
{
    private static readonly RuleAttribute[] Rules =
    [
        .. from type in typeof(RuleAttribute).Assembly.GetTypes()
           from property in type.GetProperties()
           from rule in property.GetCustomAttributes<RuleAttribute>()
           select rule,
    ];

    private static readonly QueryParameter[] Parameters = [.. Declared.Routes.SelectMany(route => route.Query).Distinct()];

    [Fact]
    public void A_schema_of_a_rule_accepts_each_value_that_the_rule_accepts()
    {
        foreach (var rule in Assert.Some(Rules))
        {
            var schema = Schema(rule.Schema);
            var valid = Values(rule).Where(rule.Accepts).ToList();
            Assert.Every(valid, value => Assert.True(IsValid(schema, value.GetRawText()), $"{rule.Detail} {value}"));
        }
    }

    [Fact]
    public void A_schema_of_a_rule_refuses_each_value_that_the_rule_refuses_if_JSON_Schema_can_say_it()
    {
        foreach (var rule in Assert.Some(Rules.Where(rule => rule is not (IdAttribute or CurrencyCodeAttribute or DistinctProductsAttribute))))
        {
            var schema = Schema(rule.Schema);
            var invalid = Values(rule).Where(value => !rule.Accepts(value)).ToList();
            Assert.Every(invalid, value => Assert.False(IsValid(schema, value.GetRawText()), $"{rule.Detail} {value}"));
        }
    }

    [Theory]
    [InlineData("no-uuid")]
    [InlineData("0190163d8694739bbcc0b0d0a4d0b0")]
    public void A_schema_of_an_id_refuses_a_text_that_is_no_UUID(string text) => Assert.False(IsValid(Schema(new IdAttribute().Schema), JsonText(text)));

    [Theory]
    [InlineData("eur")]
    [InlineData("EU")]
    [InlineData("EURO")]
    [InlineData("EU1")]
    public void A_schema_of_a_currency_refuses_a_text_without_the_form_of_a_code(string text) =>
        Assert.False(IsValid(Schema(new CurrencyCodeAttribute().Schema), JsonText(text)));

    [Fact]
    public void A_schema_of_a_parameter_accepts_exactly_the_texts_that_the_parameter_accepts()
    {
        foreach (var parameter in Assert.Some(Parameters))
        {
            var schema = Schema(parameter.Schema);
            Assert.Every(
                Texts(parameter).Where(parameter.Accepts), text => Assert.True(IsValid(schema, Json(parameter, text)), $"{parameter.Name} {text}"));
            if (parameter is not CursorParameter)
            {
                Assert.Every(
                    Texts(parameter).Where(text => !parameter.Accepts(text)),
                    text => Assert.False(IsValid(schema, Json(parameter, text)), $"{parameter.Name} {text}"));
            }

            Assert.False(IsValid(schema, parameter is LimitParameter ? "true" : "1"), parameter.Name);
        }
    }

    [Fact]
    public void The_default_limit_in_the_schema_is_the_limit_of_a_request_without_one()
    {
        foreach (var limit in Assert.Some(Parameters.OfType<LimitParameter>()))
        {
            Assert.Equal(limit.Standard, limit.Schema["default"]);
            Assert.True(limit.Accepts(limit.Standard.ToString(CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void Each_parameter_has_a_sentence_for_the_contract_and_an_error_for_invalid_values()
    {
        foreach (var parameter in Assert.Some(Parameters))
        {
            Assert.EndsWith(".", parameter.Description, StringComparison.Ordinal);
            Assert.Equal(parameter is not CursorParameter, parameter.Code.Length > 0);
            Assert.Equal(parameter is not CursorParameter, parameter.Detail.Length > 0);
        }
    }

    [Fact]
    public void A_schema_of_a_format_and_of_fixed_texts_refuses_other_texts()
    {
        var (time, status) = (Schema(new FormatAttribute("date-time").Schema), Schema(new OneOfAttribute("on", "off").Schema));

        Assert.True(IsValid(time, "\"2026-01-31T12:00:00Z\""));
        Assert.False(IsValid(time, "\"yesterday\""));
        Assert.True(IsValid(status, "\"off\""));
        Assert.False(IsValid(status, "\"other\""));
    }

    private static IEnumerable<JsonElement> Values(RuleAttribute rule) => (rule switch
    {
        TextLengthAttribute length => Around(length.Min, length.Max).Select(count => JsonText(new string('x', (int)count))),
        ItemCountAttribute items => Around(items.Min, items.Max).Select(count => $"[{string.Join(',', Enumerable.Repeat("1", (int)count))}]"),
        WholeNumberAttribute number => Around(number.Min, number.Max, isCount: false).Select(value => $"{value}"),
        NotZeroAttribute => ["-1", "0", "1"],
        DistinctProductsAttribute => ["[]"],
        _ => Texts().Select(JsonText),
    }).Select(text => JsonElement.Parse(text));

    private static IEnumerable<long> Around(long min, long max, bool isCount = true) =>
        new[] { min - 1, min, max, max + 1 }.Where(number => !isCount || number >= 0);

    private static string[] Texts(QueryParameter parameter) => parameter switch
    {
        ChoiceParameter choice => [.. choice.Values, .. Texts()],
        LimitParameter limit => ["0", "1", $"{limit.Max}", $"{limit.Max + 1}", "-1", "1.5", "one", ""],
        _ => Texts(),
    };

    private static string[] Texts() =>
    [
        "", "a", "a-1", "A", "a b", "EUR", "eur", "ZZZ", new('a', 50), new('a', 51), Guid.CreateVersion7().ToString(),
        Guid.CreateVersion7().ToString().ToUpperInvariant(),
    ];

    // NJsonSchema does not know const. An enum of one value means the same.
    private static JsonSchema Schema(IReadOnlyDictionary<string, object> schema) => JsonSchema.FromJsonAsync(
        JsonSerializer.Serialize(schema).Replace("\"const\":0", "\"enum\":[0]", StringComparison.Ordinal)).GetAwaiter().GetResult();

    private static bool IsValid(JsonSchema schema, string json) => schema.Validate(json).Count == 0;

    private static string JsonText(string text) => JsonValue.Create(text).ToJsonString();

    /// <summary>The value of a query parameter as a client has it before it writes the URL.</summary>
    private static string Json(QueryParameter parameter, string text) =>
        parameter is LimitParameter && double.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : JsonText(text);
}
