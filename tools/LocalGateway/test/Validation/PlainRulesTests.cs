namespace LocalGateway.Tests.Validation;

/// <summary>What the console and the record say about a body that does not fit its model.</summary>
public sealed class PlainRulesTests
{
    private const string Schema = """
        {
          "type": "object",
          "required": ["name", "size"],
          "additionalProperties": false,
          "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 5, "pattern": "^[a-z]*$"},
            "size": {"type": "number", "minimum": 1, "maximum": 9, "multipleOf": 2},
            "kind": {"enum": ["a", "b", 3]},
            "free": {"type": "object", "additionalProperties": {"type": "string", "minLength": 2}},
            "either": {"oneOf": [{"type": "string"}, {"type": "boolean"}]},
            "tags": {"type": "array", "uniqueItems": true, "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "maximum": 5, "exclusiveMaximum": true}}}}
          }
        }
        """;

    [Theory]
    [InlineData("""{}""", "the properties name, size are missing")]
    [InlineData("""{"name": "a"}""", "the property size is missing")]
    [InlineData("""[]""", "the body must be of the type object")]
    [InlineData("""{"name": "", "size": 2}""", "name must not be empty")]
    [InlineData("""{"name": "abcdef", "size": 2}""", "name must have at most 5 characters")]
    [InlineData("""{"name": "A", "size": 2}""", "name must match the pattern ^[a-z]*$")]
    [InlineData("""{"name": 1, "size": "2"}""", "name must be of the type string; size must be of the type number")]
    [InlineData("""{"name": "a", "size": 0}""", "size must be at least 1")]
    [InlineData("""{"name": "a", "size": 10}""", "size must be at most 9")]
    [InlineData("""{"name": "a", "size": 3}""", "size must be a multiple of 2")]
    [InlineData("""{"name": "a", "size": 2, "kind": "secret"}""", "kind must be one of \"a\", \"b\", 3")]
    [InlineData("""{"name": "a", "size": 2, "secret": 1}""", "the body has a property that the model does not allow (allowed: name, size, kind, free, either, tags)")]
    [InlineData("""{"name": "a", "size": 2, "free": {"secret": "x"}}""", "free.… must have at least 2 characters")]
    [InlineData("""{"name": "a", "size": 2, "either": 5}""", "either must fit exactly one of the schemas in oneOf")]
    [InlineData("""{"name": "a", "size": 2, "tags": [{"id": 1}, {}]}""", "the property id is missing in tags[1]")]
    [InlineData("""{"name": "a", "size": 2, "tags": [{"id": 5}]}""", "tags[0].id must be less than 5")]
    [InlineData("""{"name": "a", "size": 2, "tags": [{"id": 1}, {"id": 1}]}""", "tags must not have equal items")]
    [InlineData("""{"name": 1, "size": "", "kind": 1, "tags": 1}""", "name must be of the type string; size must be of the type number; kind must be one of \"a\", \"b\", 3; and more")]
    [InlineData("""{"name": """, "it is not JSON")]
    public async Task A_refused_body_is_explained_with_the_place_and_with_what_the_model_wants(string body, string said)
    {
        await using var gateway = await TestModels.StartAsync($$"""{"Model":{{Schema}}}""");

        Assert.NotNull(await gateway.ProblemAsync(body));

        Assert.EndsWith($": the body does not fit the model Model: {said}", gateway.Log.All[^1], StringComparison.Ordinal);
        Assert.Lacks("secret", gateway.Log.All[^1], StringComparison.Ordinal);
    }
}
