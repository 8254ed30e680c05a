using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>Items, and where the next ones begin; null when there are none.</summary>
public sealed record Slice<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Reads one page of a Query or a Scan, which may take several of DynamoDB's.</summary>
internal static class Paging
{
    /// <param name="limit">So many items are shown at most. A page may have fewer although others follow.</param>
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
        var items = new List<T>();
        var start = position is null ? null : Document.FromJson(position).ToAttributeMap();
        do
        {
            var (found, next) = await read(start);
            items.AddRange((found ?? []).Select(convert));
            start = next is { Count: > 0 } ? next : null;
        }
        while (start is not null && items.Count < 2);    // DynamoDB may give an empty page and go on.

        // The item after the page is read too, so that a next page is only promised when it has something. Where DynamoDB ends a page
        // early, at 1 MB, the last item read is that one.
        var shown = start is null ? Math.Min(limit, items.Count) : Math.Min(limit, items.Count - 1);
        return new Slice<T>(items[..shown], shown < items.Count ? Document.FromAttributeMap(keyOf(items[shown - 1])).ToJson() : null);
    }

    /// <summary>What one Query or Scan found; null stands for nothing.</summary>
    public sealed record Found(List<Dictionary<string, AttributeValue>>? Items, Dictionary<string, AttributeValue>? Next);
}
