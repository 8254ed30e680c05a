namespace LocalGateway.Routing;

/// <summary>The paths of an API that are written most like a path that it does not have.</summary>
internal static class NearestPaths
{
    private const int MaxLength = 200;
    private const int MaxPaths = 2;

    /// <param name="paths">The resource paths of the API.</param>
    /// <param name="path">The path of a request.</param>
    /// <returns>The best first; empty if none is similar.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths, string path) => path.Length > MaxLength
        ? []
        :
        [
            .. paths.Distinct()
                .Select(known => (Path: known, Distance: Distance(known, path)))
                .Where(known => known.Distance <= Math.Max(2, path.Length / 4))
                .OrderBy(known => known.Distance)
                .ThenBy(known => known.Path, StringComparer.Ordinal)
                .Take(MaxPaths)
                .Select(known => known.Path),
        ];

    // A variable stands for any segment, so it costs nothing. A segment too many or too few costs its letters.
    private static int Distance(string known, string path)
    {
        var (left, right) = (known.Trim('/').Split('/'), path.Trim('/').Split('/'));
        var distance = 0;
        for (var index = 0; index < Math.Max(left.Length, right.Length); index++)
        {
            distance += (index < left.Length, index < right.Length) switch
            {
                (true, true) => left[index] is ['{', ..] ? 0 : Letters(left[index], right[index]),
                (true, false) => left[index].Length + 1,
                _ => left[^1].EndsWith("+}", StringComparison.Ordinal) ? 0 : right[index].Length + 1,
            };
        }

        return distance;
    }

    // The number of letters to insert, to remove or to replace (Levenshtein).
    private static int Letters(string left, string right)
    {
        var costs = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var row = 1; row <= left.Length; row++)
        {
            var diagonal = costs[0];
            costs[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replace = diagonal + (char.ToLowerInvariant(left[row - 1]) == char.ToLowerInvariant(right[column - 1]) ? 0 : 1);
                diagonal = costs[column];
                costs[column] = Math.Min(replace, Math.Min(costs[column], costs[column - 1]) + 1);
            }
        }

        return costs[^1];
    }
}
