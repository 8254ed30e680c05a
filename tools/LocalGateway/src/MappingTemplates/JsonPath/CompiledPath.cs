using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>A text that is no JSONPath.</summary>
internal sealed class JsonPathException(string path, string problem) : Exception($"'{path}' is not a JSONPath: {problem}");

/// <summary>
/// A JSONPath in the dialect of Jayway's JsonPath, on which API Gateway's <c>$input</c> rests. Own code, because libraries for
/// .NET follow RFC 9535 or Newtonsoft's dialect: they give a list for every path, know no <c>length()</c>, and read filters otherwise.
/// </summary>
internal sealed class CompiledPath(IReadOnlyList<PathSegment> segments, bool endsWithLength)
{
    /// <summary>Whether it can lead to one value only; others give a list, be it empty or of one.</summary>
    public bool IsDefinite { get; } = segments.All(segment => segment.IsDefinite);

    /// <returns>The value or list; null when a definite path leads nowhere.</returns>
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

    /// <summary>All that the path leads to from a node; the root is what <c>$</c> in a filter stands for.</summary>
    public List<object?> SelectAll(object? node, object? root, RenderScope scope)
    {
        List<object?> nodes = [node];
        foreach (var segment in segments)
        {
            var next = new List<object?>();
            foreach (var current in nodes)
            {
                scope.Step();
                segment.Select(current, root, next, scope);
            }

            nodes = next;
        }

        return nodes;
    }
}
