using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.OpenApi;

/// <summary>
/// The problems of each route: those that its declaration lists, and those that follow from its other properties. A problem type that the
/// API does not declare is left out.
/// </summary>
internal sealed class Problems(DeclaredApi api, SchemaSet schemas, Headers headers)
{
    private static readonly (string Code, Func<DeclaredRoute, bool> Applies)[] Implied =
    [
        ("invalid-id", route => route.Id is not null),
        ("invalid-parameter", _ => true),
        ("invalid-cursor", route => route.Query.Any(parameter => parameter.Name == "cursor")),
        ("invalid-body", route => route.Accepts is not null),
        ("idempotency-key-required", UsesKey),
        ("unauthenticated", route => route.Access.NeedsUser),
        ("forbidden", route => route.Access.Group is not null || route.Access.NeedsApiKey),
        ("not-found", route => route.Direct?.MissingDetail is not null),
        ("request-in-progress", UsesKey),
        ("precondition-failed", route => route.IsConditional),
        ("body-too-large", route => route.Accepts is not null),
        // The gateway has templates for only some media types, also if a route reads no body.
        ("unsupported-media-type", route => route.Accepts is not null || route.Direct is not null),
        ("idempotency-key-reused", UsesKey),
        ("throttled", _ => true),
        ("quota-exceeded", route => route.Access.NeedsApiKey),
        ("internal", _ => true),
        ("bad-gateway", CallsBackend),
        ("unavailable", CallsBackend),
        ("timeout", CallsBackend),
    ];

    /// <summary>What is invalid, in the words of a component's name.</summary>
    private static readonly Dictionary<string, string> InvalidParts = new()
    {
        ["invalid-id"] = "Id",
        ["invalid-parameter"] = "Query",
        ["invalid-cursor"] = "Cursor",
        ["invalid-body"] = "Body",
        ["idempotency-key-required"] = "Key",
    };

    /// <summary>The problems of a route, in the order of their declarations.</summary>
    public static IReadOnlyList<DeclaredProblem> Of(DeclaredRoute route, DeclaredApi api)
    {
        var implied = Implied.Where(problem => problem.Applies(route)).Select(problem => problem.Code);
        var codes = route.Problems.Concat(implied).ToHashSet(StringComparer.Ordinal);
        return [.. api.Problems.Where(problem => codes.Contains(problem.Code)).OrderBy(problem => problem.Status)];
    }

    /// <summary>The responses of a route's problems, by status.</summary>
    public IEnumerable<(string Status, string Name, JsonObject Response)> ResponsesOf(DeclaredRoute route) =>
        Of(route, api).GroupBy(problem => problem.Status).Select(group => (
            group.Key.ToString(CultureInfo.InvariantCulture),
            NameOf([.. group.Select(problem => problem.Code)]),
            ResponseOf(route, [.. group])));

    /// <summary>Such as <c>NotFound</c>, <c>InvalidIdQueryOrKey</c> or <c>EditConflictOrRequestInProgress</c>.</summary>
    private static string NameOf(IReadOnlyList<string> codes) => codes.Count > 1 && codes.All(InvalidParts.ContainsKey)
        ? $"Invalid{string.Concat(codes.SkipLast(1).Select(code => InvalidParts[code]))}Or{InvalidParts[codes[^1]]}"
        : string.Join("Or", codes.Select(Component.Name));

    /// <summary>All problem types, for clients that want to know every code.</summary>
    public JsonObject Types()
    {
        var types = new JsonObject();
        foreach (var problem in api.Problems.OrderBy(problem => problem.Status))
        {
            types[problem.Code] = new JsonObject
            {
                ["type"] = problem.Uri,
                ["status"] = problem.Status,
                ["title"] = problem.Title,
                ["description"] = problem.Description,
            };
        }

        return types;
    }

    private JsonObject ResponseOf(DeclaredRoute route, IReadOnlyList<DeclaredProblem> problems)
    {
        var members = new JsonObject
        {
            ["status"] = new JsonObject { ["const"] = problems[0].Status },
            ["code"] = new JsonObject { ["enum"] = Json.List(problems.Select(problem => problem.Code)) },
        };
        foreach (var member in problems.SelectMany(problem => problem.Members))
            members.TryAdd(member.Name, schemas.Of(member.Type, Use.Answer));
        return new JsonObject
        {
            ["description"] = problems is [var only]
                ? $"{only.Title}. {only.Description}".TrimEnd()
                : string.Join("\n", problems.Select(problem => $"- `{problem.Code}`: {problem.Title}. {problem.Description}".TrimEnd())),
            ["headers"] = headers.Of(
                [.. Headers.OfEveryAnswer, .. problems.SelectMany(problem => problem.Headers), .. route.Retirement?.Headers.Keys ?? []], "no-store"),
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject
                {
                    ["schema"] = new JsonObject
                    {
                        ["allOf"] = new JsonArray(
                            schemas.Of(api.ProblemShape, Use.Answer), new JsonObject { ["type"] = "object", ["properties"] = members }),
                    },
                    ["examples"] = new JsonObject(problems.Select(problem => KeyValuePair.Create(
                        problem.Code, (JsonNode?)new JsonObject { ["summary"] = problem.Title, ["value"] = ExampleOf(problem) }))),
                },
            },
        };
    }

    /// <summary>The members of the problem's shape in their order, as far as they are known.</summary>
    private JsonObject ExampleOf(DeclaredProblem problem)
    {
        var values = schemas.ExamplesOfMembers(api.ProblemShape);
        // Only some types of problems have errors, and each has its own.
        values.Remove("errors");
        foreach (var (name, value) in ExampleMembersOf(problem))
            values[name] = value?.DeepClone();
        values["type"] = problem.Uri;
        values["title"] = problem.Title;
        values["status"] = problem.Status;
        values["code"] = problem.Code;
        var order = api.Schemas.SchemaOf(api.ProblemShape)["properties"]!.AsObject().Select(member => member.Key).ToList();
        // Members that the shape does not have have the index -1, and come last.
        return new JsonObject(values.OrderBy(member => (uint)order.IndexOf(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    private static JsonObject ExampleMembersOf(DeclaredProblem problem)
    {
        try
        {
            return problem.Example is null ? [] : JsonNode.Parse(problem.Example)!.AsObject();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new RouteSyncException($"The example of the problem type {problem.Code} is not a JSON object.", exception);
        }
    }

    private static bool UsesKey(DeclaredRoute route) => route.IdempotencyKey != KeyUse.None;

    private static bool CallsBackend(DeclaredRoute route) => route.Direct?.Name != "Mock";
}
