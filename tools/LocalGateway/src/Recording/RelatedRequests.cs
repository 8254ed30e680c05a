using LocalGateway.Requests;

namespace LocalGateway.Recording;

/// <summary>The earlier requests that a reply with an error is about.</summary>
internal static class RelatedRequests
{
    private const string IdempotencyKey = "Idempotency-Key";

    public static IEnumerable<RelatedRequest> Of(RequestRecord record, IReadOnlyList<RequestRecord> records)
    {
        if (record.Status < 400 || record.IsRefused)
            yield break;
        var facts = record.Facts;
        var earlier = records.TakeWhile(other => other != record).ToList();
        if (Header(facts.Request.Headers, IdempotencyKey) is { } key
            && earlier.Find(other => Header(other.Facts.Request.Headers, IdempotencyKey) == key) is { } first)
        {
            yield return new(first.Number, $"had the same {IdempotencyKey} first");
        }

        // A reply that has the current ETag says it itself.
        if (record.Status is not (412 or 428) || Header(facts.Reply.Headers, "ETag") is not null)
            yield break;
        var read = earlier.FindLast(other =>
            other.Facts.Request.RawPath == facts.Request.RawPath && other.Status < 300 && Header(other.Facts.Reply.Headers, "ETag") is not null);
        if (read is not null)
            yield return new(read.Number, read.Secrets.Text($"got the ETag {Header(read.Facts.Reply.Headers, "ETag")} for this path last"));
    }

    private static string? Header(HeaderList headers, string name) => headers[name].ToString() is { Length: > 0 } value ? value : null;
}
