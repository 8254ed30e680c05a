using System.Globalization;
using LocalGateway.Recording;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Requests;

/// <summary>Single records.</summary>
internal sealed class RecordEndpoints(RequestRecorder recorder)
{
    public Task OpenAsync(HttpContext context, string number) => Find(number) is { } record
        ? Replies.JsonAsync(context, record.Open())
        : NotKeptAsync(context, number);

    /// <summary>The numbers of the records that have a word in a header or a body. Masked values are not searched.</summary>
    public async Task SearchAsync(HttpContext context)
    {
        if (await Replies.ReadAsync<SearchRequest>(context) is not { } asked)
            return;
        var found = asked.Words.Select(_ => new List<long>()).ToList();
        var last = asked.After;
        foreach (var record in recorder.Records.Where(record => record.Number > asked.After))
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            var text = SearchedText.Of(record);
            foreach (var (index, word) in asked.Words.Index())
            {
                if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                    found[index].Add(record.Number);
            }

            last = record.Number;
        }

        await Replies.JsonAsync(context, new SearchAnswer(found, last));
    }

    public Task ClearAsync(HttpContext context)
    {
        recorder.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Renders a template of the record with the recorded input, changed or not.</summary>
    public async Task RenderAsync(HttpContext context, string number)
    {
        if (await Replies.ReadAsync<RenderRequest>(context) is not { } asked)
            return;
        if (Find(number) is not { } record)
            await NotKeptAsync(context, number);
        else if (record.Render(asked.Template, asked.Source) is { } run)
            await Replies.JsonAsync(context, run);
        else
            await Replies.ProblemAsync(context, StatusCodes.Status404NotFound, "the record does not keep the input of this template");
    }

    private RequestRecord? Find(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? recorder.Find(parsed) : null;

    private Task NotKeptAsync(HttpContext context, string number) =>
        Replies.ProblemAsync(context, StatusCodes.Status404NotFound, HasBeen(number) ? "this request is not kept any more" : $"there is no request {number}");

    // After the list is cleared, nothing is known about earlier numbers.
    private bool HasBeen(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
        && parsed > 0
        && recorder.Records is [.., var newest]
        && parsed < newest.Number;

    /// <param name="Words">In any case.</param>
    /// <param name="After">The number of the last record that the page has searched.</param>
    private sealed record SearchRequest(IReadOnlyList<string> Words, long After);

    /// <param name="Found">For each word the numbers of the records.</param>
    /// <param name="Last">The number of the last record that is searched.</param>
    private sealed record SearchAnswer(IReadOnlyList<IReadOnlyList<long>> Found, long Last);

    /// <param name="Template">The place of the template in the record.</param>
    /// <param name="Source">Null renders the recorded template.</param>
    private sealed record RenderRequest(int Template, string? Source);
}
