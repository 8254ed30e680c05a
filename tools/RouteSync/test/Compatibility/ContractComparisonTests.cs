using System.Globalization;
using System.Text.Json.Nodes;
using RouteSync.Compatibility;

namespace RouteSync.Tests.Compatibility;

public sealed class ContractComparisonTests
{
    private const string Contract = """
        {
          "openapi": "3.1.1",
          "info": {"title": "Notes", "version": "1"},
          "paths": {
            "/notes/{id}": {
              "x-cors": {"methods": ["PUT"]},
              "put": {
                "operationId": "writeNote",
                "security": [{"Token": []}],
                "parameters": [
                  {"$ref": "#/components/parameters/Id"},
                  {"name": "draft", "in": "query", "schema": {"type": "boolean"}}
                ],
                "requestBody": {"content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/NoteInput"}},
                  "text/plain": {"schema": {"type": "string"}}
                }},
                "responses": {
                  "200": {
                    "description": "OK",
                    "headers": {"ETag": {"schema": {"type": "string"}}},
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Note"}},
                      "text/html": {"schema": {"type": "string"}}
                    }
                  },
                  "409": {"description": "No", "content": {"application/problem+json": {"schema": {"allOf": [
                    {"$ref": "#/components/schemas/Problem"},
                    {"type": "object", "properties": {"code": {"enum": ["full", "busy"]}, "free": {"type": "integer"}}}
                  ]}}}}
                }
              }
            }
          },
          "components": {
            "securitySchemes": {
              "Token": {"type": "http", "scheme": "bearer"},
              "Key": {"type": "apiKey", "in": "header", "name": "X-Key"}
            },
            "parameters": {"Id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "maxLength": 10}}},
            "schemas": {
              "NoteInput": {
                "type": "object",
                "properties": {
                  "text": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[a-z]*$"},
                  "color": {"type": ["string", "null"], "enum": ["red", "blue", null]},
                  "size": {"type": "number", "minimum": 0, "maximum": 9},
                  "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 5},
                  "parent": {"anyOf": [{"$ref": "#/components/schemas/NoteInput"}, {"type": "null"}]},
                  "place": {"anyOf": [{"type": "string", "maxLength": 5}, {"type": "integer"}, {"$ref": "#/components/schemas/NoteInput"}]}
                },
                "required": ["text"],
                "additionalProperties": false
              },
              "Note": {
                "type": "object",
                "properties": {
                  "id": {"type": "string", "format": "uuid"},
                  "text": {"type": "string", "maxLength": 100},
                  "color": {"type": "string", "enum": ["red", "blue"]},
                  "size": {"type": "integer"},
                  "place": {"oneOf": [{"type": "string", "maxLength": 5}, {"type": "integer"}]},
                  "parent": {"$ref": "#/components/schemas/Note"}
                },
                "required": ["id", "text"]
              },
              "Problem": {"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code"]}
            }
          }
        }
        """;

    private const string Operation = "#/paths/~1notes~1{id}/put";
    private const string Input = "#/components/schemas/NoteInput";
    private const string Output = "#/components/schemas/Note";

    private readonly JsonObject _released = JsonNode.Parse(Contract)!.AsObject();

    [Fact]
    public void The_same_contract_breaks_nothing() => Assert.Empty(ContractComparison.Compare(_released, _released));

