using System.Text.Json.Serialization.Metadata;
using LambdaCrud.Storage;

namespace LambdaCrud.Http;

/// <summary>One page of a list; without <paramref name="NextCursor"/> it is the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Which page of a list was asked for.</summary>
/// <param name="limit">How many items it has at most.</param>
/// <param name="position">Where it begins; null for the first.</param>
/// <param name="seal">Makes a cursor of the next page's position.</param>
/// <param name="linkTo">Makes a link of that cursor.</param>
public sealed class PageRequest(int limit, string? position, Func<string, string> seal, Func<string, string> linkTo)
{
    public int Limit => limit;

    public string? Position => position;

    /// <summary>
    /// The page, with cursor and link to the next, and an entity tag. A page that Lambda could not deliver is halved until it can be: how much longer items
    /// are as JSON in JSON than in the table depends on their texts, up to eight times.
    /// </summary>
    public Reply Reply<TStored, T>(Slice<TStored> slice, Func<TStored, T> represent, JsonTypeInfo<Page<T>> type)
    {
        var reply = Whole(slice, represent, type);
        for (var count = slice.Items.Count / 2; count > 0 && !reply.IsDeliverable; count /= 2)
            reply = Whole(slice.First(count), represent, type);
        return reply;
    }

    private Reply Whole<TStored, T>(Slice<TStored> slice, Func<TStored, T> represent, JsonTypeInfo<Page<T>> type)
    {
        var cursor = slice.Next is null ? null : seal(slice.Next);
        var reply = Http.Reply.Of(200, new Page<T>([.. slice.Items.Select(represent)], cursor), type).With("Cache-Control", "no-cache");
        reply = reply.WithBodyTag();
        return cursor is null ? reply : reply.With("Link", linkTo(cursor));
    }
}
