using Microsoft.AspNetCore.Http;
using Studio.Data;
using Studio.Explorer;
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
    private readonly PageFolders _folders;
    private readonly ApiClient _client;
    private readonly DataEndpoints _data;
    private readonly Endpoints _endpoints;

    public StudioSite(StudioOptions options)
    {
        _folders = new(options);
        _client = new(new UserTokens(options));
        _data = new(options);
        var pages = new PageFiles();
        var overview = new OverviewEndpoint(options);
        var explorer = new ExplorerEndpoints(options, pages);
        var records = new RecordEndpoints(options.Recorder);
        var saver = new TemplateSaver(options);
        var events = new EventsEndpoint(options.Recorder, options.TimeProvider, _ended.Token);
        _endpoints = new Endpoints()
            .Get("/_local", context => Replies.RedirectAsync(context, Path))
            .Get(Path, context => pages.AnswerAsync(context, "index.html"))
            .Get("/_local/pages/{name}", pages.AnswerAsync)
            .Get("/_local/api/overview", overview.AnswerAsync)
            .Post("/_local/api/keys", overview.AnswerKeysAsync)
            .Get("/_local/api/events", (context, _) => events.AnswerAsync(context))
            .Get("/_local/api/records/{number}", records.OpenAsync)
            .Post("/_local/api/records/search", records.SearchAsync)
            .Post("/_local/api/records/clear", records.ClearAsync)
            .Post("/_local/api/records/{number}/render", records.RenderAsync)
            .Post("/_local/api/records/{number}/save", saver.SaveAsync)
            .Post("/_local/api/records/{number}/save-others", saver.SaveOthersAsync)
            .Post("/_local/api/records/{number}/others", saver.OthersAsync)
            .Post("/_local/api/records/{number}/version", saver.VersionAsync)
            .Post("/_local/api/send", new RequestSender(options.Recorder, _client).AnswerAsync)
            .Get("/_local/explorer", explorer.PageAsync)
            .Get("/_local/explorer/scalar.js", ScalarScript.AnswerAsync)
            .Get("/_local/api/contract", explorer.ContractAsync)
            .Get("/_local/api/health", context => Replies.JsonAsync(
                context, options.Recorder.Health.Read(context.Request.Query["route"] is [{ Length: > 0 } route] ? route : null)))
            .Get("/_local/api/data/tables", _data.TablesAsync)
            .Post("/_local/api/data/read", _data.ReadAsync)
            .Post("/_local/api/data/convert", DataEndpoints.ConvertAsync)
            .Post("/_local/api/data/put", _data.PutAsync)
            .Post("/_local/api/data/delete", _data.DeleteAsync)
            .AllBelow(Access.TryPath, new TryProxy(_client).AnswerAsync);
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
        _folders.Dispose();
        _client.Dispose();
        _data.Dispose();
    }
}
