using RouteSync.Tests.Sample.Notes;

namespace RouteSync.Tests.Sample.Pins;

/// <summary>A note that a user has pinned, as it is stored.</summary>
internal sealed record Pin
{
    public required string NoteId { get; init; }
    public required DateTime PinnedAt { get; init; }
    public string? Remark { get; init; }
}

/// <summary>A pin as clients see it.</summary>
internal sealed record PinResponse(string NoteId, string PinnedAt, string? Remark);

internal static class PinProblems
{
    public static readonly ProblemType InvalidId = new("invalid-id", 400, "Invalid id");
    public static readonly ProblemType InvalidCursor = new("invalid-cursor", 400, "Invalid cursor");
    public static readonly ProblemType Unauthenticated = new("unauthenticated", 401, "Sign in");
    public static readonly ProblemType PreconditionFailed = new("precondition-failed", 412, "It has changed");
    public static readonly ProblemType Internal = new("internal", 500, "It is broken");
    public static readonly ProblemType Unavailable = new("unavailable", 503, "It is busy");
}

internal static class PinRoutes
{
    private static readonly Access SignedIn = new("signed in") { NeedsUser = true };
    private static readonly PathId Id = new("noteId", "A note's id is a UUID.");
    private static readonly ItemKey Key = new("USER#{caller}", "PIN#{noteId}");

    private static readonly Parameter Limit = new("limit", "The largest number of pins.")
    {
        Code = "range",
        Detail = "Must be a number from 1 to the page's 12.",
        Schema = new Dictionary<string, object> { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 12, ["default"] = 2 },
    };

    /// <summary>Lists the caller's pins.</summary>
    public static readonly DirectRoute List = new("GET", "/pins", "ListPins")
    {
        Access = SignedIn,
        Query = [Limit, new("cursor", "The start of the page.")],
        Action = Action.Query,
        Entity = typeof(Pin),
        Key = Key,
        Answers = [new(200, typeof(Page<PinResponse>), "Link") { CacheControl = "private" }],
    };

    /// <summary>Pins a note.</summary>
    public static readonly DirectRoute Add = new("PUT", "/pins/{noteId}", "AddPin")
    {
        Access = SignedIn,
        Id = Id,
        Action = Action.PutItem,
        Entity = typeof(Pin),
        Key = Key,
        KeepsExisting = true,
        Answers = [new(204, null)],
    };

    /// <summary>Removes a pin.</summary>
    public static readonly DirectRoute Remove = new("DELETE", "/pins/{noteId}", "RemovePin")
    {
        Access = SignedIn,
        Id = Id,
        Action = Action.DeleteItem,
        Entity = typeof(Pin),
        Key = Key,
        Answers = [new(204, null)],
        Retirement = new(new DateOnly(2027, 6, 1)),
    };
}
