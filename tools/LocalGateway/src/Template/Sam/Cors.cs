using System.Text.Json.Nodes;

namespace LocalGateway.Template.Sam;

/// <summary>The <c>Cors</c> of an API: the OPTIONS method that SAM adds to every path without one.</summary>
internal sealed class Cors
{
    private static readonly string[] AllMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    private readonly string _origin;
    private readonly string? _headers;
    private readonly string? _methods;
    private readonly string? _maximumAge;
    private readonly bool _credentials;

    private Cors(Section api, Section? settings)
    {
        _origin = (settings is null ? api.Text("Cors") : settings.Text("AllowOrigin")) ?? "'*'";
        _headers = settings?.Text("AllowHeaders");
        _methods = settings?.Text("AllowMethods");
        _maximumAge = settings?.Text("MaxAge");
        _credentials = settings?.Flag("AllowCredentials") ?? false;
        if (_credentials && _origin.Trim('\'') == "*")
            settings!.Wrong("AllowCredentials", "cannot be true when AllowOrigin is '*' or not set");
        settings?.Close();
    }

    /// <summary>Null when the API has no <c>Cors</c>.</summary>
    public static Cors? Of(Section api) =>
        !api.Has("Cors") ? null : new Cors(api, api.Node("Cors") is JsonObject ? api.Object("Cors") : null);

    public void ApplyTo(JsonObject paths)
    {
        foreach (var (_, item) in paths)
        {
            if (item is JsonObject methods && !methods.ContainsKey("options"))
                methods["options"] = Preflight(methods);
        }
    }

    private JsonObject Preflight(JsonObject methods)
    {
        var headers = new (string Name, string? Value)[]
        {
            ("Access-Control-Allow-Origin", _origin),
            ("Access-Control-Allow-Headers", _headers),
            ("Access-Control-Allow-Methods", _methods ?? AllowedMethods(methods)),
            ("Access-Control-Max-Age", _maximumAge),
            ("Access-Control-Allow-Credentials", _credentials ? "'true'" : null),
        };
        var declared = new JsonObject();
        var mapped = new JsonObject();
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            declared[name] = new JsonObject { ["type"] = "string" };
            mapped[$"method.response.header.{name}"] = value;
        }

        return new JsonObject
        {
            ["summary"] = "CORS support",
            ["consumes"] = new JsonArray("application/json"),
            ["produces"] = new JsonArray("application/json"),
            ["x-amazon-apigateway-integration"] = new JsonObject
            {
                ["type"] = "mock",
                ["requestTemplates"] = new JsonObject { ["application/json"] = "{\n  \"statusCode\" : 200\n}\n" },
                ["responses"] = new JsonObject
                {
                    ["default"] = new JsonObject
                    {
                        ["statusCode"] = "200",
                        ["responseParameters"] = mapped,
                        ["responseTemplates"] = new JsonObject { ["application/json"] = "{}\n" },
                    },
                },
            },
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "Default response for CORS method", ["headers"] = declared },
            },
        };
    }

    private static string AllowedMethods(JsonObject methods)
    {
        if (methods.ContainsKey(EventMethods.AnyMethod))
            return $"'{string.Join(',', AllMethods)}'";
        var names = methods.Select(member => member.Key.ToUpperInvariant()).Append("OPTIONS");
        return $"'{string.Join(',', names.Order(StringComparer.Ordinal))}'";
    }
}
