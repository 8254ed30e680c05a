using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.Template;

/// <summary>The parameters of a request that the gateway must know: those in a cache key, and those of a direct route.</summary>
internal static class Parameters
{
    /// <summary>The parameters of the cache key in API Gateway's notation, such as <c>method.request.querystring.limit</c>.</summary>
    public static IEnumerable<string> KeyOf(DeclaredRoute route) =>
        CacheKey.Of(route).Select(part => $"method.request.{part.Place}.{part.Name}");

    /// <summary>The <c>RequestParameters</c> of a function's event; null if the route is not cached.</summary>
    public static JsonArray? OfEvent(DeclaredRoute route) => route.IsCached
        ? Json.List(KeyOf(route).Select(name => (JsonNode?)new JsonObject { [name] = new JsonObject { ["Required"] = false, ["Caching"] = true } }))
        : null;

    /// <summary>The <c>parameters</c> of a direct operation.</summary>
    public static JsonArray? OfOperation(DeclaredRoute route)
    {
        JsonNode[] parameters =
        [
            .. route.PathParameters.Select(name => Parameter(name, "path", isRequired: true, "string")),
            .. route.Query.Select(parameter => Parameter(parameter.Name, "query", isRequired: false, (string)parameter.Schema["type"])),
            .. from part in CacheKey.Of(route)
               where route.IsCached && part.Place == "header"
               select Parameter(part.Name, part.Place, isRequired: false, "string"),
        ];
        return parameters.Length == 0 ? null : Json.List(parameters);
    }

    private static JsonObject Parameter(string name, string place, bool isRequired, string type) =>
        new() { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["type"] = type };
}
