namespace LocalGateway.Model;

/// <summary>Which HTTP backends an integration may have.</summary>
internal static class HttpBackend
{
    public static bool IsUri(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https");

    /// <returns>Why the URI is refused; null if it may be called.</returns>
    public static string? Refusal(string uri)
    {
        if (!IsUri(uri))
            return "Invalid HTTP endpoint specified for URI";
        var parsed = new Uri(uri);
        return parsed.IsLoopback ? null : $"LocalGateway calls only servers on this machine, not {parsed.Host}";
    }
}