    [Theory]
    [InlineData("#/paths/~1notes~1{id}", "null", Operation, "The operation is removed.")]
    [InlineData(Operation, "null", Operation, "The operation is removed.")]
    [InlineData(Operation + "/operationId", "\"putNote\"", Operation + "/operationId", "The name `writeNote` is removed.")]
    [InlineData(Operation + "/security", "[{\"Key\": []}]", Operation + "/security", "The operation needs other credentials.")]
    [InlineData(Operation + "/security", "[{\"Token\": [], \"Key\": []}]", Operation + "/security", "The operation needs other credentials.")]
    [InlineData("#/components/securitySchemes/Token/scheme", "\"basic\"", Operation + "/security", "The operation needs other credentials.")]
    [InlineData(Operation + "/parameters/1", "null", Operation + "/parameters/1", "The parameter `draft` is removed.")]
    [InlineData(Operation + "/parameters/1/name", "\"isDraft\"", Operation + "/parameters/1", "The parameter `draft` is removed.")]
    [InlineData(Operation + "/parameters/1/required", "true", Operation + "/parameters/1", "The parameter `draft` is now required.")]
    [InlineData(Operation + "/requestBody/required", "true", Operation + "/requestBody", "The body is now required.")]
    [InlineData(Operation + "/responses/200", "null", Operation + "/responses/200", "The answer 200 is removed.")]
    [InlineData(Operation + "/responses/200/headers/ETag", "null", Operation + "/responses/200/headers", "The header `ETag` of the answer 200 is removed.")]
    [InlineData(
        Operation + "/responses/200/content/text~1html",
        "null",
        Operation + "/responses/200/content/text~1html",
        "The media type `text/html` of the answer 200 is removed.")]
    [InlineData(
        Operation + "/requestBody/content/text~1plain",
        "null",
        Operation + "/requestBody/content/text~1plain",
        "The media type `text/plain` of the request is removed.")]
    [InlineData("#/components/parameters/Id/schema/maxLength", "5", "#/components/parameters/Id/schema", "The rule `maxLength` allows less than before.")]
    [InlineData(Input + "/properties/size", "null", Input + "/properties/size", "The member `size` is removed.")]
    [InlineData(Input + "/required", "[\"text\", \"size\"]", Input, "The member `size` is now required.")]
    [InlineData(Input + "/properties/color/type", "\"string\"", Input + "/properties/color", "The value can no longer be of the type null.")]
    [InlineData(Input + "/properties/color/enum", "[\"red\", null]", Input + "/properties/color", "The value can no longer be \"blue\".")]
    [InlineData(Input + "/properties/size/type", "\"integer\"", Input + "/properties/size", "The value can no longer be of the type number.")]
    [InlineData(Input + "/properties/size/minimum", "1", Input + "/properties/size", "The rule `minimum` allows less than before.")]
    [InlineData(Input + "/properties/size/maximum", "8", Input + "/properties/size", "The rule `maximum` allows less than before.")]
    [InlineData(Input + "/properties/size/multipleOf", "2", Input + "/properties/size", "The rule `multipleOf` is new.")]
    [InlineData(Input + "/properties/text/minLength", "2", Input + "/properties/text", "The rule `minLength` allows less than before.")]
    [InlineData(Input + "/properties/text/maxLength", "99", Input + "/properties/text", "The rule `maxLength` allows less than before.")]
    [InlineData(Input + "/properties/text/pattern", "\"^[a-f]*$\"", Input + "/properties/text", "The rule `pattern` is another one.")]
    [InlineData(Input + "/properties/text/format", "\"email\"", Input + "/properties/text", "The rule `format` is new.")]
    [InlineData(Input + "/properties/text/enum", "[\"a\"]", Input + "/properties/text", "The value must now be one of \"a\".")]
    [InlineData(Input + "/properties/tags/maxItems", "4", Input + "/properties/tags", "The rule `maxItems` allows less than before.")]
    [InlineData(Input + "/properties/tags/minItems", "1", Input + "/properties/tags", "The rule `minItems: 1` is new.")]
    [InlineData(Input + "/properties/tags/items/maxLength", "9", Input + "/properties/tags/items", "The rule `maxLength: 9` is new.")]
    [InlineData(
        Input + "/properties/parent",
        """{"$ref": "#/components/schemas/NoteInput"}""",
        Input + "/properties/parent",
        "The value can no longer be of the type null.")]
    [InlineData(Input + "/properties/place/anyOf/0/maxLength", "4", Input + "/properties/place/anyOf/0", "The value can no longer be this alternative.")]
    [InlineData(Input + "/properties/place", """{"type": "string"}""", Input + "/properties/place", "The value can no longer be of the type integer or object.")]
    [InlineData(Input + "/properties/text/anyOf", "[{\"maxLength\": 3}]", Input + "/properties/text", "The value must now be one of several alternatives.")]
    [InlineData(Input + "/properties/place/anyOf/1", "null", Input + "/properties/place/anyOf/1", "The value can no longer be this alternative.")]
    [InlineData(Output + "/properties/place/oneOf/0/maxLength", "6", Output + "/properties/place/oneOf/0", "The value can now be this alternative.")]
    [InlineData(Output + "/properties/size", "null", Output + "/properties/size", "The member `size` is removed.")]
    [InlineData(Output + "/required", "[\"id\"]", Output, "The member `text` is no longer required.")]
    [InlineData(Output + "/properties/text/type", "[\"string\", \"null\"]", Output + "/properties/text", "The value can now be of the type null.")]
    [InlineData(Output + "/properties/size/type", "\"number\"", Output + "/properties/size", "The value can now be of the type number.")]
    [InlineData(Output + "/properties/size/type", "null", Output + "/properties/size", "The value no longer has the type integer.")]
    [InlineData(Output + "/properties/color/enum", "[\"red\", \"blue\", \"green\"]", Output + "/properties/color", "The value can now be \"green\".")]
    [InlineData(Output + "/properties/color/enum", "null", Output + "/properties/color", "The value is no longer only one of \"red\", \"blue\".")]
    [InlineData(Output + "/properties/text/maxLength", "101", Output + "/properties/text", "The rule `maxLength` allows more than before.")]
    [InlineData(Output + "/properties/text/maxLength", "null", Output + "/properties/text", "The rule `maxLength: 100` is removed.")]
    [InlineData(Output + "/properties/id/format", "null", Output + "/properties/id", "The rule `format` is removed.")]
    [InlineData(
        Operation + "/responses/409/content/application~1problem+json/schema/allOf/1/properties/free",
        "null",
        Operation + "/responses/409/content/application~1problem+json/schema/allOf/1/properties/free",
        "The member `free` is removed.")]
    public void A_change_that_breaks_a_client_is_reported(string changed, string value, string place, string what)
    {
        var change = Assert.Single(ContractComparison.Compare(_released, With(changed, value)));

        Assert.Equal(("PUT /notes/{id}", place, what), (change.Operation, change.Pointer, change.What));
        Assert.NotEmpty(change.Why);
    }

