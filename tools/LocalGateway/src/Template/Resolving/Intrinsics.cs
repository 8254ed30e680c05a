using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalGateway.Template.Resolving;

/// <summary>Replaces the intrinsic functions of a tree with their values.</summary>
internal sealed class Intrinsics(ParameterValues parameters, JsonObject mappings, OutsideValues outside, TemplateDiagnostics diagnostics)
{
    /// <summary>Whether a condition (by name) holds; the second argument is the place that uses it.</summary>
    public required Func<string, string, bool> Condition { get; init; }

    /// <summary>
    /// The value of a resource (by logical id), or of its attribute if the second argument is not null. The third argument is the place
    /// that uses the value.
    /// </summary>
    public required Func<string, string?, string, JsonNode?> Resource { get; init; }

    /// <summary>
    /// Set when a value of a resource that is left aside is used. Such a value is only a text of the right form, so a function that expects a
    /// list, or more items, takes the text itself.
    /// </summary>
    public bool SawIgnored { get; set; }

    /// <summary>The last step for each text; used for dynamic references.</summary>
    public Func<string, string, string> Finish { get; init; } = (text, _) => text;

    /// <summary>For the places where only parameters have values: conditions, the locations of included files, the lists of loops.</summary>
    public static Intrinsics OfParameters(
        ParameterValues parameters,
        JsonObject mappings,
        OutsideValues outside,
        TemplateDiagnostics diagnostics,
        Func<string, string, bool>? condition = null) => new(parameters, mappings, outside, diagnostics)
        {
            Condition = condition ?? ((_, path) =>
            {
                diagnostics.Add(path, "a condition cannot be used here");
                return false;
            }),
            Resource = (name, _, path) =>
            {
                diagnostics.Add(path, $"'{name}' is not a parameter; only parameters can be used here");
                return null;
            },
        };

