using System.Net;
using Microsoft.AspNetCore.Http;

namespace Studio.Serving;

/// <summary>
/// Only the studio's own pages, and programs that are no browser, may ask. A page of another origin can make the browser send a request,
/// but it cannot hide its origin.
/// </summary>
internal static class Access
{
    /// <summary>Below this path the request goes on to the API, so its method and its body can be any.</summary>
    public const string TryPath = "/_local/api/try";

    /// <summary>The user whose token a request below <see cref="TryPath"/> gets, as JSON in percent-encoding; <c>null</c> for no user.</summary>
    public const string UserHeader = "X-Studio-User";

    /// <returns>Null if the request may pass; else the reason.</returns>
    public static string? Refusal(HttpRequest request)
    {
        // With --listen, other devices reach the gateway. The studio is not for them.
        if (request.HttpContext.Connection.LocalIpAddress is { } address && !IPAddress.IsLoopback(address))
            return "the studio answers on this machine only";
        // The name of another host can point to this machine (DNS rebinding).
        if (!Uri.TryCreate($"http://{request.Headers.Host}/", UriKind.Absolute, out var own) || !own.IsLoopback)
            return "the Host header must name this machine";
        if (request.Headers.Origin is { Count: > 0 } origin && origin.ToString() != $"http://{request.Headers.Host}")
            return "a page of another origin may not ask";
        // Browsers tell where a request comes from, also without an Origin. "none" is the address bar.
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && !IsOwn(request, site.ToString()))
            return "a page of another origin may not ask";
        // A page of another origin needs a preflight to send this header or JSON, and it never gets a permission.
        if (request.Path.StartsWithSegments(TryPath, StringComparison.Ordinal))
            return request.Headers.ContainsKey(UserHeader) ? null : $"the request must have the header {UserHeader}";
        return HttpMethods.IsPost(request.Method) && !request.HasJsonContentType() ? "the body must be application/json" : null;
    }

    // A link on another page may open the start page. It cannot read it.
    private static bool IsOwn(HttpRequest request, string site) =>
        site is "same-origin" or "none"
        || (request.Headers["Sec-Fetch-Mode"] == "navigate"
            && request.Headers["Sec-Fetch-Dest"] == "document"
            && HttpMethods.IsGet(request.Method)
            && !request.Path.StartsWithSegments("/_local/api"));
}
