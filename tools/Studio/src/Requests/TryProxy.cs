using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Studio.Serving;

namespace Studio.Requests;

/// <summary>
/// Passes the requests of the explorer on to the API, with a token of the chosen user, and the replies back. <c>/_local/api/try/things?x=1</c>
/// stands for <c>/things?x=1</c>.
/// </summary>
internal sealed class TryProxy(ApiClient client)
{
    // The browser adds these for the studio. The API gets the others.
    private static readonly string[] OfThePage = [Access.UserHeader, "Origin", "Referer", "Cookie"];

    // Cookies of the API are not for the studio. The studio's own headers protect its page, so they stay.
    private static readonly string[] NotForThePage = ["Set-Cookie", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Security-Policy"];

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var request = new ApiRequest(
                Guid.NewGuid().ToString(), context.Request.Method, Target(context), [.. Headers(context.Request)], body.ToArray(), User(context.Request));
            using var reply = await client.SendAsync(context.Connection.LocalPort, request, context.RequestAborted);
            await CopyAsync(reply, context);
        }
        catch (Exception exception) when (exception is UnusableRequestException or FormatException or JsonException or HttpRequestException)
        {
            await Replies.ProblemAsync(context, StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    private static string Target(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return target.StartsWith(Access.TryPath, StringComparison.Ordinal)
            ? target[Access.TryPath.Length..]
            : throw new UnusableRequestException($"the path must begin with {Access.TryPath}");
    }

    private static IEnumerable<(string Name, string Value)> Headers(HttpRequest request) =>
        from header in request.Headers
        where !OfThePage.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
            && !header.Key.StartsWith("Sec-", StringComparison.OrdinalIgnoreCase)
        from value in header.Value
        select (header.Key, value);

    private static SentUser? User(HttpRequest request) =>
        JsonSerializer.Deserialize<SentUser>(Uri.UnescapeDataString(request.Headers[Access.UserHeader].ToString()), Replies.Json);

    private static async Task CopyAsync(HttpResponseMessage reply, HttpContext context)
    {
        context.Response.StatusCode = (int)reply.StatusCode;
        foreach (var (name, values) in reply.Headers.NonValidated.Concat(reply.Content.Headers.NonValidated))
        {
            if (!NotForThePage.Contains(name, StringComparer.OrdinalIgnoreCase))
                context.Response.Headers[name] = values.ToArray();
        }

        await reply.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
