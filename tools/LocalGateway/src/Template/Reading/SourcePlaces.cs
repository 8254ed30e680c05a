using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalGateway.Template.Reading;

/// <summary>Finds the place of a path such as <c>Api.Properties.Auth.Authorizers[0]</c> in the text of a template.</summary>
internal sealed class SourcePlaces
{
    private readonly Node _root;

    private SourcePlaces(Node root) => _root = root;

    /// <returns>Null if the text cannot be read.</returns>
    public static SourcePlaces? Of(string text)
    {
        try
        {
            return new(text.AsSpan().TrimStart() is ['{', ..] ? JsonTree.Read(text) : YamlTree.Read(text));
        }
        catch (Exception exception) when (exception is JsonException or YamlException)
        {
            return null;
        }
    }

    /// <summary>
    /// Line and column, from 1, of the deepest part of the path that the text has. The path begins with a logical id or a section. Null if
    /// the text has no part of it.
    /// </summary>
    public (int Line, int Column)? Find(string path) =>
        (_root.Member("Resources") is { } resources ? Find(resources, path) : null) ?? Find(_root, path);

    private static (int Line, int Column)? Find(Node from, string path)
    {
        var (node, rest) = (from, path);
        while (rest.Length > 0 && Step(node, rest) is var (next, left))
            (node, rest) = (next, left.TrimStart('.'));
        return node == from ? null : (node.Line, node.Column);
    }

    // A name may contain dots, so the longest one that fits counts.
    private static (Node Next, string Left)? Step(Node node, string path)
    {
        if (path[0] == '[')
        {
            var end = path.IndexOf(']', StringComparison.Ordinal);
            return end > 0 && int.TryParse(path.AsSpan(1, end - 1), out var index) && node.Item(index) is { } item ? (item, path[(end + 1)..]) : null;
        }

        var name = node.Members.Keys
            .Where(name => path.StartsWith(name, StringComparison.Ordinal) && (path.Length == name.Length || path[name.Length] is '.' or '['))
            .MaxBy(name => name.Length);
        return name is null ? null : (node.Members[name], path[name.Length..]);
    }

    /// <summary>A value with its place. A member's place is that of its name.</summary>
    private sealed record Node(int Line, int Column)
    {
        public Dictionary<string, Node> Members { get; } = new(StringComparer.Ordinal);

        public List<Node> Items { get; } = [];

        public Node? Member(string name) => Members.GetValueOrDefault(name);

        public Node? Item(int index) => index < Items.Count ? Items[index] : null;
    }

    private static class JsonTree
    {
        public static Node Read(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var lines = new List<int> { 0 };
            for (var index = 0; index < bytes.Length; index++)
            {
                if (bytes[index] == '\n')
                    lines.Add(index + 1);
            }

            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            return Value(ref reader, (int)reader.TokenStartIndex, bytes, lines);
        }

        private static Node Value(ref Utf8JsonReader reader, int place, byte[] bytes, List<int> lines)
        {
            var line = lines.BinarySearch(place) is var found && found >= 0 ? found : ~found - 1;
            var node = new Node(line + 1, Encoding.UTF8.GetCharCount(bytes, lines[line], place - lines[line]) + 1);
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    node.Items.Add(Value(ref reader, (int)reader.TokenStartIndex, bytes, lines));
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (name, start) = (reader.GetString()!, (int)reader.TokenStartIndex);
                    reader.Read();
                    node.Members[name] = Value(ref reader, start, bytes, lines);
                }
            }

            return node;
        }
    }

    private static class YamlTree
    {
        public static Node Read(string text)
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(PyYaml.Adapt(text)));
            return yaml.Documents.Count == 0 ? new(1, 1) : Value(yaml.Documents[0].RootNode, yaml.Documents[0].RootNode.Start, []);
        }

        private static Node Value(YamlNode yaml, Mark place, IReadOnlyList<YamlNode> above)
        {
            var node = new Node((int)place.Line, (int)place.Column);
            // An alias can stand for a node that contains it.
            if (above.Contains(yaml, ReferenceEqualityComparer.Instance))
                return node;
            IReadOnlyList<YamlNode> inner = [.. above, yaml];
            if (yaml is YamlMappingNode map)
            {
                foreach (var (name, value) in map.Children)
                    node.Members[(name as YamlScalarNode)?.Value ?? ""] = Value(value, name.Start, inner);
            }
            else if (yaml is YamlSequenceNode list)
            {
                node.Items.AddRange(list.Children.Select(item => Value(item, item.Start, inner)));
            }

            return node;
        }
    }
}
