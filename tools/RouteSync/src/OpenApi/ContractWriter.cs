using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RouteSync.Declarations;

namespace RouteSync.OpenApi;

/// <summary>
/// Writes the contract of an API: OpenAPI 3.1. The document is made as JSON, because the schemas of the shapes are JSON Schema already, and
/// a model of objects would translate their keywords twice. The reader of Microsoft.OpenApi then checks the text.
/// </summary>
internal static class ContractWriter
{
    /// <returns>The text of <c>openapi.json</c>. The same declarations give the same text.</returns>
    /// <exception cref="RouteSyncException">A part is missing, or the document is not valid.</exception>
    public static string Write(DeclaredApi api, ContractInfo info)
    {
        var schemas = new SchemaSet(api.Schemas);
        foreach (var body in api.Routes.Select(route => route.Accepts).OfType<DeclaredBody>().OrderBy(body => body.IsMergePatch))
            schemas.Of(body.Type, body.IsMergePatch ? Use.Patch : Use.Request);
        var headers = new Headers(info);
        var problems = new Problems(api, schemas, headers);
        var parameters = new Parameters(info);
        var operations = new Operations(api, info, schemas, headers, problems, parameters);
        var paths = new JsonObject();
        foreach (var path in api.Routes.GroupBy(route => route.Path))
        {
            var item = new JsonObject(
                path.Select(route => KeyValuePair.Create(route.Method.ToLowerInvariant(), (JsonNode?)operations.Of(route))));
            item["x-cors"] = new JsonObject
            {
                ["allowedMethods"] = Json.List(Cors.MethodsOf(path)),
                ["allowedHeaders"] = Json.List(Cors.HeadersOf(path)),
            };
            paths[path.Key] = item;
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = info.Part("info"),
            ["servers"] = info.Base["servers"]?.DeepClone() ?? new JsonArray(),
            ["tags"] = TagsOf(api, info),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components,
                ["parameters"] = parameters.Finish(),
                ["responses"] = operations.FinishResponses(),
                ["headers"] = headers.Components,
                ["securitySchemes"] = info.Part("components", "securitySchemes") ?? [],
            },
            ["x-problem-types"] = problems.Types(),
            ["x-cors"] = new JsonObject
            {
                ["exposedHeaders"] = Json.List(api.ExposedHeaders.Split(", ")),
                ["maxAge"] = Cors.MaxAge,
                ["parameters"] = new JsonObject { [TemplateNames.AllowedOrigin] = info.AllowedOrigin },
            },
        };
        var text = Json.Text(document) + "\n";
        Check(text);
        return text;
    }

    private static JsonArray TagsOf(DeclaredApi api, ContractInfo info)
    {
        var written = (info.Base["tags"] as JsonArray ?? []).ToDictionary(tag => (string)tag!["name"]!, StringComparer.Ordinal);
        var resources = api.Routes.Select(route => route.Resource).Distinct().Order(StringComparer.Ordinal);
        return new([.. resources.Select(resource => written.TryGetValue(resource, out var tag)
            ? tag!.DeepClone()
            : new JsonObject
            {
                ["name"] = resource,
                ["description"] = api.Routes.First(route => route.Resource == resource).ResourceDescription,
            })]);
    }

    private static void Check(string text)
    {
        var result = OpenApiDocument.Parse(text, OpenApiConstants.Json);
        if (result.Diagnostic is { } found && found.Errors.Concat(found.Warnings).FirstOrDefault() is { } fault)
            throw new RouteSyncException($"The contract is not valid at {fault.Pointer}: {fault.Message}");
    }
}
