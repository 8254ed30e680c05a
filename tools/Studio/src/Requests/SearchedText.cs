using System.Text;
using LocalGateway.Recording;

namespace Studio.Requests;

/// <summary>The headers and bodies of a record as one text. Opening the record would also render its templates, which is slow for a whole list.</summary>
internal static class SearchedText
{
    public static string Of(RequestRecord record)
    {
        var facts = record.Facts;
        var text = new StringBuilder();
        foreach (var header in record.Secrets.Headers(facts.Request.Headers).Concat(record.Secrets.Headers(facts.Reply.Headers)))
            text.Append(header.Name).Append(": ").Append(header.Value).Append('\n');
        text.Append(record.Secrets.Text(Encoding.UTF8.GetString(facts.RequestBody.Kept.Span))).Append('\n');
        if (facts.Reply.Headers["Content-Encoding"].ToString().Length == 0)
            text.Append(record.Secrets.Text(Encoding.UTF8.GetString(facts.ReplyBody.Kept.Span)));
        return text.Replace(SecretText.Mask, "").ToString();
    }
}
