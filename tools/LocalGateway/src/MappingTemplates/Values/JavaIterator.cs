using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>A java.util.Iterator over a list. It has no text.</summary>
internal sealed class JavaIterator(JavaList list) : ITemplateObject
{
    private int _next;
    private bool _isRemovable;

    public object? GetProperty(string name, RenderScope scope) => null;

    public object? Invoke(string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("hasNext", []) => _next < list.Count,
        ("next", []) => Next(scope),
        ("remove", []) => Remove(scope),
        _ => null,
    };

    /// <summary>The elements that <c>next()</c> has not returned yet. The iterator is then at its end.</summary>
    public JavaList Rest(RenderScope scope)
    {
        var rest = ListMethods.SubList(list, Math.Min(_next, list.Count), list.Count, scope);
        _next = list.Count;
        return rest;
    }

    private object? Next(RenderScope scope)
    {
        if (_next >= list.Count)
            throw scope.Error("next(): the iterator has no more elements");
        _isRemovable = true;
        return list[_next++];
    }

    private object? Remove(RenderScope scope)
    {
        if (!_isRemovable)
            throw scope.Error("remove(): call next() first");
        _isRemovable = false;
        ListMethods.RemoveAt(list, --_next, scope);
        return null;
    }
}
