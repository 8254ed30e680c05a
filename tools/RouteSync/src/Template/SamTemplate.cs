using System.Text.Json;
using System.Text.Json.Nodes;

namespace RouteSync.Template;

/// <summary>A SAM template in JSON, with the places that RouteSync writes to.</summary>
internal sealed class SamTemplate
{
    private readonly JsonObject _root;

    private readonly string _ending;

    private SamTemplate(JsonObject root, string ending) => (_root, _ending) = (root, ending);

    /// <exception cref="RouteSyncException">The text is not a JSON template with one API and one table.</exception>
    public static SamTemplate Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject root && root[nameof(Resources)] is JsonObject
                ? new SamTemplate(root, text.EndsWith('\n') ? "\n" : "")
                : throw new RouteSyncException("The SAM template must be a JSON object with a Resources section.");
        }
        catch (JsonException exception)
        {
            throw new RouteSyncException($"The SAM template is not JSON: {exception.Message}", exception);
        }
    }

    public JsonObject Root => _root;

    public JsonObject Resources => _root[nameof(Resources)]!.AsObject();

    /// <summary>The properties of the one API.</summary>
    public JsonObject Api => Resources[ApiId]!["Properties"]!.AsObject();

    public string ApiId => OnlyResource("AWS::Serverless::Api");

    public string TableId => OnlyResource("AWS::DynamoDB::Table");

    public IEnumerable<KeyValuePair<string, JsonNode?>> ResourcesOf(string type) =>
        Resources.Where(resource => (string?)resource.Value?["Type"] == type);

    /// <summary>The properties of a function that the Annotations generator has written.</summary>
    public JsonObject Function(string logicalId) =>
        Resources[logicalId]?["Properties"]?.AsObject()
        ?? throw new RouteSyncException($"The SAM template has no function {logicalId}. Build the API: the Annotations generator adds it.");

    /// <summary>Fails if the template does not define what a generated part refers to.</summary>
    public void Require(string section, string name, string reason)
    {
        if (_root[section]?[name] is null)
            throw new RouteSyncException($"The SAM template needs {section}.{name}: {reason}.");
    }

    /// <summary>The text. It ends as the text that was read: the Annotations generator leaves out the last newline.</summary>
    public override string ToString() => Json.Text(_root) + _ending;

    private string OnlyResource(string type) => ResourcesOf(type).Select(resource => resource.Key).ToList() switch
    {
        [var only] => only,
        var several => throw new RouteSyncException($"The SAM template must have exactly one resource of the type {type}; it has {several.Count}."),
    };
}
