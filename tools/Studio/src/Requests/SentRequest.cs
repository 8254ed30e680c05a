using LocalGateway.Recording;

namespace Studio.Requests;

/// <summary>A request that the page wants to send to the API.</summary>
internal sealed record SentRequest
{
    public required string Method { get; init; }

    /// <summary>Path and query, undecoded.</summary>
    public required string Target { get; init; }

    public IReadOnlyList<RecordedHeader> Headers { get; init; } = [];

    /// <summary>Null sends no body.</summary>
    public string? Body { get; init; }

    /// <summary>The user whose token the request carries; null sends no new token.</summary>
    public SentUser? User { get; init; }

    /// <summary>The number of the record that the request comes from. Its masked values are filled in again.</summary>
    public long? From { get; init; }
}

/// <summary>A user of a local user pool.</summary>
internal sealed record SentUser
{
    public required string Name { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The logical id of the pool; null is the only pool.</summary>
    public string? Pool { get; init; }

    /// <summary>Scopes of an access token, separated by blanks; null sends an ID token.</summary>
    public string? Scope { get; init; }
}

/// <summary>What the API answered.</summary>
/// <param name="Record">The number of the record of the request; null if the request came too fast to be recorded.</param>
internal sealed record SentReply(int Status, long? Record);
