using System.Text.Json.Nodes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>What makes a repeat safe, or nothing.</summary>
internal enum Guard
{
    None,
    IfMatch,
    IfNoneMatch,
    IdempotencyKey,
}

/// <summary>What a repeat of a request means whose first answer left it open.</summary>
internal enum Repeat
{
    /// <summary>It is another request, with an effect of its own.</summary>
    IsAnother,

    /// <summary>It has the effect if the first had none. It is 2xx.</summary>
    Completes,

    /// <summary>It has the effect if the first had none, and is 2xx. Otherwise it is 2xx, or 409 or 412: the state has changed.</summary>
    CompletesOrConflicts,

    /// <summary>It creates if the first has not. Otherwise it is 412.</summary>
    CreatesOrFindsIt,

    /// <summary>It deletes if the first has not. Otherwise it is 404.</summary>
    DeletesOrMissesIt,

    /// <summary>It is 2xx: it is performed, or the first reply comes again with <c>Idempotency-Replayed</c>.</summary>
    Replays,
}

/// <summary>A request of the matrix.</summary>
/// <param name="Route">Method and path of the template.</param>
/// <param name="Name">What is particular to this request.</param>
/// <param name="StageAsync">Makes what the request is about.</param>
internal sealed record Row(string Route, string Name, Func<Shop, Task<Scene>> StageAsync)
{
    public Repeat Repeat { get; init; }

    /// <summary>The status by which the request is refused, whatever the wire does; null for one that is accepted.</summary>
    public int? Refusal { get; init; }

    public bool IsDirect => Route.Contains("/favorites", StringComparison.Ordinal);

    public override string ToString() => $"{Route}, {Name}";
}

/// <summary>A request, ready to be sent any number of times.</summary>
internal sealed record Scene(HttpMethod Method, string Path, string? Body = null)
{
    public string MediaType { get; init; } = "application/json";

    /// <summary>A text of this scene only. It is the <c>Idempotency-Key</c> where one is sent.</summary>
    public required string Mark { get; init; }

    /// <summary>One of these stands in each call to DynamoDB.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    public required string Token { get; init; }

    /// <summary>The <c>sub</c> in the token.</summary>
    public required string Subject { get; init; }

    /// <summary>The strong entity tag of what is to be changed.</summary>
    public string ETag { get; init; } = "\"none\"";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public required Func<Task<Sight>> LookAsync { get; init; }

    public Scene With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    public HttpRequestMessage Request()
    {
        var request = Send(Method, Path, Body, MediaType);
        foreach (var (name, value) in Headers)
            request.With(name, value);
        return request;
    }
}

/// <summary>What the API answered.</summary>
internal sealed record Answer(int Status, string Body, bool IsReplay)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.TryGetValues("Idempotency-Replayed", out var values) && values.Contains("true"));

    public bool IsOpen => Status is 502 or 503 or 504 || (Status == 207 && StatusesOf(0).Contains(503));

    public JsonObject? Json => Body.StartsWith('{') ? JsonNode.Parse(Body)!.AsObject() : null;

    /// <summary>The status of each part: a batch answers for its items.</summary>
    public IReadOnlyList<int> StatusesOf(int parts) => Status == 207
        ? [.. JsonNode.Parse(Body)!.AsArray().Select(item => (int)item!["status"]!)]
        : [.. Enumerable.Repeat(Status, parts)];

    public override string ToString() => $"{Status} {(string?)Json?["code"]}".TrimEnd();
}
