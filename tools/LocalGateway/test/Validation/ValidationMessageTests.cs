namespace LocalGateway.Tests.Validation;

public sealed class ValidationMessageTests
{
    [Theory]
    [InlineData("""{"type":"object","required":["b","a"]}""", "{}", """[object has missing required properties (["a","b"])]""")]
    [InlineData("""{"type":"number"}""", "\"x\"", """[instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]""")]
    [InlineData("""{"type":["string","null"]}""", "[]", """[instance type (array) does not match any allowed primitive type (allowed: ["null","string"])]""")]
    [InlineData("""{"enum":["dog","cat"]}""", "\"bird\"", """[instance value ("bird") not found in enum (possible values: ["dog","cat"])]""")]
    [InlineData("""{"type":"integer","minimum":25}""", "10", "[numeric instance is lower than the required minimum (minimum: 25, found: 10)]")]
    [InlineData("""{"type":"number","maximum":0.5}""", "0.75", "[numeric instance is greater than the required maximum (maximum: 0.5, found: 0.75)]")]
    [InlineData("""{"type":"number","maximum":3,"exclusiveMaximum":true}""", "3", "[numeric instance is not strictly lower than the required maximum 3]")]
    [InlineData("""{"type":"string","minLength":2}""", "\"a\"", """[string "a" is too short (length: 1, required minimum: 2)]""")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"abc\"", """[string "abc" is too long (length: 3, maximum allowed: 2)]""")]
    [InlineData("""{"type":"string","pattern":"^a$"}""", "\"b\"", """[ECMA 262 regex "^a$" does not match input string "b"]""")]
    [InlineData("""{"type":"array","uniqueItems":true}""", "[1,1]", "[array must not contain duplicate elements]")]
    [InlineData("""{"type":"object","additionalProperties":false}""", """{"b":1,"a":2}""", """[object instance has properties which are not allowed by the schema: ["a","b"]]""")]
    [InlineData("""{"type":"object","minProperties":2}""", """{"b":1}""", "[object has too few properties (found 1 but schema requires at least 2)]")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1", "[instance failed to match exactly one schema (matched 2 out of 2)]")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"string"}]}""", "null", "[instance failed to match at least one required schema among 2]")]
    [InlineData("""{"allOf":[{"type":"integer"},{"type":"string"}]}""", "1", "[instance failed to match all required schemas (matched only 1 out of 2)]")]
    [InlineData("""{"not":{"type":"integer"}}""", "1", "[instance matched a schema which it should not have]")]
    public async Task A_validation_error_has_the_message_of_API_Gateway(string schema, string body, string error) =>
        Assert.Equal(error, await TestModels.ProblemAsync(schema, body));

    [Fact]
    public async Task Errors_at_different_places_of_a_body_are_all_reported() =>
        Assert.Equal(
            """[instance type (string) does not match any allowed primitive type (allowed: ["integer"]), object has missing required properties (["c"])]""",
            await TestModels.ProblemAsync(
                """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"array","items":{"type":"object","required":["c"]}}}}""",
                """{"a":"x","b":[{"c":1},{}]}"""));

    [Fact]
    public async Task Errors_inside_an_object_that_is_invalid_itself_are_not_reported() =>
        Assert.Equal(
            """[object has missing required properties (["z"])]""",
            await TestModels.ProblemAsync("""{"type":"object","required":["z"],"properties":{"a":{"type":"integer"}}}""", """{"a":"x"}"""));

    [Fact]
    public async Task A_value_that_is_not_an_object_gets_no_error_about_required_properties() =>
        Assert.Equal(
            """[instance type (array) does not match any allowed primitive type (allowed: ["object"])]""",
            await TestModels.ProblemAsync("""{"type":"object","required":["a"]}""", "[]"));

    [Fact]
    public async Task The_keyword_required_without_a_type_accepts_a_value_that_is_not_an_object()
    {
        Assert.Null(await TestModels.ProblemAsync("""{"required":["a"]}""", "[]"));
        Assert.Equal("""[object has missing required properties (["a"])]""", await TestModels.ProblemAsync("""{"required":["a"]}""", "{}"));
    }

    [Theory]
    [InlineData("""{"a.b":{"c":1},"a":{"b":{"c":"x"}}}""")]
    [InlineData("""{"[0]":1,"":{"":2},"#/":3,".":4,"a":{"":{"c":5}}}""")]
    public async Task A_property_name_may_contain_any_characters(string body)
    {
        var problem = await TestModels.ProblemAsync("""{"type":"object","additionalProperties":{"type":"array"}}""", body);

        Assert.StartsWith("[instance type (", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_most_100_of_a_million_errors_are_reported()
    {
        var problem = await TestModels.ProblemAsync(
            """{"type":"array","items":{"type":"string"}}""", $"[{string.Join(',', Enumerable.Repeat('1', 1_000_000))}]");

        Assert.Equal(100, problem!.Split("instance type (integer)").Length - 1);
    }
}
