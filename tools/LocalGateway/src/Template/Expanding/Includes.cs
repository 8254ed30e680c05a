using System.Text.Json.Nodes;
using LocalGateway.Template.Resolving;

namespace LocalGateway.Template.Expanding;

/// <summary><c>Fn::Transform</c> with <c>AWS::Include</c>: puts the content of a file in the place of the function.</summary>
internal sealed class Includes(Intrinsics intrinsics, LocalFiles files, TemplateDiagnostics diagnostics)
{
    private const string Function = "Fn::Transform";
    private const string Include = "AWS::Include";

    // A file may include another file, but not itself.
    private const int MaximumDepth = 20;

    /// <summary>Changes the tree. <paramref name="path"/>: its place, for messages.</summary>
    public void ExpandIn(JsonNode? node, string path, int depth = 0)
    {
        switch (node)
        {
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                    ExpandIn(list[index], $"{path}[{index}]", depth);
                break;
            case JsonObject map:
                if (map.Remove(Function, out var call))
                {
                    foreach (var transform in call is JsonArray several ? [.. several] : new[] { call })
                        Insert(transform as JsonObject, map, $"{path}.{Function}", depth);
                }

                foreach (var (name, member) in map)
                    ExpandIn(member, path.Length == 0 ? name : $"{path}.{name}", depth);
                break;
        }
    }

    private void Insert(JsonObject? transform, JsonObject target, string path, int depth)
    {
        var name = Scalars.Text(transform?["Name"]);
        if (name != Include)
        {
            if (diagnostics.CannotRun(path, $"the macro '{name}' cannot run on this machine: write its result into the template") is not null)
                diagnostics.IgnoreLocally($"{path} (the macro '{name}' cannot run on this machine)");
            return;
        }

        if (depth == MaximumDepth)
        {
            diagnostics.Add(path, $"files include each other more than {MaximumDepth} levels deep");
            return;
        }

        var location = intrinsics.Resolve((transform!["Parameters"] as JsonObject)?["Location"], path);
        switch (files.Read(location, path, "paste the file's content in the place of Fn::Transform"))
        {
            case JsonObject content:
                ExpandIn(content, path, depth + 1);
                foreach (var (member, value) in content.Where(member => !target.ContainsKey(member.Key)))
                    target.Add(member, value?.DeepClone());
                break;
            case { } other:
                diagnostics.Add(path, $"the included file must contain an object, not {other.GetValueKind()}");
                break;
        }
    }
}
