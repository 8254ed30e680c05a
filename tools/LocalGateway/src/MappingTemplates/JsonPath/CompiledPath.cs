using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>The text is not a JSONPath.</summary>
internal sealed class JsonPathException(string path, string problem) : Exception($"'{path}' is not a JSONPath: {problem}");

/// <summary>
/// A JSONPath in the dialect of Jayway's JsonPath, which API Gateway's <c>$input</c> uses. Libraries for .NET do not fit, because they
/// follow RFC 9535 or Newtonsoft's dialect: every path gives a list, there is no <c>length()</c>, and filters work differently.
/// </summary>
internal sealed class CompiledPath(IReadOnlyList<PathSegment> segments, bool endsWithLength)
{
    private readonly PathSegment[] _segments = [.. segments];

    /// <summary>Whether the path selects at most one value. Other paths always give a list, even for no value or one.</summary>
    public bool IsDefinite { get; } = segments.All(segment => segment.IsDefinite);

    /// <returns>The value or list; null if a definite path matches nothing.</returns>
    public object? Select(object? document, RenderScope scope)
    {
        var found = SelectAll(document, document, scope);
        var result = IsDefinite ? (found.Count > 0 ? found[0] : null) : new JavaList(found, isJson: true);
        if (!endsWithLength)
            return result;
        return result switch
        {
            JavaList list => list.Count,
            JavaMap map => map.Count,
            _ => null,
        };
    }

    /// <summary>All values that the path selects from a node. In a filter, <c>$</c> stands for the root.</summary>
    public List<object?> SelectAll(object? node, object? root, RenderScope scope)
    {
        List<object?> nodes = [node];
        List<object?> next = [];
        foreach (var segment in _segments)
        {
            foreach (var current in nodes)
            {
                scope.Step();
                segment.Select(current, root, next, scope);
            }

            (nodes, next) = (next, nodes);
            next.Clear();
        }

        return nodes;
    }
}
