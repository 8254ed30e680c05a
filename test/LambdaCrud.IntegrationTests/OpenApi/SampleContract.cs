using System.Text;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>A small contract, and exchanges that it declares. A test changes one thing in them.</summary>
internal static class SampleContract
{
    private const string Json = """
        {
          "paths": {
            "/notes": {
              "post": {
                "operationId": "writeNote",
                "security": [{"Token": []}],
                "parameters": [
                  {"name": "color", "in": "query", "schema": {"enum": ["red", "blue"]}},
                  {"name": "limit", "in": "query", "required": true, "schema": {"type": "integer", "minimum": 1, "maximum": 9}}
                ],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NoteInput"}}}},
                "responses": {
                  "201": {
                    "headers": {"X-Request-Id": {"schema": {"type": "string"}}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}
                  }
                }
              },
              "x-cors": {"allowedMethods": ["OPTIONS", "POST"], "allowedHeaders": ["Authorization", "X-Request-Id"]}
            },
            "/notes/{id}": {
              "get": {
                "operationId": "getNote",
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}],
                "responses": {
                  "200": {
                    "headers": {
                      "Age": {"schema": {"type": "integer", "minimum": 0}},
                      "ETag": {"schema": {"type": "string"}},
                      "X-Request-Id": {"$ref": "#/components/headers/XRequestId"}
                    },
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}
                  },
                  "204": {"description": "Done."},
                  "404": {"$ref": "#/components/responses/NotFound"}
                },
                "x-cache": {"answerHeaders": ["Warning"]}
              },
              "x-cors": {"allowedMethods": ["GET", "OPTIONS"], "allowedHeaders": ["X-Request-Id"]}
            },
            "/notes/batch": {
              "post": {
                "operationId": "writeNotes",
                "requestBody": {"content": {"application/json": {"schema": {
                  "type": "array", "items": {"$ref": "#/components/schemas/NoteInput"}, "maxItems": 3
                }}}},
                "responses": {"207": {"content": {"application/json": {"schema": {"type": "array", "items": {
                  "type": "object", "properties": {"status": {"type": "integer"}}
                }}}}}}
              },
              "x-cors": {"allowedMethods": ["OPTIONS", "POST"], "allowedHeaders": ["X-Request-Id"]}
            }
          },
          "components": {
            "schemas": {
              "Note": {
                "type": "object",
                "properties": {
                  "text": {"type": "string"},
                  "size": {"$ref": "#/components/schemas/Size"},
                  "labels": {"type": "array", "items": {"$ref": "#/components/schemas/Label"}},
                  "marks": {"type": "object", "additionalProperties": {"type": "integer"}}
                },
                "required": ["text"]
              },
              "NoteInput": {
                "type": "object", "properties": {"text": {"type": "string", "maxLength": 5}}, "required": ["text"], "additionalProperties": false
              },
              "Size": {"type": "object", "properties": {"bytes": {"type": "integer"}}},
              "Label": {"type": "object", "properties": {"name": {"type": "string"}}},
              "Problem": {"type": "object", "properties": {"code": {"type": "string"}, "status": {"type": "integer"}}, "required": ["code"]}
            },
            "headers": {"XRequestId": {"schema": {"type": "string"}}},
            "responses": {
              "NotFound": {
                "headers": {"X-Request-Id": {"$ref": "#/components/headers/XRequestId"}},
                "content": {"application/problem+json": {"schema": {"allOf": [
                  {"$ref": "#/components/schemas/Problem"},
                  {"type": "object", "properties": {"code": {"enum": ["not-found"]}, "room": {"type": "integer"}}}
                ]}}}
              }
            },
            "securitySchemes": {"Token": {"type": "http", "scheme": "bearer"}}
          },
          "x-problem-types": {"not-found": {"status": 404}, "unknown-route": {"status": 404}},
          "x-cors": {"exposedHeaders": ["ETag", "X-Request-Id"], "maxAge": 600}
        }
        """;

    private static readonly ContractCheck Check = new(Contract.Read(Json), DeclarationPlaces.Current);

    private static readonly HeaderLine[] Common =
    [
        new("Date", "Sun, 01 Jan 2006 00:00:00 GMT"), new("x-amzn-RequestId", "1"), new("X-Request-Id", "1"),
        new("Access-Control-Allow-Origin", "*"), new("Access-Control-Expose-Headers", "ETag, X-Request-Id"),
    ];

    public static Exchange Read { get; } = new Exchange
    {
        Method = "GET",
        Path = "/notes/019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11",
        Status = 200,
        Headers = [.. Common, new("ETag", "\"1\""), new("Content-Type", "application/json; charset=utf-8")],
    }.WithBody("""{"text": "a", "size": {"bytes": 1}, "labels": [{"name": "b"}], "marks": {"any": 1}}""");

    public static Exchange Refused { get; } = (Read with { Status = 404, Headers = [.. Common, new("Content-Type", "application/problem+json")] })
        .WithBody("""{"code": "not-found", "status": 404, "room": 7}""");

    public static Exchange Unknown { get; } = (Refused with { Path = "/nowhere" }).WithBody("""{"code": "unknown-route", "status": 404}""");

    public static Exchange Written { get; } = new Exchange
    {
        Method = "POST",
        Path = "/notes/",
        Query = "limit=9&color=red",
        RequestHeaders = [new("Authorization", "Bearer x"), new("Content-Type", "application/json"), new("X-Other", "x")],
        RequestBody = """{"text": "five5"}"""u8.ToArray(),
        Status = 201,
        Headers = [.. Common, new("Content-Type", "application/json")],
    }.WithBody("""{"text": "a"}""");

    public static Exchange Batch { get; } = (Written with
    {
        Path = "/notes/batch",
        Query = "",
        RequestBody = """[{"text": "a"}, {"text": 7}]"""u8.ToArray(),
        Status = 207,
        Headers = [.. Common.Where(header => header.Name != "X-Request-Id"), new("Content-Type", "application/json")],
    }).WithBody("""[{"status": 201}, {"status": 400}]""");

    public static Exchange Preflight { get; } = Read with
    {
        Method = "OPTIONS",
        Headers =
        [
            new("Access-Control-Allow-Methods", "GET,OPTIONS"), new("Access-Control-Allow-Headers", "X-Request-Id"),
            new("Access-Control-Max-Age", "600"), new("Access-Control-Allow-Origin", "*"),
        ],
        Body = [],
    };

    public static string? Report(Exchange exchange) => Check.Report(exchange);

    public static Exchange WithBody(this Exchange exchange, string body) => exchange with { Body = Encoding.UTF8.GetBytes(body) };

    public static Exchange With(this Exchange exchange, string header, string value) => exchange with
    {
        Headers = [.. exchange.Headers, new(header, value)],
    };

    public static Exchange Without(this Exchange exchange, string header) => exchange with
    {
        Headers = [.. exchange.Headers.Where(line => !line.Is(header))],
    };

    public static Exchange WithRequest(this Exchange exchange, string? body = null, string? query = null, string? mediaType = null) => exchange with
    {
        RequestBody = body is null ? exchange.RequestBody : Encoding.UTF8.GetBytes(body),
        Query = query ?? exchange.Query,
        RequestHeaders = mediaType is null
            ? exchange.RequestHeaders
            : [.. exchange.RequestHeaders.Where(line => !line.Is("Content-Type")), new("Content-Type", mediaType)],
    };
}
