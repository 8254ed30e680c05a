using System.Text.Json.Nodes;

namespace RouteSync.OpenApi;

/// <summary>The headers of answers. Each is a component.</summary>
internal sealed class Headers(ContractInfo info)
{
    private static readonly Dictionary<string, (string Description, string? Example)> Known = new(StringComparer.Ordinal)
    {
        ["Accept"] = ("On PUT: the media types that the route takes.", "application/json"),
        ["Accept-Patch"] = ("On PATCH: the media types that the route takes.", "application/merge-patch+json"),
        ["Accept-Post"] = ("On POST: the media types that the route takes.", "application/json"),
        ["Deprecation"] = ("The operation is deprecated since this time, in seconds since 1970 (RFC 9745).", "@1796083200"),
        ["ETag"] = ("The entity tag of this state. Send it in `If-Match` or `If-None-Match`.", "\"20261122142900123-3\""),
        ["Idempotency-Replayed"] = ("`true` if this is the stored answer to an earlier request with the same `Idempotency-Key`.", "true"),
        ["Link"] = (
            "The next page, as a relative reference (RFC 8288). The last page has no link.", "<?limit=20&cursor=AQAAAABr>; rel=\"next\""),
        ["Location"] = ("The new resource, as a reference relative to the URI of the request (RFC 3986 §5).", null),
        ["Retry-After"] = ("The number of seconds to wait before the request is repeated.", "1"),
        ["Sunset"] = ("The API removes the operation at this time or later (RFC 8594).", "Tue, 01 Jun 2027 00:00:00 GMT"),
        ["Vary"] = ("The request headers that select the representation.", "Accept-Encoding"),
        ["WWW-Authenticate"] = ("How to sign in.", "Bearer"),
        ["X-Request-Id"] = ("The id of the request: the client's own, or one from the gateway.", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"),
    };

    public static IReadOnlyList<string> OfEveryAnswer { get; } = ["Vary", "X-Request-Id"];

    private readonly SortedDictionary<string, JsonNode?> _components = new(StringComparer.Ordinal);

    public JsonObject Components => new(_components.Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));

    /// <summary>The headers of an answer, by name, as references to their components.</summary>
    public JsonObject Of(IEnumerable<string> names, string? cacheControl = null)
    {
        var headers = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var name in names)
            headers[name] = Reference(Component.Name(name), () => Describe(name));
        if (cacheControl is not null)
            headers["Cache-Control"] = Reference($"CacheControl{Component.Name(cacheControl)}", () => CacheControl(cacheControl));
        return new JsonObject(headers);
    }

    private JsonObject Reference(string component, Func<JsonObject> make)
    {
        if (!_components.ContainsKey(component))
            _components[component] = info.Part("components", "headers", component) ?? make();
        return Component.Reference("headers", component);
    }

    private static JsonObject Describe(string name)
    {
        if (!Known.TryGetValue(name, out var known))
        {
            throw new RouteSyncException(
                $"The header {name} has no description. Add {Component.Name(name)} to components.headers of the base document.");
        }

        var header = new JsonObject { ["description"] = known.Description, ["schema"] = new JsonObject { ["type"] = "string" } };
        if (name == "Retry-After")
            header["schema"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 };
        if (known.Example is { } example)
            header["example"] = name == "Retry-After" ? JsonNode.Parse(example) : example;
        return header;
    }

    private static JsonObject CacheControl(string value) => new()
    {
        ["description"] = value switch
        {
            "no-store" => "No cache may keep the answer.",
            _ when value.Contains("private", StringComparison.Ordinal) =>
                "Only the client's own cache may keep the answer. It must revalidate it before each use.",
            "no-cache" => "A cache may keep the answer. It must revalidate it before each use.",
            _ => "How long caches may keep the answer.",
        },
        ["schema"] = new JsonObject { ["type"] = "string", ["const"] = value },
    };
}
