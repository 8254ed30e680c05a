using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace Studio.Explorer;

/// <summary>The script of Scalar, which its package contains in gzip. So no other host is asked for it.</summary>
internal static class ScalarScript
{
    private const string Resource = "ScalarStaticAssets.scalar.js";

    public static async Task AnswerAsync(HttpContext context)
    {
        var assembly = typeof(ScalarOptions).Assembly;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = $"\"{assembly.ManifestModule.ModuleVersionId:N}\"";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch == context.Response.Headers.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "text/javascript; charset=utf-8";
        await using var compressed = assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The package of Scalar has no {Resource}.");
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await compressed.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }

        await using var script = new GZipStream(compressed, CompressionMode.Decompress);
        await script.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
