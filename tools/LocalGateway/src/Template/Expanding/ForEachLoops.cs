using System.Text.Json.Nodes;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Expanding;

/// <summary>
/// <c>Fn::ForEach::Name: [ identifier, collection, { key: value } ]</c> of <c>AWS::LanguageExtensions</c>: writes the key and the value once
/// for each item of the collection.
/// </summary>
internal sealed class ForEachLoops(Intrinsics intrinsics, TemplateDiagnostics diagnostics)
{
    private const string Prefix = "Fn::ForEach::";

    /// <summary>A copy of the tree without loops. <paramref name="path"/>: its place, for messages.</summary>
    public JsonNode? Expand(JsonNode? node, string path) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select((item, index) => Expand(item, $"{path}[{index}]"))]),
        JsonObject map => Expand(map, path),
        _ => node?.DeepClone(),
    };

    private JsonObject Expand(JsonObject map, string path)
    {
        var expanded = new JsonObject();
        foreach (var (name, value) in map)
        {
            var place = path.Length == 0 ? name : $"{path}.{name}";
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                expanded[name] = Expand(value, place);
            else
                AddItems(value, place, expanded);
        }

        return expanded;
    }

    private void AddItems(JsonNode? loop, string path, JsonObject target)
    {
        if (loop is not JsonArray { Count: 3 } parts
            || Scalars.Text(parts[0]) is not { } identifier
            || parts[2] is not JsonObject body
            || Collection(parts[1], path) is not { } collection)
        {
            diagnostics.Add(path, "Fn::ForEach needs an identifier, a list and an object of one key and its value");
            return;
        }

        foreach (var item in collection.Select(Scalars.Text).OfType<string>())
        {
            foreach (var (name, value) in Expand(Replace(body, identifier, item).AsObject(), path))
            {
                if (!target.TryAdd(name, value?.DeepClone()))
                    diagnostics.Add(path, $"Fn::ForEach writes '{name}' twice: use {identifier} in the key");
            }
        }
    }

    private JsonArray? Collection(JsonNode? node, string path) =>
        intrinsics.Resolve(node, path) is not JsonArray list
            ? null
            : new JsonArray([.. list.SelectMany(item => item is JsonArray inner ? inner.ToList() : [item]).Select(item => item?.DeepClone())]);

    private static JsonNode Replace(JsonNode node, string identifier, string item) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(member => member is null ? null : Replace(member, identifier, item))]),
        JsonObject { Count: 1 } map when map.First() is { Key: "Ref" } call && Scalars.Text(call.Value) == identifier => item,
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(
            In(member.Key, identifier, item), member.Value is null ? null : Replace(member.Value, identifier, item)))),
        JsonValue value when value.TryGetValue<string>(out var text) => In(text, identifier, item),
        _ => node.DeepClone(),
    };

    /// <summary>The form with <c>&amp;</c> leaves out what a logical id may not contain.</summary>
    private static string In(string text, string identifier, string item) => text
        .Replace($"${{{identifier}}}", item, StringComparison.Ordinal)
        .Replace($"&{{{identifier}}}", string.Concat(item.Where(char.IsAsciiLetterOrDigit)), StringComparison.Ordinal);
}
