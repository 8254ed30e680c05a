using System.Text.Json;
using System.Text.Json.Nodes;
using RouteSync.Declarations;

namespace RouteSync.OpenApi;

/// <summary>What the code does not declare.</summary>
/// <param name="Base">
/// The part of the contract that people write: <c>info</c>, <c>servers</c>, <c>tags</c> and <c>components.securitySchemes</c>. A parameter
/// or header in its <c>components</c> replaces the writer's own text for it.
/// </param>
/// <param name="Defaults">The defaults of the template's parameters, by their names. They give the rate limits.</param>
internal sealed record ContractInfo(JsonObject Base, IReadOnlyDictionary<string, long> Defaults)
{
    /// <summary>The default of the parameter <see cref="TemplateNames.AllowedOrigin"/>.</summary>
    public string AllowedOrigin { get; init; } = "*";

    /// <summary>The usage plan of the API keys; null if the template has none.</summary>
    public UsagePlan? Plan { get; init; }

    /// <param name="basePath">The file with the base document.</param>
    /// <param name="licensePath">A license whose first line is its name, such as <c>MIT License</c>.</param>
    /// <param name="templatePath">The SAM template, in JSON.</param>
    /// <exception cref="RouteSyncException">A file is missing or is not JSON.</exception>
    public static ContractInfo Read(string basePath, string licensePath, string templatePath)
    {
        var document = Json(basePath);
        if (document["info"] is not JsonObject info)
            throw new RouteSyncException($"{basePath} has no object info.");
        if (!File.Exists(licensePath))
            throw new RouteSyncException($"There is no file {licensePath}.");
        var license = File.ReadLines(licensePath).First().Trim();
        info["license"] = new JsonObject
        {
            ["name"] = license,
            ["identifier"] = license.Replace(" License", "", StringComparison.Ordinal),
        };
        var template = Json(templatePath);
        return new ContractInfo(document, DefaultsOf(template))
        {
            AllowedOrigin = (string?)template["Parameters"]?[TemplateNames.AllowedOrigin]?["Default"] ?? "*",
            Plan = UsagePlan.In(template),
        };
    }

    /// <summary>The base document's own part of a section, such as <c>components/headers/ETag</c>; null if it has none.</summary>
    public JsonObject? Part(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Base;
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node?.DeepClone() as JsonObject;
    }

    private static Dictionary<string, long> DefaultsOf(JsonObject template)
    {
        var defaults = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, parameter) in template["Parameters"] as JsonObject ?? [])
        {
            if (parameter?["Default"] is JsonValue value && long.TryParse(value.ToString(), out var number))
                defaults[name] = number;
        }

        return defaults;
    }

    private static JsonObject Json(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new RouteSyncException($"{path} is not a JSON object.");
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            throw new RouteSyncException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
