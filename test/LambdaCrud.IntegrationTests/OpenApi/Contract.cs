using System.Text.Json.Nodes;
using LocalHost;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>What openapi.json declares.</summary>
internal sealed class Contract
{
    private readonly IReadOnlyList<PathContract> _paths;

    private Contract(JsonObject document)
    {
        Schemas = document["components"]!["schemas"]!.AsObject();
        var reader = new Reader(document);
        // A fixed segment is better than a parameter.
        _paths = [.. document["paths"]!.AsObject().OrderBy(path => path.Key.Replace('{', '\uffff'), StringComparer.Ordinal)
            .Select(path => reader.Path(path.Key, path.Value!.AsObject()))];
        Problem = reader.Problem([.. Operations.SelectMany(operation => operation.Responses.Values).Where(response => response.Codes.Count > 0)]);
        ExposedHeaders = Reader.Exposed(document)!;
        MaxAge = document["x-cors"]!["maxAge"]!.ToString();
    }

    /// <summary>The contract at the root of the repository.</summary>
    public static Contract Current { get; } = Read(File.ReadAllText(Path.Combine(Repository.Root, "openapi.json")));

    /// <summary>The schemas by the names of their components.</summary>
    public JsonObject Schemas { get; }

    public IEnumerable<Operation> Operations => _paths.SelectMany(path => path.Operations);

    /// <summary>A problem that belongs to no operation: of an unknown route, or of a preflight.</summary>
    public ResponseContract Problem { get; }

    /// <summary>The value of Access-Control-Expose-Headers.</summary>
    public string ExposedHeaders { get; }

    /// <summary>The value of Access-Control-Max-Age.</summary>
    public string MaxAge { get; }

    /// <param name="json">An OpenAPI document as <c>dotnet dev.cs sync</c> writes it.</param>
    public static Contract Read(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <summary>Finds a path as API Gateway does: one slash at the end does not count.</summary>
    /// <param name="path">Undecoded.</param>
    public PathContract? Find(string path)
    {
        var segments = Segments(path.EndsWith('/') ? path[..^1] : path);
        return _paths.FirstOrDefault(candidate => candidate.Matches(segments));
    }

    internal static string[] Segments(string path) => path.Split('/')[1..];

    private sealed class Reader(JsonObject document)
    {
        private readonly Dictionary<string, ResponseContract> _responses = [];

        private JsonObject Schemas => document["components"]!["schemas"]!.AsObject();

        public PathContract Path(string path, JsonObject item) => new(
            path,
            [.. item.Where(member => !member.Key.StartsWith("x-", StringComparison.Ordinal))
                .Select(member => Operation(member.Key.ToUpperInvariant(), path, member.Value!.AsObject()))],
            List(item["x-cors"]!["allowedMethods"]!),
            List(item["x-cors"]!["allowedHeaders"]!));

        public ResponseContract Problem(IReadOnlyList<ResponseContract> problems)
        {
            var types = document["x-problem-types"]!.AsObject();
            return new ResponseContract(
                problems[0].Headers.Where(header => problems.All(problem => problem.Headers.ContainsKey(header.Key)))
                    .ToDictionary(StringComparer.OrdinalIgnoreCase),
                new Dictionary<string, ContractSchema>
                {
                    ["application/problem+json"] = ContractSchema.Closed(Resolve("#/components/schemas/Problem"), Schemas),
                },
                [.. types.Select(type => new ProblemCode(type.Key, (int)type.Value!["status"]!))]);
        }

        private Operation Operation(string method, string path, JsonObject operation) => new()
        {
            Id = (string)operation["operationId"]!,
            Method = method,
            Path = path,
            Parameters = [.. (operation["parameters"] as JsonArray ?? []).Select(parameter => Parameter(Resolved(parameter!)))],
            Body = operation["requestBody"] is JsonObject body ? Content(body, ContractSchema.Open) : null,
            ExampleBody = (operation["requestBody"]?["content"] as JsonObject)?.Select(media => media.Value!["example"]?.ToJsonString()).Single(),
            Responses = operation["responses"]!.AsObject()
                .ToDictionary(response => int.Parse(response.Key), response => Response(int.Parse(response.Key), response.Value!.AsObject())),
            ExposedHeaders = Exposed(operation),
            CacheHeaders = operation["x-cache"] is { } cache ? [.. cache["answerHeaders"]!.AsArray().Select(name => (string)name!)] : null,
            Credentials = [.. (operation["security"] as JsonArray ?? [])
                .SelectMany(requirement => requirement!.AsObject().Select(scheme => CredentialOf(scheme.Key)))],
        };

        public static string? Exposed(JsonObject holder) => holder["x-cors"]?["exposedHeaders"] is JsonArray names
            ? string.Join(", ", names.Select(name => (string)name!))
            : null;

        private string CredentialOf(string scheme)
        {
            var declared = document["components"]!["securitySchemes"]![scheme]!;
            return (string?)declared["type"] == "apiKey" ? (string)declared["name"]! : "Authorization";
        }

        private ParameterContract Parameter(JsonObject parameter) => new(
            (string)parameter["name"]!,
            (string)parameter["in"]!,
            (bool?)parameter["required"] == true,
            ContractSchema.Open(parameter["schema"]!.AsObject(), Schemas));

        // Operations share responses. Each becomes one object, so that its schemas are prepared once.
        private ResponseContract Response(int status, JsonObject response)
        {
            if ((string?)response["$ref"] is not { } reference)
                return ResponseOf(status, response);
            if (!_responses.TryGetValue(reference, out var known))
                _responses[reference] = known = ResponseOf(status, Resolve(reference));
            return known;
        }

        private ResponseContract ResponseOf(int status, JsonObject response) => new(
            (response["headers"] as JsonObject ?? []).ToDictionary(
                header => header.Key, header => Header(Resolved(header.Value!)), StringComparer.OrdinalIgnoreCase),
            Content(response, ContractSchema.Closed),
            [.. from media in response["content"] as JsonObject ?? []
                from part in media.Value!["schema"]!["allOf"] as JsonArray ?? []
                from code in part!["properties"]?["code"]?["enum"] as JsonArray ?? []
                select new ProblemCode((string)code!, status)]);

        private ContractSchema Header(JsonObject header) => ContractSchema.Open(header["schema"]!.AsObject(), Schemas);

        private Dictionary<string, ContractSchema> Content(JsonObject holder, Func<JsonObject, JsonObject, ContractSchema> make) =>
            (holder["content"] as JsonObject ?? []).ToDictionary(
                media => media.Key, media => make(media.Value!["schema"]!.AsObject(), Schemas), StringComparer.OrdinalIgnoreCase);

        private JsonObject Resolved(JsonNode node) => (string?)node["$ref"] is { } reference ? Resolve(reference) : node.AsObject();

        private JsonObject Resolve(string reference) =>
            reference.Split('/').Skip(1).Aggregate((JsonNode)document, (node, name) => node[name]!).AsObject();

        private static string List(JsonNode names) => string.Join(',', names.AsArray().Select(name => (string)name!));
    }
}

/// <param name="AllowedMethods">The value of Access-Control-Allow-Methods.</param>
/// <param name="AllowedHeaders">The value of Access-Control-Allow-Headers.</param>
internal sealed record PathContract(string Path, IReadOnlyList<Operation> Operations, string AllowedMethods, string AllowedHeaders)
{
    private readonly string[] _segments = Contract.Segments(Path);

