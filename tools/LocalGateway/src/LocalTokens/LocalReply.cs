using System.Text.Encodings.Web;
using System.Text.Json;
using LocalGateway.Requests;

namespace LocalGateway.LocalTokens;

/// <summary>The replies of the endpoints below <c>/_local</c>.</summary>
internal static class LocalReply
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The headers of a reply that is for one client and one time: a token, a code, a page of a user.</summary>
    public static HeaderList NoStore()
    {
        var headers = new HeaderList();
        headers.Add("Cache-Control", "no-store");
        return headers;
    }

    public static Reply Json(int status, object body, HeaderList headers, string mediaType = "application/json")
    {
        headers.Set("Content-Type", mediaType);
        return new() { StatusCode = status, Headers = headers, Body = JsonSerializer.SerializeToUtf8Bytes(body, Relaxed) };
    }

    public static Reply Message(int status, string message, HeaderList headers) =>
        Json(status, new Dictionary<string, object> { ["message"] = message }, headers);

    /// <summary>302, as Amazon Cognito redirects.</summary>
    public static Reply Redirect(string location, HeaderList headers)
    {
        headers.Set("Location", location);
        return new() { StatusCode = 302, Headers = headers };
    }
}
