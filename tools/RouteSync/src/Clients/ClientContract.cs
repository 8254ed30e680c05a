using System.Text.Json;
using System.Text.Json.Nodes;
using RouteSync.OpenApi;

namespace RouteSync.Clients;

/// <summary>A contract as the generators of clients get it. It is the checked-in contract, except for the parts that are for readers.</summary>
internal sealed class ClientContract
{
    public const string ProblemType = "application/problem+json";
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The members of a document whose own members have names that people chose.</summary>
    private static readonly HashSet<string> Maps =
        ["paths", "schemas", "parameters", "responses", "headers", "securitySchemes", "properties", "content", "x-problem-types"];

    private ClientContract(JsonObject document) => Document = document;

    public JsonObject Document { get; }

    /// <summary>The title of the API as the name of a type.</summary>
    public string Name => Component.Name((string)Document["info"]!["title"]!);

    public IEnumerable<Operation> Operations =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Component.Methods.Contains(operation.Key)
        select new Operation(this, path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject());

    /// <exception cref="RouteSyncException">The file is missing, or it is not a contract with problems.</exception>
    public static ClientContract Read(string path)
    {
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path)) is JsonObject document
                && document["info"]?["title"] is not null
                && document["paths"] is JsonObject
                && document["components"]?["schemas"]?["Problem"] is not null)
            {
                return Of(document);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RouteSyncException($"{path} cannot be read: {exception.Message}", exception);
        }

        throw new RouteSyncException($"{path} is not a contract that `sync` has written: it has no title, no paths or no schema Problem.");
    }

    /// <summary>
    /// The document without examples, which would be long comments. The key of a request is optional everywhere: the layer of the client
    /// makes it.
    /// </summary>
    internal static ClientContract Of(JsonObject document)
    {
        document = document.DeepClone().AsObject();
        RemoveExamples(document, isMap: false);
        var contract = new ClientContract(document);
        foreach (var key in contract.Operations.SelectMany(operation => operation.Parameters).Where(parameter => (string?)parameter["name"] == IdempotencyKey))
            key.Remove("required");
        return contract;
    }

    /// <summary>The node itself, or the component to which it refers.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        while ((string?)node["$ref"] is { } reference)
            node = reference.Split('/').Skip(1).Aggregate((JsonNode)Document, (part, name) => part[name]!);
        return node.AsObject();
    }

    private static void RemoveExamples(JsonNode? node, bool isMap)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                RemoveExamples(item, isMap: false);
        }
        else if (node is JsonObject members)
        {
            if (!isMap)
            {
                members.Remove("example");
                members.Remove("examples");
            }

            foreach (var (name, member) in members)
                RemoveExamples(member, !isMap && Maps.Contains(name));
        }
    }
}

/// <summary>An operation of the contract.</summary>
internal sealed record Operation(ClientContract Contract, string Path, string Method, JsonObject Json)
{
    public string Id => (string)Json["operationId"]!;

    public IEnumerable<JsonObject> Parameters => (Json["parameters"] as JsonArray ?? []).Select(parameter => Contract.Resolve(parameter!));

    public bool TakesKey => Parameters.Any(parameter => (string?)parameter["name"] == ClientContract.IdempotencyKey);

    /// <summary>The names of the security schemes of a request. A request without credentials has none.</summary>
    public IEnumerable<string> Credentials => (Json["security"] as JsonArray ?? [])
        .SelectMany(alternative => alternative!.AsObject().Select(scheme => scheme.Key)).Distinct();

    public string? MediaType => Json["requestBody"] is { } body
        ? Contract.Resolve(body)["content"]!.AsObject().First().Key
        : null;

    /// <summary>The schemas of the operation's problems: the shape that all problems have, and the members of its own.</summary>
    public IEnumerable<JsonNode> Problems =>
        from response in Json["responses"]!.AsObject()
        let schema = Contract.Resolve(response.Value!)["content"]?[ClientContract.ProblemType]?["schema"]
        where schema is not null
        select schema;

    public IEnumerable<string> ProblemCodes => Problems
        .SelectMany(schema => schema["allOf"]?[1]?["properties"]?["code"]?["enum"] as JsonArray ?? [])
        .Select(code => (string)code!);
}
