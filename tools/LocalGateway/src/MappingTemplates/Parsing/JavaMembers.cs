using System.Collections.Frozen;

namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>
/// Methods that Java's strings and collections have and this engine does not. The service would run them, so a template that calls one is
/// refused. A method that Java does not have renders as nothing, as in the service.
/// </summary>
internal static class JavaMembers
{
    private static readonly FrozenSet<string> NotRun = FrozenSet.ToFrozenSet(
        [
            // java.util.Collection, List, Map, Iterator
            "stream", "parallelStream", "forEach", "forEachRemaining", "spliterator", "removeIf", "sort", "listIterator", "ensureCapacity",
            "trimToSize", "clone", "compute", "computeIfAbsent", "computeIfPresent", "merge", "setValue", "addFirst", "addLast", "getFirst",
            "getLast", "removeFirst", "removeLast", "reversed",
            // java.lang.String
            "getBytes", "getChars", "format", "formatted", "chars", "codePoints", "codePointBefore", "codePointCount", "offsetByCodePoints",
            "regionMatches", "lines", "indent", "stripIndent", "translateEscapes", "transform", "describeConstable",
        ],
        StringComparer.Ordinal);

    public static bool IsRun(string method) => !NotRun.Contains(method);
}
