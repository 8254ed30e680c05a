using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Studio.Serving;

/// <summary>The files of the pages. They are part of the assembly.</summary>
internal sealed class PageFiles
{
    private readonly FrozenDictionary<string, (byte[] Content, string MediaType, string Tag)> _files =
        typeof(PageFiles).Assembly.GetManifestResourceNames().ToFrozenDictionary(name => name, Read, StringComparer.Ordinal);

    public Task AnswerAsync(HttpContext context, string name)
    {
        if (!_files.TryGetValue(name, out var file))
            return Replies.ProblemAsync(context, StatusCodes.Status404NotFound, "the studio has no such page");
        // The browser asks each time: after a new build the pages change.
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.MediaType;
        context.Response.ContentLength = file.Content.Length;
        return context.Response.Body.WriteAsync(file.Content, context.RequestAborted).AsTask();
    }

    private static (byte[] Content, string MediaType, string Tag) Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var mediaType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };
        return (content, mediaType, $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
    }
}
