namespace LocalGateway.Tests.Validation;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":"integer"}""", "1", "1.5")]
    [InlineData("""{"type":"number"}""", "1.5", "true")]
    [InlineData("""{"type":"boolean"}""", "false", "0")]
    [InlineData("""{"type":"array"}""", "[]", "{}")]
    [InlineData("""{"type":"null"}""", "null", "0")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"enum":["a","b",null]}""", "null", "\"c\"")]
    [InlineData("""{"pattern":"^[a-z]+$"}""", "\"abc\"", "\"abc1\"")]
    [InlineData("""{"type":"integer","minimum":3}""", "3", "2")]
    [InlineData("""{"type":"number","maximum":3}""", "3.0", "3.01")]
    [InlineData("""{"type":"number","maximum":3,"exclusiveMaximum":true}""", "2.99", "3")]
    [InlineData("""{"type":"number","maximum":3}""", "-1e400", "1e400")]
    [InlineData("""{"type":"integer","maximum":3}""", "-99999999999999999999", "99999999999999999999")]
    [InlineData("""{"type":"integer","minimum":-3}""", "9999999999999999999999999999999999999999", "-9999999999999999999999999999999999999999")]
    [InlineData("""{"type":"string"}""", "\"\\ud800\"", "1e400")]
    [InlineData("""{"type":"number","multipleOf":0.5}""", "1.5", "1.2")]
    [InlineData("""{"type":"string","minLength":2}""", "\"ab\"", "\"a\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"ab\"", "\"abc\"")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "[\"a\"]", "[\"a\",1]")]
    [InlineData("""{"type":"array","items":[{"type":"string"},{"type":"integer"}],"additionalItems":false}""", "[\"a\",1]", "[\"a\",1,2]")]
    [InlineData("""{"type":"array","uniqueItems":true}""", "[1,2]", "[1,1]")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}}}""", """{"a":1,"b":"x"}""", """{"a":"x"}""")]
    [InlineData("""{"type":"object","properties":{"a":{}},"additionalProperties":false}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"a":1}""", """{"a":"x"}""")]
    [InlineData("""{"type":"object","patternProperties":{"^x":{"type":"integer"}},"additionalProperties":false}""", """{"xa":1}""", """{"a":1}""")]
    [InlineData("""{"type":"object","minProperties":1}""", """{"a":1}""", "{}")]
    [InlineData("""{"type":"object","maxProperties":1}""", """{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"allOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]}]}""", """{"a":1,"b":2}""", """{"a":1}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "1", "1.5")]
    [InlineData("""{"oneOf":[{"type":"null"},{"type":"object"}]}""", "null", "1")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "\"a\"")]
    public async Task Keywords_of_JSON_Schema_draft_4_are_enforced(string schema, string good, string bad)
    {
        await using var gateway = await TestModels.StartAsync($$"""{"Model":{{schema}}}""");

        Assert.Null(await gateway.ProblemAsync(good));
        Assert.NotNull(await gateway.ProblemAsync(bad));
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"^(a+)+$"}""", "\"{0}!\"", "\"{0}\"")]
    [InlineData("""{"type":"array","items":{"type":"string","pattern":"^(?=a)(a+)+$"}}""", "[\"{0}!\",\"{0}!\"]", "[\"aaaa\"]")]
    [InlineData("""{"type":"object","patternProperties":{"^(?=a)(a+)+$":{"type":"integer"}}}""", "{\"{0}!\":1}", "{\"aaaa\":1}")]
    [InlineData("""{"patternProperties":{"^x":{"type":"string","pattern":"^(?=a)(a+)+$"}}}""", "{\"x\":\"{0}!\"}", "{\"x\":\"aaaa\"}")]
    public async Task A_pattern_that_runs_too_long_is_stopped_and_the_body_is_refused(string schema, string bad, string good)
    {
        await using var gateway = await TestModels.StartAsync($$"""{"Model":{{schema}}}""");

        Assert.Null(await gateway.ProblemAsync(good.Replace("{0}", new('a', 40_000), StringComparison.Ordinal)));
        Assert.NotNull(await gateway.ProblemAsync(bad.Replace("{0}", new('a', 40_000), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_property_that_matches_a_pattern_is_checked_with_its_schema_and_is_not_additional()
    {
        const string schema = """
            {
              "type": "object",
              "patternProperties": { "^x": { "type": "integer" }, "^o": { "$ref": "#/definitions/Model" } },
              "additionalProperties": { "type": "string", "pattern": "^s" }
            }
            """;
        await using var gateway = await TestModels.StartAsync($$"""{"Model":{{schema}}}""");

        Assert.Null(await gateway.ProblemAsync("""{"x":1,"y":"s","o":{"x":2,"y":"s"}}"""));
        Assert.Equal(
            """[instance type (string) does not match any allowed primitive type (allowed: ["integer"])]""",
            await gateway.ProblemAsync("""{"x":1,"o":{"x":"s"}}"""));
        Assert.Equal("""[ECMA 262 regex "^s" does not match input string "x"]""", await gateway.ProblemAsync("""{"o":{"o":{"y":"x"}}}"""));
    }

    [Theory]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"yesterday\"")]
    [InlineData("""{"type":"string","format":"email"}""", "\"nobody\"")]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"1\"")]
    [InlineData("""{"type":"integer","format":"int32"}""", "4294967296")]
    [InlineData("""{"type":"integer","minimum":3,"exclusiveMinimum":true}""", "3")]
    [InlineData("""{"type":"array","minItems":2}""", "[]")]
    [InlineData("""{"type":"array","maxItems":1}""", "[1,2]")]
    [InlineData("""{"type":"object","properties":{"a":{"readOnly":true}}}""", """{"a":1}""")]
    [InlineData("""{"type":"object","required":["a"],"discriminator":"a"}""", """{"a":"none"}""")]
    public async Task Keywords_that_API_Gateway_does_not_enforce_are_not_enforced(string schema, string body) =>
        Assert.Null(await TestModels.ProblemAsync(schema, body));

    [Fact]
    public async Task The_keywords_nullable_and_default_have_no_effect()
    {
        Assert.Equal(
            """[instance type (null) does not match any allowed primitive type (allowed: ["string"])]""",
            await TestModels.ProblemAsync("""{"type":"string","nullable":true}""", "null"));
        Assert.Equal(
            """[object has missing required properties (["a"])]""",
            await TestModels.ProblemAsync("""{"type":"object","required":["a"],"properties":{"a":{"default":1}}}""", "{}"));
    }

    [Fact]
    public async Task A_text_that_looks_like_a_date_is_validated_as_a_text() =>
        Assert.Null(await TestModels.ProblemAsync("""{"type":"string","maxLength":20}""", "\"2026-03-04T12:00:00Z\""));

    [Theory]
    [InlineData("#/definitions/")]
    [InlineData("#/components/schemas/")]
    public async Task A_model_can_refer_to_another_model(string prefix)
    {
        await using var gateway = await TestModels.StartAsync($$"""
            {
              "Model": { "type": "object", "required": ["price"], "properties": { "price": { "$ref": "{{prefix}}Money" } } },
              "Money": { "type": "object", "required": ["amount"], "properties": { "amount": { "type": "integer" } } }
            }
            """);

        Assert.Null(await gateway.ProblemAsync("""{"price":{"amount":1}}"""));
        Assert.Equal("""[object has missing required properties (["amount"])]""", await gateway.ProblemAsync("""{"price":{}}"""));
    }

    [Fact]
    public async Task Models_can_refer_to_each_other_recursively()
    {
        await using var gateway = await TestModels.StartAsync("""
            {
              "Model": { "type": "object", "required": ["name", "parent"], "properties": {
                "name": { "type": "string" },
                "parent": { "oneOf": [{ "type": "null" }, { "$ref": "#/definitions/Model" }] },
                "siblings": { "$ref": "#/definitions/Siblings" } } },
              "Siblings": { "type": "array", "items": { "$ref": "#/definitions/Model" } }
            }
            """);

        Assert.Null(
            await gateway.ProblemAsync("""{"name":"a","parent":{"name":"b","parent":null},"siblings":[{"name":"c","parent":null,"siblings":[]}]}"""));
        Assert.Equal(
            "[instance failed to match exactly one schema (matched 0 out of 2)]",
            await gateway.ProblemAsync("""{"name":"a","parent":{"name":"b"}}"""));
        Assert.Equal(
            """[object has missing required properties (["parent"])]""",
            await gateway.ProblemAsync("""{"name":"a","parent":null,"siblings":[{"name":"c"}]}"""));
    }

    [Fact]
    public async Task A_body_with_too_many_nested_levels_is_refused()
    {
        await using var gateway = await TestModels.StartAsync("""{"Model":{"type":"array","items":{"$ref":"#/definitions/Model"}}}""");

        Assert.Null(await gateway.ProblemAsync(new string('[', 256) + new string(']', 256)));
        Assert.Equal(
            "[Unknown error parsing request body]", await gateway.ProblemAsync(new string('[', 100_000) + new string(']', 100_000)));
    }

    [Fact]
    public async Task A_property_may_have_the_name_of_a_keyword()
    {
        Assert.Equal(
            """[object has missing required properties (["format"])]""",
            await TestModels.ProblemAsync("""{"type":"object","required":["format"],"properties":{"format":{"type":"string"},"pattern":{"type":"string"},"minItems":{}}}""", "{}"));
    }
}
