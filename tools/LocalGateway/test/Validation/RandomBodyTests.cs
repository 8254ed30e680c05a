using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Validation;

namespace LocalGateway.Tests.Validation;

public sealed class RandomBodyTests
{
    private const string Models = """
        {
          "Model": {
            "type": "object",
            "required": ["a", "b"],
            "maxProperties": 4,
            "properties": {
              "a": { "type": "integer", "minimum": 0, "maximum": 9 },
              "b": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/definitions/Model" } },
              "c": { "oneOf": [{ "type": "null" }, { "$ref": "#/definitions/Model" }] },
              "a.b": { "anyOf": [{ "type": "string", "minLength": 1 }, { "type": "number", "multipleOf": 2 }] },
              "['d']": { "type": "array", "items": [{ "enum": ["x", 1, null] }], "additionalItems": false }
            },
            "patternProperties": { "^x": { "not": { "type": "string" } } },
            "additionalProperties": { "allOf": [{ "type": ["string", "object"] }, { "pattern": "^[a-z]*$" }] }
          }
        }
        """;

    private static readonly string[] Names = ["a", "b", "c", "a.b", "['d']", "x1", "", "[0]", "#/", "e\nf"];
    private static readonly string[] Texts = ["", "x", "abc", "2026-03-04T12:00:00Z", "\ud83d\ude00"];
    private static readonly string[] Numbers = ["0", "-0", "1.5", "1e400", "-1e-400", "99999999999999999999", "1E2"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_random_body_is_valid_or_gets_an_error_message(int seed)
    {
        var model = ModelSchema.CompileAll(new()
        {
            LogicalId = "Api",
            ApiId = "abcdefghij",
            Stage = new() { Name = "prod" },
            Models = JsonNode.Parse(Models)!.AsObject(),
        })["Model"];
        var random = new Random(seed);
        var (isAnyValid, isAnyRefused) = (false, false);
        for (var round = 0; round < 5_000; round++)
        {
            var problem = model.Problem(Encoding.UTF8.GetBytes(Value(random, depth: 4)));
            isAnyValid |= problem is null;
            isAnyRefused |= problem is not null;
            Assert.True(problem?.Error is null or ['[', _, .., ']'], problem?.Error);
        }

        Assert.True(isAnyValid && isAnyRefused);
    }

    private static string Value(Random random, int depth) => random.Next(depth == 0 ? 4 : 8) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => Numbers[random.Next(Numbers.Length)],
        3 => JsonValue.Create(Texts[random.Next(Texts.Length)]).ToJsonString(),
        4 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        5 => """{"a":7,"b":[]}""",
        _ => "{" + string.Join(",\n", Enumerable.Range(0, random.Next(5)).Select(_ => $"{Name(random)}:{Value(random, depth - 1)}")) + "}",
    };

    private static string Name(Random random) => JsonValue.Create(Names[random.Next(Names.Length)]).ToJsonString();
}
