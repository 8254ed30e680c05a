using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>Items, and where the next ones begin; null when there are none.</summary>
/// <param name="After">Where the items after one of these begin.</param>
public sealed record Slice<T>(IReadOnlyList<T> Items, string? Next, Func<T, string> After)
{
    /// <summary>The first of these items. The next ones begin with those left out.</summary>
    /// <param name="count">1 to as many as there are.</param>
    public Slice<T> First(int count) => new([.. Items.Take(count)], count < Items.Count ? After(Items[count - 1]) : Next, After);
}

/// <summary>Reads one page of a Query or a Scan, in one call.</summary>
internal static class Paging
{
    /// <param name="limit">So many items are shown at most. A page may have fewer, or none, although others follow.</param>
    /// <param name="position">The <see cref="Slice{T}.Next"/> of the page before.</param>
    /// <param name="read">Reads from a key on. Without a filter it need read one item more than <paramref name="limit"/>.</param>
    /// <param name="keyOf">The key that DynamoDB would have ended a page with: that of the table and that of the index.</param>
    public static async Task<Slice<T>> Read<T>(
        int limit,
        string? position,
        Func<Dictionary<string, AttributeValue>?, Task<Found>> read,
        Func<Dictionary<string, AttributeValue>, T> convert,
        Func<T, Dictionary<string, AttributeValue>> keyOf)
    {
        var (found, stopped) = await read(position is null ? null : Document.FromJson(position).ToAttributeMap());
        List<T> items = [.. (found ?? []).Select(convert)];

        // The item after the page is read too, so that a next page is only promised when it has something. Where DynamoDB stopped early, at
        // 1 MB, the last item read is that one; where it found none or one until then, the page goes on where it stopped.
        var holdsBack = stopped is { Count: > 0 } && items.Count > 1;
        var shown = Math.Min(limit, holdsBack ? items.Count - 1 : items.Count);
        var end = shown < items.Count ? keyOf(items[shown - 1]) : stopped;
        return new Slice<T>(items[..shown], end is { Count: > 0 } ? Position(end) : null, item => Position(keyOf(item)));
    }

    private static string Position(Dictionary<string, AttributeValue> key) => Document.FromAttributeMap(key).ToJson();

    /// <summary>What one Query or Scan found; null stands for nothing.</summary>
    public sealed record Found(List<Dictionary<string, AttributeValue>>? Items, Dictionary<string, AttributeValue>? Next);
}
