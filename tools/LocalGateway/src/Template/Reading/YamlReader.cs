using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LocalGateway.Template.Reading;

/// <summary>
/// YAML as SAM CLI and CloudFormation read it: version 1.1 scalars, the short forms of intrinsic functions (<c>!Sub</c> stands for
/// <c>Fn::Sub</c>), aliases and merge keys (SAM CLI sends their values).
/// </summary>
internal sealed partial class YamlReader
{
    private const int MaximumDepth = 100;

    // A few nested aliases can stand for billions of nodes.
    private const int MaximumNodes = 1_000_000;

    private readonly Parser _parser;
    private readonly Dictionary<string, JsonNode?> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private readonly string _source;
    private readonly TemplateDiagnostics _diagnostics;

    private YamlReader(string text, string source, TemplateDiagnostics diagnostics)
    {
        (_source, _diagnostics) = (source, diagnostics);
        _parser = new Parser(new StringReader(PyYaml.Adapt(text)));
    }

    /// <exception cref="TemplateException">
    /// The text is not YAML, or CloudFormation does not accept it; the message contains line and column.
    /// </exception>
    public static JsonNode? Read(string text, string source, TemplateDiagnostics diagnostics)
    {
        var reader = new YamlReader(text, source, diagnostics);
        try
        {
            reader._parser.Consume<StreamStart>();
            if (!reader._parser.TryConsume<DocumentStart>(out _))
                return null;
            var root = reader.ReadNode(0);
            reader._parser.Consume<DocumentEnd>();
            if (reader._parser.TryConsume<DocumentStart>(out var second))
                throw Unreadable(second, "a template must be one YAML document, not several");
            return root;
        }
        catch (YamlException e)
        {
            throw new TemplateException(source, $"line {e.Start.Line}, column {e.Start.Column}: {e.Message}");
        }
    }

    private JsonNode? ReadNode(int depth)
    {
        if (depth > MaximumDepth)
            throw Unreadable(_parser.Current!, $"the template is nested more than {MaximumDepth} levels deep");
        Count(1, _parser.Current!);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Anchored(alias);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return Anchor(scalar, FunctionName(scalar) is { } function ? Call(function, JsonValue.Create(scalar.Value)) : Plain(scalar));
        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var list = new JsonArray();
            while (!_parser.TryConsume<SequenceEnd>(out _))
                list.Add(ReadNode(depth + 1));
            return Anchor(sequence, FunctionName(sequence) is { } function ? Call(function, list) : list);
        }

        var mapping = _parser.Consume<MappingStart>();
        var map = ReadMembers(depth);
        return Anchor(mapping, FunctionName(mapping) is { } name ? Call(name, map) : map);
    }

    private JsonNode? Anchor(NodeEvent node, JsonNode? value)
    {
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor.Value] = value?.DeepClone();
        return value;
    }

    private JsonNode? Anchored(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var value))
            throw Unreadable(alias, $"no earlier value has the anchor '&{alias.Value}'");
        Count(Size(value), alias);
        return value?.DeepClone();
    }

    private void Count(int nodes, ParsingEvent at)
    {
        _nodes += nodes;
        if (_nodes > MaximumNodes)
            throw Unreadable(at, $"the template has more than {MaximumNodes} values, counting each use of an alias");
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonArray list => 1 + list.Sum(Size),
        JsonObject map => 1 + map.Sum(member => Size(member.Value)),
        _ => 1,
    };

    private JsonObject ReadMembers(int depth)
    {
        var map = new JsonObject();
        var merged = new List<JsonObject>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
                throw Unreadable(_parser.Current!, "a key must be a string");
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(Merged(ReadNode(depth + 1), key));
                continue;
            }

            if (map.ContainsKey(key.Value))
                Repeated(key);
            map[key.Value] = ReadNode(depth + 1);
        }

        // A member of the object itself wins, then the first of several merged objects.
        foreach (var (name, value) in merged.SelectMany(other => other).Where(member => !map.ContainsKey(member.Key)))
            map.Add(name, value?.DeepClone());
        return map;
    }

    /// <summary>PyYAML takes the last value of a key. That is most often a mistake, so only a partial deployment takes it.</summary>
    private void Repeated(Scalar key)
    {
        if (!_diagnostics.IsPartial)
            throw Unreadable(key, $"the key '{key.Value}' appears twice");
        _diagnostics.IgnoreLocally($"{_source} line {key.Start.Line}: an earlier value of the key '{key.Value}'");
    }

    private static IEnumerable<JsonObject> Merged(JsonNode? value, Scalar key) => value switch
    {
        JsonObject other => [other],
        JsonArray list when list.All(item => item is JsonObject) => list.Cast<JsonObject>(),
        _ => throw Unreadable(key, "a merge key '<<' needs an object or a list of objects"),
    };

    /// <summary><c>!Ref</c> and <c>!Condition</c> keep their names; every other short form gets the prefix <c>Fn::</c>.</summary>
    private static string? FunctionName(NodeEvent node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific || node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            return null;
        var name = node.Tag.Value.TrimStart('!');
        return name is "Ref" or "Condition" ? name : $"Fn::{name}";
    }

    private static JsonObject Call(string function, JsonNode? argument)
    {
        // "!GetAtt Table.Arn" is the short form of a list; attribute names may contain dots.
        if (function == "Fn::GetAtt" && Scalars.Text(argument) is { } path && path.Split('.', 2) is [var resource, var attribute])
            argument = new JsonArray(resource, attribute);
        return new JsonObject { [function] = argument };
    }

    private static JsonNode? Plain(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
            return text;
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON":
                return true;
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF":
                return false;
        }

        if (DecimalInteger().IsMatch(text))
            return JsonNode.Parse(text.TrimStart('+'));
        if (Octal().IsMatch(text))
            return Convert.ToInt64(text, 8);
        // Parsed as JSON text, a number keeps its digits: the version 1.0 must not become 1.
        if (JsonNumber().IsMatch(text))
            return JsonNode.Parse(text);
        return Float().IsMatch(text) ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : text;
    }

    private static YamlException Unreadable(ParsingEvent at, string reason) => new(at.Start, at.End, reason);

    [GeneratedRegex(@"^(\+?|-)(0|[1-9][0-9]*)\z")]
    private static partial Regex DecimalInteger();

    [GeneratedRegex(@"^0[0-7]{1,20}\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();
}
