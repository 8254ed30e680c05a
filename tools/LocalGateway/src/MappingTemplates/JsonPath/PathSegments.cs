using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>One step of a path.</summary>
internal abstract class PathSegment
{
    /// <summary>Whether the segment selects at most one value.</summary>
    public virtual bool IsDefinite => false;

    /// <summary>Adds the values that the segment selects from a node.</summary>
    public abstract void Select(object? node, object? root, List<object?> found, RenderScope scope);
}

/// <summary><c>.name</c> and <c>['name']</c></summary>
internal sealed class PropertySegment(string name) : PathSegment
{
    public override bool IsDefinite => true;

    public override void Select(object? node, object? root, List<object?> found, RenderScope scope)
    {
        if (node is JavaMap map && map.ContainsKey(name))
            found.Add(map.Get(name));
    }
}

/// <summary><c>['a','b']</c>: a map of those of the properties that exist.</summary>
internal sealed class PropertiesSegment(IReadOnlyList<string> names) : PathSegment
{
    public override bool IsDefinite => true;

    public override void Select(object? node, object? root, List<object?> found, RenderScope scope)
    {
        if (node is not JavaMap map)
            return;
        var part = new JavaMap();
        foreach (var name in names)
            if (map.ContainsKey(name))
                MapMethods.Put(part, name, map.Get(name), scope);
        found.Add(part);
    }
}

/// <summary><c>[0]</c>, <c>[-1]</c></summary>
internal sealed class IndexSegment(int index) : PathSegment
{
    public override bool IsDefinite => true;

    public override void Select(object? node, object? root, List<object?> found, RenderScope scope)
    {
        if (node is not JavaList list)
            return;
        var position = index < 0 ? index + list.Count : index;
        if (position >= 0 && position < list.Count)
            found.Add(list[position]);
    }
}

/// <summary><c>[0,2]</c></summary>
internal sealed class IndexesSegment(IReadOnlyList<int> indexes) : PathSegment
{
    private readonly List<IndexSegment> _indexes = [.. indexes.Select(index => new IndexSegment(index))];

    public override void Select(object? node, object? root, List<object?> found, RenderScope scope)
    {
        foreach (var index in _indexes)
            index.Select(node, root, found, scope);
    }
}

/// <summary><c>[from:to]</c>: the end is excluded, and negative numbers count from the end.</summary>
internal sealed class SliceSegment(int? from, int? to) : PathSegment
{
    public override void Select(object? node, object? root, List<object?> found, RenderScope scope)
    {
        if (node is not JavaList list)
            return;
        var start = Bound(from ?? 0, list.Count);
        var end = Bound(to ?? list.Count, list.Count);
        for (var i = start; i < end; i++)
        {
            scope.Step();
            found.Add(list[i]);
        }
    }

    private static int Bound(int index, int count) => Math.Clamp(index < 0 ? index + count : index, 0, count);
}

/// <summary><c>*</c></summary>
internal sealed class WildcardSegment : PathSegment
{
    public override void Select(object? node, object? root, List<object?> found, RenderScope scope)
    {
        foreach (var child in Children(node))
        {
            scope.Step();
            found.Add(child);
        }
    }

    public static IEnumerable<object?> Children(object? node) => node switch
    {
        JavaList list => list,
        JavaMap map => map.Entries.Select(entry => entry.Value),
        _ => [],
    };
}

/// <summary><c>[?(…)]</c>: the elements of a list, or the map itself, for which the condition holds.</summary>
internal sealed class FilterSegment(FilterNode condition) : PathSegment
{
    public override void Select(object? node, object? root, List<object?> found, RenderScope scope)
    {
        var candidates = node switch
        {
            JavaList list => list,
            JavaMap map => [map],
            _ => Enumerable.Empty<object?>(),
        };
        foreach (var candidate in candidates)
        {
            scope.Step();
            if (condition.IsTrue(candidate, root, scope))
                found.Add(candidate);
        }
    }
}

/// <summary><c>..</c> and the segment after it: applies the segment to the node and to all its descendants, parents first.</summary>
internal sealed class DeepScanSegment(PathSegment inner) : PathSegment
{
    public override void Select(object? node, object? root, List<object?> found, RenderScope scope)
    {
        scope.Step();
        if (node is not (JavaMap or JavaList))
            return;
        // A filter on a list already tests each map in the list.
        if (inner is not FilterSegment || node is JavaList)
            inner.Select(node, root, found, scope);
        foreach (var child in WildcardSegment.Children(node))
            Select(child, root, found, scope);
    }
}
