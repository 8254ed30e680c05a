using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Template;

/// <summary>
/// One object of the template while it is being read. It records which members were read, so that <see cref="Close"/> can report the
/// unknown ones: no member is silently dropped. <paramref name="kind"/>: the kind of object, as <see cref="NoLocalMeaning"/> lists it:
/// <c>AWS::Serverless::Api.Cors</c>. <paramref name="path"/>: the object's place, for messages.
/// </summary>
internal sealed class Section(string kind, string path, JsonObject members, TemplateDiagnostics diagnostics)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string Path => path;

    /// <summary>The last part of the path.</summary>
    public string Name => path[(path.LastIndexOf('.') + 1)..];

    public IEnumerable<string> Names => members.Select(member => member.Key);

    public bool Has(string name) => members.ContainsKey(name);

    public bool WasRead(string name) => _read.Contains(name);

    public string PathOf(string name) => $"{path}.{name}";

    public void Wrong(string name, string reason) => diagnostics.Add(PathOf(name), reason);

    /// <summary>The member unchanged; null if it is absent.</summary>
    public JsonNode? Node(string name)
    {
        _read.Add(name);
        return members[name];
    }

    /// <summary>A scalar as text. CloudFormation converts numbers and booleans where it expects text.</summary>
    public string? Text(string name)
    {
        var node = Node(name);
        if (node is null)
            return null;
        if (Scalars.Text(node) is { } text)
            return text;
        Wrong(name, "must be a string");
        return null;
    }

    public string RequiredText(string name)
    {
        if (!Has(name))
            Wrong(name, "is required");
        return Text(name) ?? "";
    }

    public int? Integer(string name, int minimum = int.MinValue, int maximum = int.MaxValue)
    {
        if (Text(name) is not { } text)
            return null;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            Wrong(name, $"must be a whole number, not '{text}'");
        else if (number < minimum || number > maximum)
            Wrong(name, $"must be between {minimum} and {maximum}, not {number}");
        else
            return number;
        return null;
    }

    public double? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0)
            return number;
        Wrong(name, $"must be a number of zero or more, not '{text}'");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (bool.TryParse(text, out var flag))
            return flag;
        Wrong(name, $"must be true or false, not '{text}'");
        return null;
    }

    /// <summary>A member that is an object. The caller must call its <see cref="Close"/>.</summary>
    public Section? Object(string name, string? memberKind = null)
    {
        switch (Node(name))
        {
            case null:
                return null;
            case JsonObject value:
                return new Section(memberKind ?? $"{kind}.{name}", PathOf(name), value, diagnostics);
            default:
                Wrong(name, "must be an object");
                return null;
        }
    }

    /// <summary>The members of an object whose names the author chooses (events, authorizers, paths, …).</summary>
    public IEnumerable<(string Name, Section Section)> Objects(string name, string memberKind)
    {
        if (Object(name) is not { } map)
            yield break;
        foreach (var key in map.Names.ToList())
        {
            if (map.Node(key) is JsonObject value)
                yield return (key, new Section(memberKind, map.PathOf(key), value, diagnostics));
            else
                map.Wrong(key, "must be an object");
        }
    }

    /// <summary>The objects of a list; a single object counts as a list of one.</summary>
    public IEnumerable<Section> List(string name)
    {
        var node = Node(name);
        if (node is null)
            yield break;
        // CloudFormation takes a single item for a list of one.
        if (node is JsonObject single)
        {
            yield return new Section($"{kind}.{name}", PathOf(name), single, diagnostics);
            yield break;
        }

        if (node is not JsonArray list)
        {
            Wrong(name, "must be a list");
            yield break;
        }

        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is JsonObject value)
                yield return new Section($"{kind}.{name}", $"{PathOf(name)}[{index}]", value, diagnostics);
            else
                diagnostics.Add($"{PathOf(name)}[{index}]", "must be an object");
        }
    }

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    public IReadOnlyList<string> Strings(string name)
    {
        var node = Node(name);
        if (node is null)
            return [];
        if (Scalars.Text(node) is { } single)
            return [single];
        if (node is JsonArray list && list.All(item => Scalars.Text(item) is not null))
            return [.. list.Select(item => Scalars.Text(item)!)];
        Wrong(name, "must be a list of strings");
        return [];
    }

    /// <summary>An object whose values are texts.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string name)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Object(name) is not { } map)
            return values;
        foreach (var key in map.Names.ToList())
        {
            if (map.Text(key) is { } text)
                values[key] = text;
        }

        return values;
    }

    /// <summary>Reports the member as one without local meaning.</summary>
    public void IgnoreLocally(string name)
    {
        _read.Add(name);
        diagnostics.IgnoreLocally(PathOf(name).Replace(".Properties.", ".", StringComparison.Ordinal));
    }

    /// <summary>A member with an effect that this machine does not have: an error, or left aside in a partial deployment.</summary>
    public void Ignore(string name, string reason)
    {
        _read.Add(name);
        if (diagnostics.CannotRun(PathOf(name), reason) is not null)
            IgnoreLocally(name);
    }

    /// <summary>
    /// Reports every member that was not read: it is ignored if it has no local meaning, or if the service ignores such members, or in a
    /// partial deployment. Otherwise it is refused.
    /// </summary>
    public void Close()
    {
        foreach (var name in Names.Where(name => !_read.Contains(name) && !NoLocalMeaning.IsDocumentation(kind, name)).ToList())
        {
            if (NoLocalMeaning.Holds(kind, name) || NoLocalMeaning.IsIgnoredIfUnknown(kind) || diagnostics.IsPartial)
                IgnoreLocally(name);
            else
                Wrong(name, "not supported");
        }
    }
}

/// <summary>Scalars of a template.</summary>
internal static class Scalars
{
    /// <summary>The text of a string, number or boolean; null for any other value.</summary>
    public static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.ToJsonString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