    [Theory]
    [InlineData("#/paths/~1news", """{"get": {"operationId": "listNews", "responses": {}}}""")]
    [InlineData(Operation + "/summary", "\"Another text.\"")]
    [InlineData("#/paths/~1notes~1{id}/x-cors", "null")]
    [InlineData(Operation + "/security", "[]")]
    [InlineData(Operation + "/security", "[{\"Key\": []}, {\"Token\": []}]")]
    [InlineData(Operation + "/parameters/1/schema", """{"type": ["boolean", "string"]}""")]
    [InlineData(Operation + "/responses/202", """{"description": "Later."}""")]
    [InlineData(Operation + "/responses/409", "null")]
    [InlineData(Operation + "/responses/200/headers/Link", """{"schema": {"type": "string"}}""")]
    [InlineData(Operation + "/responses/409/content/application~1problem+json/schema/allOf/1/properties/code/enum", "[\"full\", \"busy\", \"late\"]")]
    [InlineData(Operation + "/responses/409/content/application~1problem+json/schema/allOf/1/properties/code/enum", "[\"full\"]")]
    [InlineData(Input + "/properties/mood", """{"type": "string"}""")]
    [InlineData(Input + "/required", "[]")]
    [InlineData(Input + "/additionalProperties", "true")]
    [InlineData(Input + "/properties/color/enum", "null")]
    [InlineData(Input + "/properties/size/maximum", "10")]
    [InlineData(Input + "/properties/size/minimum", "null")]
    [InlineData(Input + "/properties/text/pattern", "null")]
    [InlineData(Input + "/properties/text/description", "\"A text.\"")]
    [InlineData(Input + "/properties/place/anyOf/0/maxLength", "6")]
    [InlineData(Input + "/properties/place", """{"oneOf": [{"$ref": "#/components/schemas/NoteInput"}, {"type": "number"}, {"type": "string"}]}""")]
    [InlineData(Output + "/properties/place", """{"type": "string", "maxLength": 4}""")]
    [InlineData(Output + "/properties/place/oneOf/0/maxLength", "4")]
    [InlineData(Output + "/properties/place/oneOf/1", "null")]
    [InlineData(Output + "/properties/mood", """{"type": "string"}""")]
    [InlineData(Output + "/required", "[\"id\", \"text\", \"size\"]")]
    [InlineData(Output + "/additionalProperties", "false")]
    [InlineData(Output + "/properties/color/enum", "[\"red\"]")]
    [InlineData(Output + "/properties/text/maxLength", "99")]
    [InlineData(Output + "/properties/text/pattern", "\"^.\"")]
    public void A_change_that_breaks_no_client_is_not_reported(string changed, string value) =>
        Assert.Empty(ContractComparison.Compare(_released, With(changed, value)));

