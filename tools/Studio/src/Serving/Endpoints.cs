using Microsoft.AspNetCore.Http;

namespace Studio.Serving;

/// <summary>Answers a request. The text is the value of the path's variable; empty if the path has none.</summary>
internal delegate Task Endpoint(HttpContext context, string value);

/// <summary>The endpoints by path. A path has at most one variable: <c>/_local/api/records/{number}/render</c>.</summary>
internal sealed class Endpoints
{
    private readonly List<(string Before, string? After, string HttpMethod, Endpoint Endpoint)> _endpoints = [];
    private readonly List<(PathString Root, Func<HttpContext, Task> Endpoint)> _trees = [];

    public Endpoints Get(string path, Endpoint endpoint) => Add(HttpMethods.Get, path, endpoint);

    public Endpoints Get(string path, Func<HttpContext, Task> endpoint) => Get(path, (context, _) => endpoint(context));

    public Endpoints Post(string path, Endpoint endpoint) => Add(HttpMethods.Post, path, endpoint);

    public Endpoints Post(string path, Func<HttpContext, Task> endpoint) => Post(path, (context, _) => endpoint(context));

    /// <summary>Answers every method and every path below a root.</summary>
    public Endpoints AllBelow(string root, Func<HttpContext, Task> endpoint)
    {
        _trees.Add((root, endpoint));
        return this;
    }

    public Task AnswerAsync(HttpContext context)
    {
        foreach (var (root, endpoint) in _trees)
        {
            if (context.Request.Path.StartsWithSegments(root, StringComparison.Ordinal))
                return endpoint(context);
        }

        var path = context.Request.Path.Value ?? "";
        string? allowed = null;
        foreach (var (before, after, httpMethod, endpoint) in _endpoints)
        {
            if (Value(path, before, after) is not { } value)
                continue;
            if (httpMethod == context.Request.Method)
                return endpoint(context, value);
            allowed = httpMethod;
        }

        if (allowed is null)
            return Replies.ProblemAsync(context, StatusCodes.Status404NotFound, "the studio has no such page");
        context.Response.Headers.Allow = allowed;
        return Replies.ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, $"send {allowed}");
    }

    private Endpoints Add(string httpMethod, string path, Endpoint endpoint)
    {
        var open = path.IndexOf('{', StringComparison.Ordinal);
        _endpoints.Add(open < 0
            ? (path, null, httpMethod, endpoint)
            : (path[..open], path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..], httpMethod, endpoint));
        return this;
    }

    private static string? Value(string path, string before, string? after)
    {
        if (after is null)
            return path == before ? "" : null;
        if (path.Length <= before.Length + after.Length
            || !path.StartsWith(before, StringComparison.Ordinal)
            || !path.EndsWith(after, StringComparison.Ordinal))
            return null;
        var value = path[before.Length..^after.Length];
        return value.Contains('/', StringComparison.Ordinal) ? null : value;
    }
}
