using Microsoft.AspNetCore.Http;
using Studio.Overview;
using Studio.Requests;
using Studio.Serving;
using Studio.Templates;

namespace Studio;

/// <summary>
/// The pages below <c>/_local/</c>: what the gateway did with its requests, and ways to send them again. Give <see cref="AnswerAsync"/>
/// to <c>GatewayOptions.Pages</c>. Dispose it before the gateway: open pages wait for events.
/// </summary>
public sealed class StudioSite : IDisposable
{
    /// <summary>The path of the start page.</summary>
    public const string Path = "/_local/";

    private readonly CancellationTokenSource _ended = new();
    private readonly RequestSender _sender;
    private readonly PageFolders _folders;
    private readonly Endpoints _endpoints;

    public StudioSite(StudioOptions options)
    {
        _sender = new(options);
        _folders = new(options);
        var pages = new PageFiles();
        var overview = new OverviewEndpoint(options);
        var records = new RecordEndpoints(options.Recorder);
        var events = new EventsEndpoint(options.Recorder, options.TimeProvider, _ended.Token);
        _endpoints = new Endpoints()
            .Get("/_local", context => Replies.RedirectAsync(context, Path))
            .Get(Path, context => pages.AnswerAsync(context, "index.html"))
            .Get("/_local/pages/{name}", pages.AnswerAsync)
            .Get("/_local/api/overview", overview.AnswerAsync)
            .Post("/_local/api/keys", overview.AnswerKeysAsync)
            .Get("/_local/api/events", (context, _) => events.AnswerAsync(context))
            .Get("/_local/api/records/{number}", records.OpenAsync)
            .Post("/_local/api/records/clear", records.ClearAsync)
            .Post("/_local/api/records/{number}/render", records.RenderAsync)
            .Post("/_local/api/records/{number}/save", new TemplateSaver(options).SaveAsync)
            .Post("/_local/api/send", _sender.AnswerAsync);
    }

    /// <summary>Answers a request below <c>/_local</c>. Requests from pages of other origins get 403.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        Replies.SetSecurityHeaders(context.Response);
        return Access.Refusal(context.Request) is { } refusal
            ? Replies.ProblemAsync(context, StatusCodes.Status403Forbidden, refusal)
            : _folders.Find(context.Request) is { } page
                ? page(context, "")
                : _endpoints.AnswerAsync(context);
    }

    /// <summary>Ends the streams of events.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        _sender.Dispose();
        _folders.Dispose();
    }
}
