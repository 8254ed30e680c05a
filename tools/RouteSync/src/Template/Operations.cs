using System.Globalization;
using System.Text.Json.Nodes;
using RouteSync.Declarations;
using RouteSync.Direct;

namespace RouteSync.Template;

/// <summary>
/// The paths of the API's definition: the direct operations, the CORS preflight of each path, and what an event of a function cannot say.
/// </summary>
/// <param name="exposedHeaders">The value of Access-Control-Expose-Headers.</param>
/// <param name="templatesOf">The mapping templates of a direct route.</param>
internal sealed class Operations(DeclaredApi api, string exposedHeaders, Func<DeclaredRoute, DirectTemplates> templatesOf)
{
    private const string HeaderPrefix = "method.response.header.";

    /// <summary>A MOCK integration has one template for each media type, without wildcards. These are the types that clients send.</summary>
    private static readonly string[] PreflightTypes =
        ["application/json", "application/merge-patch+json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

    private static JsonObject AllowedOrigin => Intrinsic.Sub($"'${{{TemplateNames.AllowedOrigin}}}'");

    public JsonObject Paths() => new(
        api.Routes.GroupBy(route => route.Path).Select(path => KeyValuePair.Create(path.Key, (JsonNode?)PathItem([.. path]))));

    private JsonObject PathItem(IReadOnlyList<DeclaredRoute> routes)
    {
        var item = new JsonObject();
        foreach (var route in routes)
        {
            var method = route.Method.ToLowerInvariant();
            if (route.Direct is not null)
                item[method] = Operation(route);
            else if (route.Accepts is { IsMergePatch: true } body)
                item[method] = new JsonObject { ["consumes"] = Json.List(body.MediaType) };
        }

        item["options"] = Preflight(routes);
        return item;
    }

    private JsonObject Operation(DeclaredRoute route)
    {
        if (route.Access.NeedsApiKey)
            throw new RouteSyncException($"{route.Declaration}: a direct route cannot need an API key. Use a function, or another access.");
        var operation = new JsonObject { ["operationId"] = route.Name };
        if (!route.Access.NeedsUser)
            operation["security"] = Json.List(new JsonObject { ["NONE"] = new JsonArray() });
        if (Parameters.OfOperation(route) is { } parameters)
            operation["parameters"] = parameters;
        operation["responses"] = Responses(route);
        operation["x-amazon-apigateway-integration"] = route.Direct!.Name == "Mock" ? Mock(route) : DynamoDb(route);
        return operation;
    }

    private static JsonObject Responses(DeclaredRoute route)
    {
        var responses = new JsonObject { [Text(route.Answers[0].Status)] = Response(route.Description, Headers(route, withCacheControl: route.Direct!.Name == "Mock")) };
        if (route.IsConditional)
            responses["304"] = Response("The client already has this version.", []);
        responses["400"] = Response("The request is not valid.", []);
        if (route.Access.NeedsUser)
            responses["401"] = Response("The token names no valid user.", []);
        if (route.Direct!.MissingDetail is { } missing)
            responses["404"] = Response(missing, []);
        if (route.IsConditional)
            responses["412"] = Response("If-Match does not hold.", []);
        if (route.Direct.Name == "Mock")
            return responses;
        responses["500"] = Response("An internal error.", Headers(route));
        responses["503"] = Response("DynamoDB is busy or not available.", Headers(route));
        return responses;
    }

    private JsonObject DynamoDb(DeclaredRoute route)
    {
        var templates = templatesOf(route);
        var integration = new JsonObject
        {
            ["type"] = "aws",
            ["httpMethod"] = "POST",
            ["uri"] = Intrinsic.Sub($"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:dynamodb:action/{route.Direct!.Name}"),
            ["credentials"] = Intrinsic.Arn(DirectRoles.NameOf(route)),
            ["passthroughBehavior"] = "never",
            ["timeoutInMillis"] = 5000,
            ["requestTemplates"] = new JsonObject { ["application/json"] = Lines(templates.Request) },
            ["responses"] = new JsonObject
            {
                ["200"] = IntegrationResponse(route, route.Answers[0].Status, templates.Response),
                ["5\\d{2}"] = IntegrationResponse(route, 503, templates.Outage),
                ["default"] = IntegrationResponse(route, 500, templates.Error),
            },
        };
        if (route.IsCached)
            integration["cacheKeyParameters"] = Json.List(Parameters.KeyOf(route));
        return integration;
    }

    private JsonObject Mock(DeclaredRoute route) => new()
    {
        ["type"] = "mock",
        ["passthroughBehavior"] = "never",
        ["requestTemplates"] = new JsonObject { ["application/json"] = """{"statusCode": 200}""" },
        ["responses"] = new JsonObject
        {
            ["default"] = IntegrationResponse(route, route.Answers[0].Status, templatesOf(route).Response, route.Answers[0].CacheControl),
        },
    };

    private JsonObject IntegrationResponse(DeclaredRoute route, int status, DirectTemplate template, string? cacheControl = null)
    {
        var headers = new JsonObject
        {
            [HeaderPrefix + "Access-Control-Allow-Origin"] = AllowedOrigin,
            [HeaderPrefix + "Access-Control-Expose-Headers"] = $"'{string.Join(", ", [exposedHeaders, .. route.Retirement?.Headers.Keys ?? []])}'",
        };
        if (cacheControl is not null)
            headers[HeaderPrefix + "Cache-Control"] = $"'{cacheControl}'";
        foreach (var (name, value) in route.Retirement?.Headers ?? new Dictionary<string, string>())
            headers[HeaderPrefix + name] = $"'{value}'";
        return new JsonObject
        {
            ["statusCode"] = Text(status),
            ["responseParameters"] = headers,
            ["responseTemplates"] = new JsonObject { ["application/json"] = Lines(template) },
        };
    }

    /// <summary>The text of a mapping template. Its first line, a comment, says where it comes from.</summary>
    private static JsonObject Lines(DirectTemplate template) => Intrinsic.Lines(template.Lines.Prepend($"## {template.Origin}"));

    private static JsonObject Preflight(IReadOnlyList<DeclaredRoute> routes)
    {
        var answer = new (string Name, JsonNode Value)[]
        {
            ("Access-Control-Allow-Headers", $"'{string.Join(',', Cors.HeadersOf(routes))}'"),
            ("Access-Control-Allow-Methods", $"'{string.Join(',', Cors.MethodsOf(routes))}'"),
            ("Access-Control-Allow-Origin", AllowedOrigin),
            ("Access-Control-Max-Age", $"'{Text(Cors.MaxAge)}'"),
        };
        return new JsonObject
        {
            ["responses"] = new JsonObject { ["200"] = Response("CORS preflight.", answer.Select(header => header.Name)) },
            ["x-amazon-apigateway-integration"] = new JsonObject
            {
                ["type"] = "mock",
                ["passthroughBehavior"] = "never",
                ["requestTemplates"] = new JsonObject(PreflightTypes.Select(type => KeyValuePair.Create(type, (JsonNode?)"""{"statusCode": 200}"""))),
                ["responses"] = new JsonObject
                {
                    ["default"] = new JsonObject
                    {
                        ["statusCode"] = "200",
                        ["responseParameters"] = new JsonObject(
                            answer.Select(header => KeyValuePair.Create(HeaderPrefix + header.Name, (JsonNode?)header.Value))),
                    },
                },
            },
        };
    }

    private static string[] Headers(DeclaredRoute route, bool withCacheControl = false) =>
    [
        "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers",
        .. withCacheControl ? (string[])["Cache-Control"] : [],
        .. route.Retirement?.Headers.Keys ?? [],
    ];

    private static JsonObject Response(string description, IEnumerable<string> headers)
    {
        var response = new JsonObject { ["description"] = description };
        var types = new JsonObject(headers.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = "string" })));
        if (types.Count > 0)
            response["headers"] = types;
        return response;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
