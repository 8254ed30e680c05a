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
        : NotKeptAsync(context);

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
            await NotKeptAsync(context);
        else if (record.Render(asked.Template, asked.Source) is { } run)
            await Replies.JsonAsync(context, run);
        else
            await Replies.ProblemAsync(context, StatusCodes.Status404NotFound, "the record does not keep the input of this template");
    }

    private RequestRecord? Find(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? recorder.Find(parsed) : null;

    private static Task NotKeptAsync(HttpContext context) =>
        Replies.ProblemAsync(context, StatusCodes.Status404NotFound, "this request is not kept any more");

    /// <param name="Template">The place of the template in the record.</param>
    /// <param name="Source">Null renders the recorded template.</param>
    private sealed record RenderRequest(int Template, string? Source);
}
