using System.Text.Json.Nodes;

namespace RouteSync.OpenApi;

/// <summary>
/// The parts of one kind, such as parameters. A part that several operations have becomes a component. A part of one operation stays
/// inline.
/// </summary>
/// <param name="section">The section of the components.</param>
internal sealed class Pool(string section)
{
    private readonly List<Part> _parts = [];

    /// <summary>The place of a part in the document. It is empty until <see cref="Finish"/>.</summary>
    /// <param name="name">The name of the component.</param>
    /// <param name="longName">The name if several components would have the first one.</param>
    public JsonObject Place(string name, string longName, JsonObject content)
    {
        var part = new Part(name, longName, content, []);
        _parts.Add(part);
        return part.Place;
    }

    /// <summary>Fills all places, and returns the components.</summary>
    public JsonObject Finish()
    {
        var components = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var groups = _parts.GroupBy(part => part.Content.ToJsonString()).Select(group => group.ToList()).ToList();
        var shared = groups.Where(group => group.Count > 1).CountBy(group => group[0].Name).ToDictionary();
        foreach (var group in groups)
        {
            var name = shared.GetValueOrDefault(group[0].Name) > 1 ? group[0].LongName : group[0].Name;
            var isComponent = group.Count > 1 && components.TryAdd(name, group[0].Content);
            foreach (var part in group)
            {
                foreach (var (member, value) in isComponent ? Component.Reference(section, name) : part.Content)
                    part.Place[member] = value?.DeepClone();
            }
        }

        return new JsonObject(components);
    }

    private sealed record Part(string Name, string LongName, JsonObject Content, JsonObject Place);
}
