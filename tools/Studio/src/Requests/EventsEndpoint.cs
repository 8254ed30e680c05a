using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using LocalGateway.Recording;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Requests;

/// <summary>
/// A stream of server-sent events: first the records that are kept, then each new one. The event <c>records</c> has a list of records, the
/// oldest first. After a break, the page names the last record that it has: <c>?after=12</c>.
/// </summary>
internal sealed class EventsEndpoint(RequestRecorder recorder, TimeProvider timeProvider, CancellationToken cancellationToken)
{
    // Records that come together travel together.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private const int BatchSize = 500;

    public async Task AnswerAsync(HttpContext context)
    {
        if (!long.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after))
            after = 0;
        context.Response.ContentType = "text/event-stream";
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = recorder.Subscribe(_ => signal.Writer.TryWrite(true));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.RequestAborted);
        try
        {
            await context.Response.WriteAsync("retry: 1000\n\n", stop.Token);
            while (true)
            {
                var next = recorder.Records.Where(record => record.Number > after).Take(BatchSize).ToList();
                if (next.Count == 0)
                {
                    await context.Response.Body.FlushAsync(stop.Token);
                    await signal.Reader.ReadAsync(stop.Token);
                    continue;
                }

                after = next[^1].Number;
                var data = JsonSerializer.Serialize(new Batch(next, recorder.Unrecorded), Replies.Json);
                await context.Response.WriteAsync($"event: records\ndata: {data}\n\n", stop.Token);
                await context.Response.Body.FlushAsync(stop.Token);
                if (next.Count < BatchSize)
                    await Task.Delay(Pause, timeProvider, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is closed, or the studio ends.
        }
    }

    /// <param name="Unrecorded">The number of requests that came too fast to be recorded.</param>
    private sealed record Batch(IReadOnlyList<RequestRecord> Records, long Unrecorded);
}
