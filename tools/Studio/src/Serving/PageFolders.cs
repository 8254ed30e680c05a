using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Studio.Serving;

/// <summary>
/// Folders with pages of the project itself, each below <c>/_local/NAME/</c>. The address <c>/_local/NAME/settings.json</c> is not a file: it
/// tells the page where the API and the sign-in page are on this machine. At another place, the page brings such a file itself.
/// </summary>
internal sealed partial class PageFolders : IDisposable
{
    private const string Index = "index.html";
    private const string Settings = "settings.json";

    private static readonly FileExtensionContentTypeProvider MediaTypes = new();

    private readonly StudioOptions _options;
    private readonly Dictionary<string, PhysicalFileProvider> _folders;

    public PageFolders(StudioOptions options)
    {
        _options = options;
        _folders = options.PageFolders.ToDictionary(folder => folder.Key, folder => new PhysicalFileProvider(folder.Value), StringComparer.Ordinal);
    }

    /// <returns>Null if the path is not below a folder.</returns>
    public Endpoint? Find(HttpRequest request) =>
        FolderPath().Match(request.Path.Value ?? "") is { Success: true } path && _folders.TryGetValue(path.Groups["name"].Value, out var folder)
            ? (context, _) => AnswerAsync(context, folder, path.Groups["file"])
            : null;

    public void Dispose()
    {
        foreach (var folder in _folders.Values)
            folder.Dispose();
    }

    private Task AnswerAsync(HttpContext context, PhysicalFileProvider folder, Group file)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Get;
            return Replies.ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, $"send {HttpMethods.Get}");
        }

        // The references of a page are relative to the folder.
        if (!file.Success)
            return Replies.RedirectAsync(context, $"{context.Request.Path}/");
        return file.Value == Settings
            ? Replies.JsonAsync(context, SettingsOn($"http://{context.Request.Host}"))
            : SendAsync(context, folder.GetFileInfo(file.Length == 0 ? Index : file.Value));
    }

    private PageSettings SettingsOn(string gateway)
    {
        // A page has one client. It is the first one that can sign in on a page.
        var client = (from pool in _options.Deployment().UserPools.Values
                      from one in pool.Clients.Values
                      where one.OAuthFlows.Contains("code", StringComparer.Ordinal)
                      select (Url: $"{gateway}/_local/{pool.LogicalId}", one.ClientId)).FirstOrDefault();
        return new(gateway + _options.ApiPath, client.Url, client.ClientId);
    }

    private static Task SendAsync(HttpContext context, IFileInfo file)
    {
        if (!file.Exists || file.IsDirectory)
            return Replies.ProblemAsync(context, StatusCodes.Status404NotFound, "the folder has no such page");
        // The browser asks each time: an edit of the page takes effect at once.
        var tag = $"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = MediaTypes.TryGetContentType(file.Name, out var mediaType) ? mediaType : "application/octet-stream";
        return context.Response.SendFileAsync(file, context.RequestAborted);
    }

    [GeneratedRegex(@"^/_local/(?<name>[^/]+)(?:/(?<file>.*))?$")]
    private static partial Regex FolderPath();

    /// <summary>Relative addresses would be wrong at another place. So all are absolute.</summary>
    /// <param name="Api">The base URL of the API.</param>
    /// <param name="SignIn">The user pool's domain; null if no client has the code grant.</param>
    private sealed record PageSettings(string Api, string? SignIn, string? ClientId);
}
