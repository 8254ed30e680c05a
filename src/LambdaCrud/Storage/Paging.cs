using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>Items, and the position of the items that follow; null if none follow.</summary>
/// <param name="After">Returns the position of the items after a given item.</param>
internal sealed record Slice<T>(IReadOnlyList<T> Items, string? Next, Func<T, string> After)
{
    /// <summary>The first of these items. The next page starts with the items left out.</summary>
    /// <param name="count">From 1 to the number of items.</param>
    public Slice<T> First(int count) => new([.. Items.Take(count)], count < Items.Count ? After(Items[count - 1]) : Next, After);
}

/// <summary>Reads one page of a Query or a Scan, in one call.</summary>
internal static class Paging
{
    /// <param name="limit">The maximum number of items on the page. A page may have fewer, or none, even if others follow.</param>
    /// <param name="position">The <see cref="Slice{T}.Next"/> of the previous page.</param>
    /// <param name="read">
    /// Reads from a key on. Without a filter, it is sufficient to read one item more than <paramref name="limit"/>.
    /// </param>
    /// <param name="keyOf">
    /// The key that DynamoDB returns if a page ends with this item: the key of the table and the key of the index.
    /// </param>
    public static async Task<Slice<T>> ReadAsync<T>(
        int limit,
        string? position,
        Func<Dictionary<string, AttributeValue>?, Task<Found>> read,
        Func<Dictionary<string, AttributeValue>, T> convert,
        Func<T, Dictionary<string, AttributeValue>> keyOf)
    {
        var (found, stopped) = await read(position is null ? null : Document.FromJson(position).ToAttributeMap());
        List<T> items = [.. (found ?? []).Select(convert)];

        // The item after the page is read too, so that a next page is promised only if it has items. If DynamoDB stopped early, at 1 MB,
        // the last item read is that item. If DynamoDB found at most one item until then, the next page starts where it stopped.
        var holdsBack = stopped is { Count: > 0 } && items.Count > 1;
        var shown = Math.Min(limit, holdsBack ? items.Count - 1 : items.Count);
        var end = shown < items.Count ? keyOf(items[shown - 1]) : stopped;
        return new Slice<T>(items[..shown], end is { Count: > 0 } ? Position(end) : null, item => Position(keyOf(item)));
    }

    private static string Position(Dictionary<string, AttributeValue> key) => Document.FromAttributeMap(key).ToJson();

    /// <summary>The result of one Query or Scan; null means none.</summary>
    public sealed record Found(List<Dictionary<string, AttributeValue>>? Items, Dictionary<string, AttributeValue>? Next);
}
