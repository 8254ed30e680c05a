using System.Text.Json.Nodes;
using LambdaCrud.IntegrationTests.AllRoutes;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>The header that makes a repeat safe, or none.</summary>
internal enum Guard
{
    None,
    IfMatch,
    IfNoneMatch,
    IdempotencyKey,
}

/// <summary>The meaning of a repeat when the first answer left the result open.</summary>
internal enum Repeat
{
    /// <summary>The repeat is another request with its own effect.</summary>
    IsAnother,

    /// <summary>The repeat takes effect if the first request did not. Its status is 2xx.</summary>
    Completes,

    /// <summary>The repeat takes effect with 2xx if the first did not. Otherwise it gets 2xx, 409 or 412.</summary>
    CompletesOrConflicts,

    /// <summary>The repeat creates the item if the first request did not. Otherwise it gets 412.</summary>
    CreatesOrFindsIt,

    /// <summary>The repeat deletes the item if the first request did not. Otherwise it gets 404.</summary>
    DeletesOrMissesIt,

    /// <summary>The repeat gets 2xx. It takes effect, or it returns the first reply with <c>Idempotency-Replayed</c>.</summary>
    Replays,
}

/// <summary>A request of the matrix.</summary>
/// <param name="Route">The method and path in the template.</param>
/// <param name="Name">The feature that distinguishes this request.</param>
/// <param name="StageAsync">Creates the resource that the request is about.</param>
internal sealed record Row(string Route, string Name, Func<Shop, Task<Scene>> StageAsync)
{
    public Repeat Repeat { get; init; }

    /// <summary>The status of the refusal under every fault. Null if the request is accepted.</summary>
    public int? Refusal { get; init; }

    public bool IsDirect => DeclaredRoutes.ByName[Route].Direct is not null;

    public override string ToString() => $"{Route}, {Name}";
}

/// <summary>A request that can be sent any number of times.</summary>
internal sealed record Scene(HttpMethod Method, string Path, string? Body = null)
{
    public string MediaType { get; init; } = "application/json";

    /// <summary>A text that occurs only in this scene. It is the <c>Idempotency-Key</c> if the request has one.</summary>
    public required string Mark { get; init; }

    /// <summary>Each call to DynamoDB contains one of these texts.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    public required string Token { get; init; }

    /// <summary>The <c>sub</c> in the token.</summary>
    public required string Subject { get; init; }

    /// <summary>The strong entity tag of the resource to change.</summary>
    public string ETag { get; init; } = "\"none\"";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public required Func<Task<StoredState>> ReadStateAsync { get; init; }

    public Scene With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    public HttpRequestMessage Request()
    {
        var request = Send(Method, Path, Body, MediaType);
        foreach (var (name, value) in Headers)
            request.With(name, value);
        return request;
    }
}

/// <summary>The answer of the API.</summary>
internal sealed record Answer(int Status, string Body, bool IsReplay)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.TryGetValues("Idempotency-Replayed", out var values) && values.Contains("true"));

    public bool IsOpen => Status is 502 or 503 or 504 || (Status == 207 && StatusesOf(0).Contains(503));

    public JsonObject? Json => Body.StartsWith('{') ? JsonNode.Parse(Body)!.AsObject() : null;

    /// <summary>The status of each part: a batch has a status for each item.</summary>
    public IReadOnlyList<int> StatusesOf(int parts) => Status == 207
        ? [.. JsonNode.Parse(Body)!.AsArray().Select(item => (int)item!["status"]!)]
        : [.. Enumerable.Repeat(Status, parts)];

    public override string ToString() => $"{Status} {(string?)Json?["code"]}".TrimEnd();
}
