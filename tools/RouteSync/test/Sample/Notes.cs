using System.Text.Json.Serialization;

namespace RouteSync.Tests.Sample.Notes;

/// <summary>A note as it is stored.</summary>
internal sealed record Note
{
    public required string Id { get; init; }
    public required string Text { get; init; }
    public string? Color { get; init; }
    public required long SizeBytes { get; init; }
    public required List<string> Labels { get; init; }
    public required DateTime WrittenAt { get; init; }
    public required long Version { get; init; }
}

/// <summary>A note as clients see it.</summary>
internal sealed record NoteResponse(
    string Id, string Text, string? Color, Size Size, IReadOnlyList<string> Labels, string WrittenAt, long Version);

/// <summary>How large a note is.</summary>
/// <param name="Bytes">In UTF-8.<example>9</example></param>
internal sealed record Size(long Bytes);

internal sealed record NoteInput
{
    /// <summary>The text of the note.</summary>
    /// <example>Buy milk.</example>
    [LengthRule(1, 500)]
    public required string Text { get; init; }

    public string? Color { get; init; }

    /// <summary>Who wrote it.</summary>
    [LengthRule(1, 9, MayBeStored = true)]
    public string? Author { get; init; }

    [LengthRule(1, 20, EachItem = true)]
    public IReadOnlyList<string>? Labels { get; init; }
}

internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NoteInput))]
[JsonSerializable(typeof(NoteResponse))]
internal sealed partial class NotesJson : JsonSerializerContext;

internal sealed class NoteFunctions
{
    [LambdaFunction(ResourceName = "WriteNote")]
    [RestApi(LambdaHttpMethod.Post, "/notes")]
    public static void WriteNote()
    {
    }
}

internal static class NoteProblems
{
    /// <summary>The route does not take the parameter.</summary>
    public static readonly ProblemType InvalidParameter = new("invalid-parameter", 400, "Invalid parameter");

    /// <summary>Too many notes at once.</summary>
    public static readonly ProblemType Throttled = new("throttled", 429, "Slow down") { Headers = ["Retry-After"] };

    /// <summary>There is no note with this id.</summary>
    public static readonly ProblemType NotFound = new("not-found", 404, "Not found");

    /// <summary>The board has no room for the note.</summary>
    public static readonly ProblemType BoardFull = new("board-full", 409, "The board is full") { Members = [new("room", typeof(long))] };
}

/// <summary>The routes of notes. They are an example.</summary>
internal static class NoteRoutes
{
    private static readonly Access Anyone = new("anyone");
    private static readonly Access SignedIn = new("signed in") { NeedsUser = true };
    private static readonly PathId Id = new("id", "A note's id is a UUID.");

    /// <summary>Writes a note.</summary>
    public static readonly FunctionRoute Write = new(nameof(NoteFunctions.WriteNote))
    {
        Access = SignedIn,
        Throttle = Throttle.Write,
        IdempotencyKey = KeyUse.Optional,
        Accepts = new(typeof(NoteInput)),
        Answers = [new(201, typeof(NoteResponse), "ETag", "Location")],
        Problems = [NoteProblems.BoardFull],
        Rights = [new("PutItem"), new("Query") { Indexes = ["byColor"] }, new("GetItem") { PartitionKey = "FIRST" }],
    };

    /// <summary>Shows a note.</summary>
    public static readonly DirectRoute Get = new("GET", "/notes/{id}", "GetNote")
    {
        Access = Anyone,
        IsCached = true,
        IsConditional = true,
        Id = Id,
        Action = Action.GetItem,
        Entity = typeof(Note),
        Key = new("NOTE#{id}", "NOTE"),
        EntityTag = [nameof(Note.WrittenAt), nameof(Note.Version)],
        MissingDetail = "There is no note with this id.",
        MismatchDetail = "The note has changed.",
        Answers = [new(200, typeof(NoteResponse), "ETag") { CacheControl = "no-cache" }],
        Problems = [NoteProblems.NotFound],
    };
}

internal static class NoteHeaders
{
    public const string ExposedHeaders = "ETag, Location";
}
