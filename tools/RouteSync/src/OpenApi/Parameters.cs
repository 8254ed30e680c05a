using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.OpenApi;

/// <summary>The parameters of each route: its path, its query, and the request headers that it reads.</summary>
internal sealed class Parameters(ContractInfo info)
{
    private readonly Pool _pool = new("parameters");

    public JsonObject Finish() => _pool.Finish();

    public JsonArray Of(DeclaredRoute route) => new([.. PartsOf(route).Select(part =>
    {
        var name = Component.Name((string)part["name"]!);
        if ((string?)part["in"] == "path")
            name = route.Resource + name;
        else if ((bool?)part["required"] == true)
            name = $"Required{name}";
        return (JsonNode?)_pool.Place(name, route.Resource + name, info.Part("components", "parameters", name) ?? part);
    })]);

    private static IEnumerable<JsonObject> PartsOf(DeclaredRoute route)
    {
        if (route.Id is { } id)
        {
            var schema = new JsonObject { ["type"] = "string", ["format"] = "uuid" };
            yield return Parameter(id.Name, "path", id.Detail, true, schema, "019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11");
        }

        foreach (var parameter in route.Query)
        {
            var schema = JsonSchemas.ToNode(parameter.Schema)!.AsObject();
            yield return Parameter(parameter.Name, "query", parameter.Description, parameter.IsRequired, schema, parameter.Example);
        }

        if (route.IsConditional)
        {
            yield return Header(
                "If-Match",
                "The request has an effect only if the resource has one of these entity tags, or with `*` only if it exists. Otherwise the "
                + "answer is 412.",
                "\"20261122142900123-3\"");
            yield return Header(
                "If-None-Match",
                "A GET answers 304 if the resource has one of these entity tags. A write with `*` has an effect only if the resource does "
                + "not exist yet. Otherwise the answer is 412.",
                "\"20261122142900123-3\"");
        }

        if (route.IdempotencyKey != KeyUse.None)
        {
            yield return Header(
                "Idempotency-Key",
                "A new key for each new request, such as a UUID: 1 to 255 visible ASCII characters. If an answer is lost, send the same "
                + "request with the same key again. It takes effect only once, and you get the stored answer.",
                "8e03978e-40d5-43dd-bc93-6894a57f9324",
                route.IdempotencyKey == KeyUse.Required);
        }

        yield return Header(
            "X-Request-Id",
            "An id of the client for this request: 1 to 128 letters, digits, dots, underscores and hyphens. The answer and the log repeat it. "
            + "Other values are ignored.",
            "c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
    }

    private static JsonObject Header(string name, string description, string example, bool isRequired = false) =>
        Parameter(name, "header", description, isRequired, new JsonObject { ["type"] = "string" }, example);

    private static JsonObject Parameter(string name, string place, string description, bool isRequired, JsonObject schema, string? example)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["description"] = description };
        if (isRequired)
            parameter["required"] = true;
        parameter["schema"] = schema;
        if (example is not null)
            parameter["example"] = example;
        return parameter;
    }
}
