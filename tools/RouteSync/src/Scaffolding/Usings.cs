namespace RouteSync.Scaffolding;

/// <summary>The order of <c>using</c> lines in which <c>dotnet format</c> writes them. It depends on the name of the resource.</summary>
internal static class Usings
{
    private const string Keyword = "using ";
    private const string Static = "using static ";

    public static string Sort(string source) => With(source, []);

    /// <summary>Adds a namespace to the <c>using</c> lines at the start of a file.</summary>
    public static string Add(string source, string name) => With(source, [$"{Keyword}{name};"]);

    private static string With(string source, IEnumerable<string> more)
    {
        var lines = source.Split('\n');
        var usings = lines.TakeWhile(line => line.StartsWith(Keyword, StringComparison.Ordinal)).ToList();
        return string.Join('\n', usings.Concat(more).Distinct().OrderBy(line => line, Order).Concat(lines.Skip(usings.Count)));
    }

    private static Comparer<string> Order { get; } = Comparer<string>.Create((left, right) =>
    {
        var ((isStatic, isOther, names), (otherStatic, otherOther, otherNames)) = (PartsOf(left), PartsOf(right));
        if (isStatic != otherStatic)
            return isStatic.CompareTo(otherStatic);
        if (isOther != otherOther)
            return isOther.CompareTo(otherOther);
        for (var i = 0; i < names.Length && i < otherNames.Length; i++)
        {
            if (StringComparer.OrdinalIgnoreCase.Compare(names[i], otherNames[i]) is var order and not 0)
                return order;
        }

        return names.Length.CompareTo(otherNames.Length);
    });

    // The namespaces of System come first.
    private static (bool IsStatic, bool IsOther, string[] Names) PartsOf(string line)
    {
        var isStatic = line.StartsWith(Static, StringComparison.Ordinal);
        var names = line[(isStatic ? Static : Keyword).Length..].TrimEnd(';').Split('.');
        return (isStatic, names[0] != "System", names);
    }
}
