using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Evaluation;

/// <summary>
/// The members of values that templates can access: those of Java's String, List, Map and numbers that the methods' classes list. There
/// is no reflection: <c>.class</c> and <c>getClass()</c> are unknown members like any other.
/// </summary>
internal static class Members
{
    /// <returns>Null if there is no property of that name.</returns>
    public static object? GetProperty(object target, string name, RenderScope scope) => target switch
    {
        JavaMap map => map.Get(name),
        ITemplateObject special => special.GetProperty(name, scope),
        JavaMapEntry entry => name switch { "key" => entry.Key, "value" => entry.Value, _ => null },
        string text when name == "empty" => text.Length == 0,
        JavaList list when name == "empty" => list.Count == 0,
        _ => null,
    };

    /// <summary><c>$x.name = value</c>; only maps and overrides are writable.</summary>
    public static void SetProperty(object target, string name, object? value, RenderScope scope)
    {
        if (target is JavaMap map)
            MapMethods.Put(map, name, value, scope);
        else if (target is IWritableObject writable)
            writable.SetProperty(name, value, scope);
    }

    /// <summary><c>$x[index]</c>; a list's index may count from the end.</summary>
    public static object? GetIndex(object target, object index, RenderScope scope) => target switch
    {
        JavaMap map => map.Get(index),
        JavaList list when JavaText.IsNumber(index) => list[ListMethods.Index(list, FromEnd(list, index), list.Count, scope)],
        ITemplateObject special when index is string name => special.GetProperty(name, scope),
        _ => null,
    };

    /// <summary><c>$x[index] = value</c></summary>
    public static void SetIndex(object target, object index, object? value, RenderScope scope)
    {
        if (target is JavaList list && JavaText.IsNumber(index))
            ListMethods.Set(list, FromEnd(list, index), value, scope);
        else if (target is JavaMap map)
            MapMethods.Put(map, index, value, scope);
        else if (target is IWritableObject writable && index is string name)
            writable.SetProperty(name, value, scope);
    }

    /// <returns>Null if no method of that name accepts the arguments, or if the method returns nothing.</returns>
    public static object? Invoke(object target, string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("toString", []) when target is not ITemplateObject => JavaText.Of(target, scope),
        ("equals", [{ } other]) => JavaEquality.Strict(target, other, scope),
        _ => target switch
        {
            string text => StringMethods.Invoke(text, method, arguments, scope),
            JavaMap map => MapMethods.Invoke(map, method, arguments, scope),
            JavaList list => ListMethods.Invoke(list, method, arguments, scope),
            ITemplateObject special => special.Invoke(method, arguments, scope),
            JavaMapEntry entry => (method, arguments) switch
            {
                ("getKey", []) => entry.Key,
                ("getValue", []) => entry.Value,
                _ => null,
            },
            bool flag when method == "booleanValue" => flag,
            _ when JavaText.IsNumber(target) => NumberMethods.Invoke(target, method, arguments, scope),
            _ => null,
        },
    };

    private static int FromEnd(JavaList list, object index)
    {
        var position = JavaArithmetic.ToInt(index);
        return position < 0 ? position + list.Count : position;
    }
}
