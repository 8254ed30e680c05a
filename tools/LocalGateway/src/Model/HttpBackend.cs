namespace LocalGateway.Model;

/// <summary>Which HTTP backends an integration may have.</summary>
internal static class HttpBackend
{
    /// <returns>Why the URI is refused; null if it may be called.</returns>
    public static string? Refusal(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            return "Invalid HTTP endpoint specified for URI";
        return parsed.IsLoopback ? null : $"LocalGateway calls only servers on this machine, not {parsed.Host}";
    }
}
