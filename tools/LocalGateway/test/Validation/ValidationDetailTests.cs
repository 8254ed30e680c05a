namespace LocalGateway.Tests.Validation;

public sealed class ValidationDetailTests
{
    [Theory]
    [InlineData("{}", "object")]
    [InlineData("[]", "array")]
    [InlineData("1", "integer")]
    [InlineData("1.5", "number")]
    [InlineData("true", "boolean")]
    [InlineData("null", "null")]
    public async Task A_type_error_names_the_type_of_the_value(string body, string type) =>
        Assert.Equal(
            $"[instance type ({type}) does not match any allowed primitive type (allowed: [\"string\"])]",
            await TestModels.ProblemAsync("""{"type":"string"}""", body));

    [Theory]
    [InlineData("string", "1", "string")]
    [InlineData("integer", "1.5", "integer")]
    [InlineData("number", "true", "integer\",\"number")]
    [InlineData("boolean", "1", "boolean")]
    [InlineData("object", "1", "object")]
    [InlineData("array", "1", "array")]
    [InlineData("null", "1", "null")]
    public async Task A_type_error_names_the_allowed_types(string type, string body, string allowed) =>
        Assert.EndsWith(
            $" does not match any allowed primitive type (allowed: [\"{allowed}\"])]",
            await TestModels.ProblemAsync($$"""{"type":"{{type}}"}""", body),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"number","multipleOf":0.5}""", "1.2", "[remainder of division is not zero (1.2 / 0.5)]")]
    [InlineData("""{"type":"integer","multipleOf":2}""", "3", "[remainder of division is not zero (3 / 2)]")]
    [InlineData(
        """{"type":"array","items":[{}],"additionalItems":false}""", "[1,2]", "[array has more elements than the schema allows]")]
    [InlineData(
        """{"maxProperties":1}""", """{"a":1,"b":2}""", "[object has too many properties (found 2 but schema requires at most 1)]")]
    [InlineData(
        """{"oneOf":[{"type":"null"},{"type":"object"}]}""", "1", "[instance failed to match exactly one schema (matched 0 out of 2)]")]
    [InlineData("""{"enum":[1,null,"a"]}""", "[]", """[instance value ([]) not found in enum (possible values: [1,null,"a"])]""")]
    public async Task A_validation_error_contains_the_limit_of_the_schema(string schema, string body, string error) =>
        Assert.Equal(error, await TestModels.ProblemAsync(schema, body));

    [Fact]
    public async Task All_errors_of_one_value_are_reported_in_one_message_per_error() =>
        Assert.Equal(
            """[string "abc" is too long (length: 3, maximum allowed: 2), ECMA 262 regex "^x" does not match input string "abc"]""",
            await TestModels.ProblemAsync("""{"type":"string","maxLength":2,"pattern":"^x"}""", "\"abc\""));

    [Fact]
    public async Task An_error_of_an_item_is_reported_if_the_items_have_alternatives_too() =>
        Assert.Equal(
            "[instance failed to match at least one required schema among 2]",
            await TestModels.ProblemAsync("""{"type":"array","items":{"anyOf":[{"type":"null"},{"type":"string"}]}}""", "[null,1]"));

    [Theory]
    [InlineData("""{"$ref":"#/definitions/Other","type":"integer"}""", "\"a\"", true)]
    [InlineData("""{"$ref":"#/definitions/Other","type":"integer"}""", "1", false)]
    public async Task Keywords_next_to_a_reference_have_no_effect(string schema, string body, bool isValid)
    {
        await using var gateway = await TestModels.StartAsync($$"""{"Model":{{schema}},"Other":{"type":"string"} }""");

        Assert.Equal(isValid, await gateway.ProblemAsync(body) is null);
    }

    [Theory]
    [InlineData("""{"items":[{"minItems":2},{"type":"string"}]}""", "[[],\"a\"]", true)]
    [InlineData("""{"items":[{"minItems":2},{"type":"string"}]}""", "[[],1]", false)]
    [InlineData("""{"allOf":[{"minItems":2}]}""", "[]", true)]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"array","maxItems":0}]}""", "[1]", true)]
    [InlineData("""{"not":{"type":"array","minItems":2}}""", "[]", false)]
    [InlineData("""{"additionalProperties":{"minItems":2}}""", """{"a":[]}""", true)]
    [InlineData("""{"patternProperties":{"^a":{"minItems":2}}}""", """{"a":[]}""", true)]
    [InlineData("""{"additionalProperties":true}""", """{"a":1}""", true)]
    public async Task Only_the_keywords_that_API_Gateway_enforces_have_an_effect_in_nested_schemas(
        string schema, string body, bool isValid) =>
        Assert.Equal(isValid, await TestModels.ProblemAsync(schema, body) is null);

    [Theory]
    [InlineData("#/definitions/Price")]
    [InlineData("#/components/schemas/Price")]
    public async Task A_reference_in_a_list_of_alternatives_leads_to_a_model(string reference)
    {
        await using var gateway = await TestModels.StartAsync(
            $$"""{"Model":{"oneOf":[{"type":"null"},{"$ref":"{{reference}}"}]},"Price":{"type":"object","required":["amount"]} }""");

        Assert.Null(await gateway.ProblemAsync("""{"amount":1}"""));
        Assert.NotNull(await gateway.ProblemAsync("{}"));
    }

    [Theory]
    [InlineData("""{"Model":{"items":[{"pattern":"["}]}}""", "The model Model has a pattern that is not a regular expression: [")]
    [InlineData("""{"Model":{},"Other":{"not":{"pattern":")"}}}""", "The model Other has a pattern that is not a regular expression: )")]
    [InlineData(
        """{"Model":{"patternProperties":{"^a":{"pattern":"["}}}}""", "The model Model has a pattern that is not a regular expression: [")]
    public async Task A_pattern_that_is_not_a_regular_expression_stops_the_start_wherever_it_is(string models, string message) =>
        Assert.StartsWith(
            message, (await Assert.ThrowsAsync<GatewayException>(() => TestModels.StartAsync(models))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_property_named_pattern_may_have_any_schema() =>
        Assert.Null(await TestModels.ProblemAsync(
            """{"properties":{"pattern":{"type":"string"},"patternProperties":{}}}""", """{"pattern":"["}"""));

    [Fact]
    public async Task The_error_for_a_pattern_that_takes_too_long_names_the_pattern() =>
        Assert.Equal(
            """[ECMA 262 regex "^(?=a)(a+)+$" takes too long]""",
            await TestModels.ProblemAsync("""{"type":"string","pattern":"^(?=a)(a+)+$"}""", $"\"{new string('a', 40_000)}!\""));

    [Theory]
    [InlineData("""{"x1":1,"y":2}""", """[object instance has properties which are not allowed by the schema: ["y"]]""")]
    [InlineData("""{"x1":1,"xy":2}""", null)]
    public async Task Only_the_properties_that_match_no_pattern_are_additional(string body, string? error) =>
        Assert.Equal(
            error,
            await TestModels.ProblemAsync("""{"type":"object","patternProperties":{"^x":{}},"additionalProperties":false}""", body));

    [Fact]
    public async Task An_error_below_a_property_that_matches_a_pattern_is_reported_once() =>
        Assert.Equal(
            """[instance type (string) does not match any allowed primitive type (allowed: ["integer"])]""",
            await TestModels.ProblemAsync(
                """{"patternProperties":{"^x":{"type":"integer"}},"additionalProperties":{"type":"boolean"}}""", """{"x":"s","b":true}"""));

    [Theory]
    [InlineData("99999999999999999999", """[instance value (9223372036854775807) not found in enum (possible values: [1])]""")]
    [InlineData("-99999999999999999999", """[instance value (-9223372036854775808) not found in enum (possible values: [1])]""")]
    public async Task An_integer_beyond_64_bits_is_the_largest_or_smallest_integer_for_the_validator(string body, string error) =>
        Assert.Equal(error, await TestModels.ProblemAsync("""{"enum":[1]}""", body));

    [Theory]
    [InlineData("1", 380, true)]
    [InlineData("1", 400, false)]
    [InlineData("-1", 400, false)]
    [InlineData("""{"a":[1""", 400, false)]
    public async Task A_body_with_an_integer_of_400_digits_gets_400(string start, int digits, bool isAccepted)
    {
        var end = start.StartsWith('{') ? "]}" : "";

        var problem = await TestModels.ProblemAsync("""{"type":["integer","object"]}""", start + new string('0', digits - 1) + end);

        Assert.Equal(isAccepted ? null : "[Unknown error parsing request body]", problem);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public async Task A_body_has_at_most_256_nested_levels(int levels, bool isAccepted) =>
        Assert.Equal(
            isAccepted, await TestModels.ProblemAsync("""{"type":"array"}""", new string('[', levels) + new string(']', levels)) is null);
}
