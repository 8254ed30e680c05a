using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>Equality of values in a template.</summary>
internal static class JavaEquality
{
    /// <summary>The template's <c>==</c>: numbers by value, values of one class by Java's equals, of two classes by their texts.</summary>
    public static bool Loose(object? a, object? b, RenderScope scope)
    {
        if (a is null || b is null)
            return a is null && b is null;
        if (JavaText.IsNumber(a) && JavaText.IsNumber(b))
            return JavaArithmetic.Compare(a, b) == 0;
        if (a.GetType() == b.GetType())
            return Strict(a, b, scope);
        return JavaText.Of(a, scope) == JavaText.Of(b, scope);
    }

    /// <summary>Java's <c>equals</c>: <c>1</c> and <c>1.0</c> are different. Lists and maps are compared by their content.</summary>
    public static bool Strict(object? a, object? b, RenderScope scope) => Strict(a, b, scope, depth: 0);

    private static bool Strict(object? a, object? b, RenderScope scope, int depth)
    {
        scope.Step();
        JavaText.CheckDepth(scope, depth);
        return (a, b) switch
        {
            (JavaList first, JavaList second) => SameItems(first, second, scope, depth),
            (JavaMap first, JavaMap second) => SameEntries(first, second, scope, depth),
            (JavaMapEntry first, JavaMapEntry second) =>
                Strict(first.Key, second.Key, scope, depth + 1) && Strict(first.Value, second.Value, scope, depth + 1),
            _ => Equals(a, b),
        };
    }

    private static bool SameItems(JavaList first, JavaList second, RenderScope scope, int depth)
    {
        if (ReferenceEquals(first, second))
            return true;
        if (first.Count != second.Count)
            return false;
        for (var i = 0; i < first.Count; i++)
            if (!Strict(first[i], second[i], scope, depth + 1))
                return false;
        return true;
    }

    private static bool SameEntries(JavaMap first, JavaMap second, RenderScope scope, int depth)
    {
        if (ReferenceEquals(first, second))
            return true;
        if (first.Count != second.Count)
            return false;
        foreach (var (key, value) in first.Entries)
            if (!second.ContainsKey(key) || !Strict(value, second.Get(key), scope, depth + 1))
                return false;
        return true;
    }
}
