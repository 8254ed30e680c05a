using System.Net;
using LocalGateway.Requests;

namespace LocalGateway.LocalTokens;

/// <summary>
/// Which pages may use the endpoints that sign in users: those that this machine serves, on loopback or on the address that the gateway
/// listens on. Another page's script could otherwise get a token through the browser of the developer, by its own origin or by a host name
/// that leads to this machine.
/// </summary>
internal static class LocalPages
{
    /// <summary>Checks the <c>Host</c> and the <c>Origin</c>, and lets a page of an allowed origin read the reply (CORS).</summary>
    /// <param name="request">The request, with or without an <c>Origin</c>.</param>
    /// <param name="headers">The headers of the reply.</param>
    /// <returns>Why the request is refused with 403; null if it is allowed.</returns>
    public static string? WhyRefused(GatewayRequest request, HeaderList headers)
    {
        headers.Add("Vary", "Origin");
        if (!IsLocal($"http://{request.Headers["Host"]}", request.LocalIp))
            return "the Host header must name this machine";
        if (request.Headers["Origin"] is not { Count: > 0 } origin)
            return null;
        if (!IsLocal(origin.ToString(), request.LocalIp))
            return "the Origin must be a page on this machine";
        headers.Add("Access-Control-Allow-Origin", origin);
        return null;
    }

    /// <summary>The reply to a preflight request (Fetch standard, CORS protocol).</summary>
    /// <param name="headers">The headers of the reply; <see cref="WhyRefused"/> has allowed the origin.</param>
    /// <param name="methods">The methods of the endpoint.</param>
    /// <param name="requestHeaders">The request headers that a page may send.</param>
    public static Reply Preflight(HeaderList headers, string methods, string requestHeaders)
    {
        headers.Add("Access-Control-Allow-Methods", methods);
        headers.Add("Access-Control-Allow-Headers", requestHeaders);
        headers.Add("Access-Control-Max-Age", "600");
        return new() { StatusCode = 204, Headers = headers };
    }

    /// <summary>
    /// Whether this gateway itself serves the address, below <c>/_local/</c>. Such a page may receive a code although the template does not
    /// list it among the <c>CallbackURLs</c>: the deployed client has nothing to do with it.
    /// </summary>
    public static bool IsOwn(GatewayRequest request, string url) =>
        url.StartsWith($"http://{request.Headers["Host"]}/_local/", StringComparison.Ordinal)
        // The address is as the browser will open it: without dot segments, and without a fragment (RFC 6749, 3.1.2).
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.AbsoluteUri == url
        && uri.Fragment.Length == 0;

    private static bool IsLocal(string origin, IPAddress address) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && (uri.IsLoopback || (IPAddress.TryParse(uri.DnsSafeHost, out var host) && host.Equals(address)));
}
