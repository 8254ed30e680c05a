using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RouteSync.Template;

/// <summary>
/// The record of what RouteSync has written: <c>Metadata.RouteSync.Parts</c> of the template has a digest for each part. A part whose
/// digest does not fit was edited by hand. RouteSync then reports it and leaves the template as it is.
/// </summary>
/// <param name="template">The template.</param>
/// <param name="overwrite">Whether parts that were edited by hand are replaced.</param>
internal sealed class ManagedParts(SamTemplate template, bool overwrite)
{
    private const string Note =
        "Written by `dotnet dev.cs sync` from the routes that the code declares. Do not edit these parts: edit the declarations.";

    private readonly JsonObject _before = template.Root["Metadata"]?["RouteSync"]?["Parts"]?.AsObject() ?? [];
    private readonly SortedDictionary<string, string> _after = new(StringComparer.Ordinal);
    private readonly List<string> _edited = [];

    /// <summary>Writes a member of an object; null removes it.</summary>
    /// <param name="name">Names the part in the record.</param>
    public void Write(string name, JsonObject owner, string member, JsonNode? value)
    {
        Check(name, owner[member], value, isFree: owner[member] is null);
        Set(owner, member, value);
    }

    /// <summary>Writes some members of objects that have other owners too; null removes a member.</summary>
    /// <param name="isFree">Whether no person has written these members yet.</param>
    public void WriteMembers(string name, bool isFree, params IReadOnlyList<(JsonObject Owner, string Member, JsonNode? Value)> members)
    {
        Check(name, Together(members.Select(one => one.Owner[one.Member])), Together(members.Select(one => one.Value)), isFree);
        foreach (var (owner, member, value) in members)
            Set(owner, member, value);
    }

    /// <summary>Removes the resources that RouteSync wrote before and does not write any more, and writes the new record.</summary>
    /// <returns>The names of the parts that were edited by hand.</returns>
    public IReadOnlyList<string> Finish()
    {
        const string resources = "Resources.";
        var orphans = _before.Select(part => part.Key)
            .Where(part => part.StartsWith(resources, StringComparison.Ordinal) && !_after.ContainsKey(part)).ToList();
        foreach (var orphan in orphans)
        {
            var id = orphan[resources.Length..];
            Check(orphan, template.Resources[id], null, isFree: false);
            template.Resources.Remove(id);
            _after.Remove(orphan);
        }

        if (template.Root["Metadata"] is not JsonObject metadata)
            template.Root["Metadata"] = metadata = [];
        metadata["RouteSync"] = new JsonObject
        {
            ["Note"] = Note,
            ["Parts"] = new JsonObject(_after.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value))),
        };
        return _edited;
    }

    private void Check(string name, JsonNode? before, JsonNode? after, bool isFree)
    {
        var (old, now) = (Digest(before), Digest(after));
        _after[name] = now;
        var isOurs = _before[name] is { } recorded ? (string?)recorded == old : isFree;
        if (!overwrite && !isOurs && old != now)
            _edited.Add(name);
    }

    private static void Set(JsonObject owner, string member, JsonNode? value)
    {
        if (value is null)
            owner.Remove(member);
        else
            owner[member] = value;
    }

    private static JsonArray Together(IEnumerable<JsonNode?> nodes) => [.. nodes.Select(node => node?.DeepClone())];

    private static string Digest(JsonNode? node) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(node?.ToJsonString() ?? "")))[..12];
}