    [Fact]
    public void A_new_required_parameter_is_reported()
    {
        var current = _released.DeepClone().AsObject();
        current["paths"]!["/notes/{id}"]!["put"]!["parameters"]!.AsArray()
            .Add(JsonNode.Parse("""{"name": "Key", "in": "header", "required": true, "schema": {"type": "string"}}"""));

        var change = Assert.Single(ContractComparison.Compare(_released, current));

        Assert.Equal((Operation + "/parameters/2", "The required parameter `Key` is new."), (change.Pointer, change.What));
    }

    [Fact]
    public void Members_without_a_name_in_the_contract_must_stay_allowed()
    {
        var open = With(Input + "/additionalProperties", "true");

        var change = Assert.Single(ContractComparison.Compare(open, _released));

        Assert.Equal("Members that the contract does not name are no longer allowed.", change.What);
    }

    [Fact]
    public void Credentials_for_a_public_operation_are_reported() =>
        Assert.Equal(
            "The operation needs other credentials.",
            Assert.Single(ContractComparison.Compare(With(Operation + "/security", "[]"), _released)).What);

    [Fact]
    public void A_line_names_all_operations_that_use_a_component() =>
        Assert.Equal(
            ["GET /a, GET /b: It changed. It breaks. (#/x)", "GET /a: It changed. It breaks. (#/y)"],
            BreakingChange.Lines(
            [
                new("GET /a", "#/x", "It changed.", "It breaks."),
                new("GET /a", "#/y", "It changed.", "It breaks."),
                new("GET /b", "#/x", "It changed.", "It breaks."),
                new("GET /b", "#/x", "It changed.", "It breaks."),
            ]));

    /// <summary>The released contract with another value at a place; without the place if the value is null.</summary>
    private JsonObject With(string pointer, string value)
    {
        var document = _released.DeepClone().AsObject();
        string[] names =
        [
            .. pointer.Split('/').Skip(1)
                .Select(name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
        ];
        JsonNode parent = document;
        foreach (var name in names[..^1])
            parent = parent is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)]! : parent[name]!;
        var member = JsonNode.Parse(value);
        if (parent is JsonArray items)
            items.RemoveAt(int.Parse(names[^1], CultureInfo.InvariantCulture));
        else if (member is null)
            parent.AsObject().Remove(names[^1]);
        else
            parent[names[^1]] = member;
        return document;
    }
}
