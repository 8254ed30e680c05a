using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>java.util.Map's methods. Key sets, entry sets and value collections are copies, not views.</summary>
internal static class MapMethods
{
    private const int EntryCost = 16;

    public static object? Invoke(JavaMap map, string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("size", []) => map.Count,
        ("isEmpty", []) => map.Count == 0,
        ("get", [{ } key]) => map.Get(key),
        ("getOrDefault", [{ } key, var fallback]) => map.ContainsKey(key) ? map.Get(key) : fallback,
        ("put", [{ } key, var value]) => Put(map, key, value, scope),
        ("putIfAbsent", [{ } key, var value]) => map.Get(key) ?? Put(map, key, value, scope),
        ("putAll", [JavaMap other]) => PutAll(map, other, scope),
        ("remove", [{ } key]) => Remove(map, key, scope),
        ("remove", [{ } key, var value]) => IsEntry(map, key, value, scope) && Remove(map, key, scope) is var _,
        ("replace", [{ } key, var value]) => map.ContainsKey(key) ? Put(map, key, value, scope) : null,
        ("replace", [{ } key, var old, var value]) => IsEntry(map, key, old, scope) && Put(map, key, value, scope) is var _,
        ("containsKey", [{ } key]) => map.ContainsKey(key),
        ("containsValue", [var value]) => map.Entries.Any(entry => JavaEquality.Strict(entry.Value, value, scope)),
        ("keySet", []) => List(map, entry => entry.Key, scope),
        ("values", []) => Values(map, scope),
        ("entrySet", []) => List(map, entry => new JavaMapEntry(entry.Key, entry.Value), scope),
        ("clear", []) => Clear(map),
        ("hashCode", []) or ("replaceAll", [_]) => throw scope.Error($"LocalGateway does not run {method} of a map"),
        _ => null,
    };

    /// <returns>The previous value.</returns>
    public static object? Put(JavaMap map, object key, object? value, RenderScope scope)
    {
        scope.Charge(EntryCost);
        return map.Put(key, value);
    }

    public static JavaList Values(JavaMap map, RenderScope scope) => List(map, entry => entry.Value, scope);

    private static JavaList List(JavaMap map, Func<KeyValuePair<object, object?>, object?> part, RenderScope scope)
    {
        scope.Charge((long)map.Count * EntryCost);
        return new JavaList(map.Entries.Select(part));
    }

    private static bool IsEntry(JavaMap map, object key, object? value, RenderScope scope) =>
        map.ContainsKey(key) && JavaEquality.Strict(map.Get(key), value, scope);

    private static object? PutAll(JavaMap map, JavaMap other, RenderScope scope)
    {
        foreach (var (key, value) in other.Entries.ToList())
            Put(map, key, value, scope);
        return null;
    }

    private static object? Remove(JavaMap map, object key, RenderScope scope)
    {
        scope.Charge(map.Count);
        return map.Remove(key);
    }

    private static object? Clear(JavaMap map)
    {
        map.Clear();
        return null;
    }
}
