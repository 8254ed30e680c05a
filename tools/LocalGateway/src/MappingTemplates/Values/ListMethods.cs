using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>java.util.List's methods.</summary>
internal static class ListMethods
{
    private const int ItemCost = 32;

    public static object? Invoke(JavaList list, string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("size", []) => list.Count,
        ("isEmpty", []) => list.Count == 0,
        ("get", [{ } index]) when JavaText.IsNumber(index) => list[Index(list, JavaArithmetic.ToInt(index), list.Count, scope)],
        ("set", [{ } index, var item]) when JavaText.IsNumber(index) => Set(list, JavaArithmetic.ToInt(index), item, scope),
        ("add", [var item]) => Add(list, item, scope),
        ("add", [{ } index, var item]) when JavaText.IsNumber(index) => Insert(list, JavaArithmetic.ToInt(index), item, scope),
        ("addAll", [JavaList items]) => AddAll(list, items, scope),
        ("addAll", [{ } index, JavaList items]) when JavaText.IsNumber(index) =>
            InsertAll(list, JavaArithmetic.ToInt(index), items, scope),
        ("remove", [int index]) => RemoveAt(list, index, scope),
        ("remove", [var item]) => Remove(list, item, scope),
        ("contains", [var item]) => IndexOf(list, item, scope) >= 0,
        ("containsAll", [JavaList items]) => items.All(item => IndexOf(list, item, scope) >= 0),
        ("indexOf", [var item]) => IndexOf(list, item, scope),
        ("lastIndexOf", [var item]) => LastIndexOf(list, item, scope),
        ("subList", [int from, int to]) => SubList(list, from, to, scope),
        ("clear", []) => Clear(list),
        ("removeAll", [JavaList items]) => Keep(list, item => IndexOf(items, item, scope) < 0, scope),
        ("retainAll", [JavaList items]) => Keep(list, item => IndexOf(items, item, scope) >= 0, scope),
        ("toArray", [] or [_]) => SubList(list, 0, list.Count, scope),
        ("iterator", []) => new JavaIterator(list),
        ("hashCode", []) or ("replaceAll", [_]) => throw scope.Error($"LocalGateway does not run {method} of a list"),
        _ => null,
    };

    /// <summary>Checks an index against the number of valid positions.</summary>
    public static int Index(JavaList list, int index, int choices, RenderScope scope) => index >= 0 && index < choices
        ? index
        : throw scope.Error($"the index {index} is outside a list of {list.Count}");

    /// <returns>The previous element.</returns>
    public static object? Set(JavaList list, int index, object? item, RenderScope scope)
    {
        scope.Charge(list.WriteCost);
        return list.Set(Index(list, index, list.Count, scope), item);
    }

    private static bool Add(JavaList list, object? item, RenderScope scope)
    {
        scope.Charge((long)list.WriteCost * ItemCost);
        list.Add(item);
        return true;
    }

    private static object? Insert(JavaList list, int index, object? item, RenderScope scope)
    {
        scope.Charge((long)list.WriteCost * ItemCost);
        list.Insert(Index(list, index, list.Count + 1, scope), item);
        return null;
    }

    private static bool AddAll(JavaList list, JavaList items, RenderScope scope)
    {
        scope.Charge(((long)list.WriteCost + items.Count) * ItemCost);
        foreach (var item in items.ToList())
            list.Add(item);
        return items.Count > 0;
    }

    private static bool InsertAll(JavaList list, int index, JavaList items, RenderScope scope)
    {
        scope.Charge(((long)list.WriteCost + ((long)items.Count * (list.Count + 1))) * ItemCost);
        var position = Index(list, index, list.Count + 1, scope);
        foreach (var item in items.ToList())
            list.Insert(position++, item);
        return items.Count > 0;
    }

    private static bool Keep(JavaList list, Func<object?, bool> isKept, RenderScope scope)
    {
        var before = list.Count;
        var kept = list.Where(isKept).ToList();
        scope.Charge((long)before * ItemCost);
        list.Clear();
        foreach (var item in kept)
            list.Add(item);
        return kept.Count < before;
    }

    /// <returns>The removed element.</returns>
    public static object? RemoveAt(JavaList list, int index, RenderScope scope)
    {
        scope.Charge(list.Count);
        return list.RemoveAt(Index(list, index, list.Count, scope));
    }

    private static bool Remove(JavaList list, object? item, RenderScope scope)
    {
        var index = IndexOf(list, item, scope);
        if (index >= 0)
            RemoveAt(list, index, scope);
        return index >= 0;
    }

    private static int IndexOf(JavaList list, object? item, RenderScope scope)
    {
        for (var i = 0; i < list.Count; i++)
            if (JavaEquality.Strict(list[i], item, scope))
                return i;
        return -1;
    }

    private static int LastIndexOf(JavaList list, object? item, RenderScope scope)
    {
        for (var i = list.Count - 1; i >= 0; i--)
            if (JavaEquality.Strict(list[i], item, scope))
                return i;
        return -1;
    }

    public static JavaList SubList(JavaList list, int from, int to, RenderScope scope)
    {
        if (from < 0 || from > to || to > list.Count)
            throw scope.Error($"subList: {from} to {to} is outside a list of {list.Count}");
        scope.Charge((long)(to - from) * ItemCost);
        var part = new JavaList();
        for (var i = from; i < to; i++)
            part.Add(list[i]);
        return part;
    }

    private static object? Clear(JavaList list)
    {
        list.Clear();
        return null;
    }
}
