using System.Text.Json.Nodes;

namespace RouteSync.Compatibility;

/// <summary>A node of a contract and its JSON pointer (RFC 6901) in URI fragment form.</summary>
internal sealed record Place(JsonObject Document, JsonNode? Node, string Pointer)
{
    public static Place Of(JsonObject document) => new(document, document, "#");

    /// <summary>The member; its node is null if there is none.</summary>
    public Place this[string member]
    {
        get
        {
            var parent = Resolved;
            var escaped = member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            return new(Document, (parent.Node as JsonObject)?[member], $"{parent.Pointer}/{escaped}");
        }
    }

    public bool Exists => Node is not null;

    public string? Text => (string?)(Node as JsonValue);

    public bool IsTrue => Node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public IEnumerable<(string Name, Place Value)> Members =>
        (Resolved.Node as JsonObject ?? []).Select(member => (member.Key, this[member.Key]));

    public IEnumerable<Place> Items =>
        (Resolved.Node as JsonArray ?? []).Select((item, index) => new Place(Document, item, $"{Resolved.Pointer}/{index}"));

    /// <summary>The place itself, or the component to which it refers.</summary>
    public Place Resolved
    {
        get
        {
            var place = this;
            while ((string?)(place.Node as JsonObject)?["$ref"] is { } reference)
            {
                place = reference.Split('/').Skip(1)
                    .Select(name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
                    .Aggregate(Of(Document), (part, name) => part[name]);
            }

            return place;
        }
    }
}