    public bool Matches(string[] segments) => segments.Length == _segments.Length
        && _segments.Index().All(part => part.Item is ['{', ..] ? segments[part.Index].Length > 0 : part.Item == segments[part.Index]);
}

internal sealed record Operation
{
    /// <summary>The operation id.</summary>
    public required string Id { get; init; }

    /// <summary>In upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Such as <c>/notes/{id}</c>.</summary>
    public required string Path { get; init; }

    public required IReadOnlyList<ParameterContract> Parameters { get; init; }

    /// <summary>The schema of the body by media type; null if the operation reads no body.</summary>
    public IReadOnlyDictionary<string, ContractSchema>? Body { get; init; }

    /// <summary>The JSON text of a valid body; null if the operation reads no body.</summary>
    public string? ExampleBody { get; init; }

    public required IReadOnlyDictionary<int, ResponseContract> Responses { get; init; }

    /// <summary>The request headers with the credentials that the operation needs.</summary>
    public required IReadOnlyList<string> Credentials { get; init; }

    /// <summary>The value of Access-Control-Expose-Headers if it differs from that of other operations.</summary>
    public string? ExposedHeaders { get; init; }

    /// <summary>The headers that the stage's cache may add to any answer; null if the operation is not cached.</summary>
    public IReadOnlyList<string>? CacheHeaders { get; init; }

    public override string ToString() => $"{Method} {Path}";
}

/// <param name="In"><c>path</c>, <c>query</c> or <c>header</c>.</param>
internal sealed record ParameterContract(string Name, string In, bool IsRequired, ContractSchema Schema);

/// <param name="Content">The schemas by media type; empty if the answer has no body.</param>
/// <param name="Codes">The codes of problems; empty if the answer is no problem.</param>
internal sealed record ResponseContract(
    IReadOnlyDictionary<string, ContractSchema> Headers, IReadOnlyDictionary<string, ContractSchema> Content, IReadOnlyList<ProblemCode> Codes);

internal sealed record ProblemCode(string Code, int Status);