    /// <summary>A new tree without intrinsic functions. Null means <c>AWS::NoValue</c>: such members and items are omitted.</summary>
    public JsonNode? Resolve(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonArray list:
                return ResolveList(list, path);
            case JsonObject map:
                var function = map.FirstOrDefault(member => IsFunction(member.Key)).Key;
                if (function is null)
                    return ResolveMap(map, path);
                if (map.Count == 1)
                    return Call(function, map[function], path);
                return Wrong(path, $"{function} must be the only member of its object");
            case JsonValue value when value.TryGetValue<string>(out var text):
                return Finish(text, path);
            default:
                return node?.DeepClone();
        }
    }

    private static bool IsFunction(string name) => name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal);

    private JsonObject ResolveMap(JsonObject map, string path)
    {
        var resolved = new JsonObject();
        foreach (var (name, member) in map)
        {
            if (Resolve(member, $"{path}.{name}") is { } value)
                resolved.Add(name, value);
        }

        return resolved;
    }

    private JsonArray ResolveList(JsonArray list, string path)
    {
        var resolved = new JsonArray();
        for (var index = 0; index < list.Count; index++)
        {
            if (Resolve(list[index], $"{path}[{index}]") is { } value)
                resolved.Add(value);
        }

        return resolved;
    }

    private JsonNode? Call(string function, JsonNode? argument, string path) => function switch
    {
        "Ref" => Scalars.Text(argument) is { } name ? Ref(name, path) : Wrong(path, "Ref needs a name"),
        "Fn::GetAtt" => GetAtt(argument, path),
        "Fn::Sub" => Sub(argument, path),
        "Fn::Join" => Join(argument, path),
        "Fn::Split" => Split(argument, path),
        "Fn::Select" => Select(argument, path),
        "Fn::FindInMap" => FindInMap(argument, path),
        "Fn::If" => If(argument, path),
        "Fn::Base64" => Text(argument, path) is { } text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : null,
        "Fn::Equals" or "Fn::And" or "Fn::Or" or "Fn::Not" => Wrong(path, $"{function} is allowed only in the Conditions section"),
        "Fn::ImportValue" => Text(argument, path) is { } export ? outside.Find(OutsideValues.Export, export, path) : null,
        "Fn::GetAZs" => Zones(argument, path),
        "Fn::Cidr" => Cidr(argument, path),
        "Fn::Length" => Resolve(argument, path) is JsonArray list ? list.Count : Wrong(path, "Fn::Length needs a list"),
        "Fn::ToJsonString" => Resolve(argument, path)?.ToJsonString(),
        _ => Unknown(function, path),
    };

    private JsonNode? Unknown(string function, string path)
    {
        if (diagnostics.CannotRun(path, $"{function} is not supported: write its result into the template") is not null)
            diagnostics.IgnoreLocally($"{path} ({function})");
        return null;
    }

    private JsonArray Zones(JsonNode? argument, string path)
    {
        var region = Text(argument, path) is { Length: > 0 } given ? given : Scalars.Text(parameters.Find("AWS::Region"));
        return [$"{region}a", $"{region}b", $"{region}c"];
    }

    /// <summary>No route depends on the address ranges, so each is only a text of the right form.</summary>
    private JsonNode? Cidr(JsonNode? argument, string path)
    {
        if (argument is not JsonArray { Count: 2 or 3 } parts || !int.TryParse(Text(parts[1], path), out var count) || count is < 1 or > 256)
            return Wrong(path, "Fn::Cidr needs an address range, a number of 1 to 256 and the number of bits");
        return new JsonArray([.. Enumerable.Range(0, count).Select(index => JsonValue.Create($"10.0.{index}.0/24"))]);
    }

    private JsonNode? Ref(string name, string path) =>
        name == "AWS::NoValue" ? null : parameters.Find(name) ?? Resource(name, null, path);

    private JsonNode? GetAtt(JsonNode? argument, string path)
    {
        if (argument is JsonArray { Count: 2 } pair && Scalars.Text(pair[0]) is { } id && Text(pair[1], path) is { } attribute)
            return Resource(id, attribute, path);
        if (Scalars.Text(argument)?.Split('.', 2) is [var resource, var name])
            return Resource(resource, name, path);
        return Wrong(path, "Fn::GetAtt needs a logical id and an attribute");
    }

    private JsonNode? Sub(JsonNode? argument, string path)
    {
        var values = new JsonObject();
        if (argument is JsonArray { Count: 2 } pair && pair[1] is JsonObject map)
        {
            values = ResolveMap(map, path);
            argument = pair[0];
        }

        if (Scalars.Text(argument) is not { } template)
            return Wrong(path, "Fn::Sub needs a string, or a string and an object of values");
        var result = Substitution.Replace(template, variable =>
        {
            var value = values[variable] is { } own ? own
                : variable.Split('.', 2) is [var resource, var attribute] && parameters.Find(variable) is null
                    ? Attribute(resource, attribute)
                : Ref(variable, path);
            if (value is JsonArray or JsonObject)
                Wrong(path, $"${{{variable}}} in Fn::Sub is a list, not a string");
            return Scalars.Text(value) ?? "";
        });
        return Finish(result, path);

        // In SAM, "Api.Stage", "Function.Version" and similar names are references, not attributes.
        JsonNode? Attribute(string resource, string attribute) =>
            ResourceValues.IsReferableProperty(attribute)
                ? Resource($"{resource}.{attribute}", null, path)
                : Resource(resource, attribute, path);
    }

    private JsonNode? Join(JsonNode? argument, string path)
    {
        if (argument is not JsonArray { Count: 2 } pair
            || Scalars.Text(pair[0]) is not { } delimiter
            || List(pair[1], path) is not { } items)
        {
            return Wrong(path, "Fn::Join needs a delimiter and a list");
        }

        if (items.FirstOrDefault(item => Scalars.Text(item) is null) is not null)
            return Wrong(path, "Fn::Join needs a list of strings");
        return Finish(string.Join(delimiter, items.Select(Scalars.Text)), path);
    }

    private JsonArray? List(JsonNode? node, string path)
    {
        SawIgnored = false;
        var value = Resolve(node, path);
        return value as JsonArray ?? (SawIgnored && value is not null ? [value.DeepClone()] : null);
    }

    private JsonNode? Split(JsonNode? argument, string path)
    {
        if (argument is not JsonArray { Count: 2 } pair
            || Scalars.Text(pair[0]) is not { Length: > 0 } delimiter
            || Text(pair[1], path) is not { } text)
        {
            return Wrong(path, "Fn::Split needs a delimiter and a string");
        }

        return new JsonArray([.. text.Split(delimiter).Select(part => JsonValue.Create(part))]);
    }

    private JsonNode? Select(JsonNode? argument, string path)
    {
        if (argument is not JsonArray { Count: 2 } pair
            || List(pair[1], path) is not { } items
            || !int.TryParse(Text(pair[0], path), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return Wrong(path, "Fn::Select needs an index and a list");
        }

        if (SawIgnored && items.Count > 0)
            index = Math.Min(index, items.Count - 1);
        return index < items.Count
            ? items[index]!.DeepClone()
            : Wrong(path, $"Fn::Select asks for item {index} of a list of {items.Count}");
    }

    private JsonNode? FindInMap(JsonNode? argument, string path)
    {
        if (argument is JsonArray { Count: 4 } extended
            && extended[3] is JsonObject { Count: 1 } last
            && last.First() is { Key: "DefaultValue" } otherwise)
        {
            return extended.Take(3).Select(key => Text(key, path)).ToArray() is [{ } of, { } key1, { } key2]
                && mappings[of] is JsonObject values && values[key1] is JsonObject inside && inside[key2] is { } found
                ? found.DeepClone()
                : Resolve(otherwise.Value, path);
        }

        if (argument is not JsonArray { Count: 3 } keys
            || keys.Select(key => Text(key, path)).ToArray() is not [{ } map, { } first, { } second])
        {
            return Wrong(path, "Fn::FindInMap needs the names of a map, of a key and of a second key");
        }

        return mappings[map] is JsonObject outer && outer[first] is JsonObject inner && inner[second] is { } value
            ? value.DeepClone()
            : Wrong(path, $"the Mappings section has no {map}.{first}.{second}");
    }

    private JsonNode? If(JsonNode? argument, string path)
    {
        if (argument is not JsonArray { Count: 3 } parts || Scalars.Text(parts[0]) is not { } name)
            return Wrong(path, "Fn::If needs the name of a condition and two values");
        return Resolve(Condition(name, path) ? parts[1] : parts[2], path);
    }

    private string? Text(JsonNode? node, string path) => Scalars.Text(Resolve(node, path));

    private JsonNode? Wrong(string path, string reason)
    {
        diagnostics.Add(path, reason);
        return null;
    }
}
