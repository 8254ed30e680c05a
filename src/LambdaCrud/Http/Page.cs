using System.Text.Json.Serialization.Metadata;
using LambdaCrud.Storage;

namespace LambdaCrud.Http;

/// <summary>One page of a list. The last page has no <paramref name="NextCursor"/>.</summary>
/// <param name="Items">The items. A page may have fewer items than the limit, or none, even if more pages follow.</param>
/// <param name="NextCursor">The parameter <c>cursor</c> of the request for the next page.<example>AQAAAABrK2pUd1Z3</example></param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>The page of a list that a request asks for.</summary>
/// <param name="limit">The maximum number of items.</param>
/// <param name="position">The start of the page; null for the first page.</param>
/// <param name="seal">Makes a cursor from the next page's position.</param>
/// <param name="linkTo">Makes a link from that cursor.</param>
internal sealed class PageRequest(int limit, string? position, Func<string, string> seal, Func<string, string> linkTo)
{
    public int Limit => limit;

    public string? Position => position;

    /// <summary>
    /// The page, with a cursor and a link to the next page, and an entity tag. If the page is too large for Lambda, it is halved until it
    /// fits. An item as JSON in JSON can be up to eight times as long as in the table, depending on its texts.
    /// </summary>
    public Reply ToReply<TStored, T>(Slice<TStored> slice, Func<TStored, T> represent, JsonTypeInfo<Page<T>> type)
    {
        var reply = Whole(slice, represent, type);
        for (var count = slice.Items.Count / 2; count > 0 && !reply.IsDeliverable; count /= 2)
            reply = Whole(slice.First(count), represent, type);
        return reply;
    }

    private Reply Whole<TStored, T>(Slice<TStored> slice, Func<TStored, T> represent, JsonTypeInfo<Page<T>> type)
    {
        var cursor = slice.Next is null ? null : seal(slice.Next);
        var reply = Reply.Of(200, new Page<T>([.. slice.Items.Select(represent)], cursor), type).WithBodyTag();
        return cursor is null ? reply : reply.With("Link", linkTo(cursor));
    }
}
