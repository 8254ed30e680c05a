namespace RouteSync.Tests.Sample;

/// <summary>The smallest types that RouteSync can read declarations from.</summary>
internal abstract record Route
{
    public required Access Access { get; init; }
    public Throttle Throttle { get; init; }
    public bool IsCached { get; init; }
    public PathId? Id { get; init; }
    public IReadOnlyList<Parameter> Query { get; init; } = [];
    public Body? Accepts { get; init; }
    public KeyUse IdempotencyKey { get; init; }
    public bool IsConditional { get; init; }
    public IReadOnlyList<Answer> Answers { get; init; } = [];
    public IReadOnlyList<ProblemType> Problems { get; init; } = [];
    public Retirement? Retirement { get; init; }
}

internal sealed record FunctionRoute(string Handler) : Route
{
    public IReadOnlyList<Right> Rights { get; init; } = [];
}

internal sealed record DirectRoute(string Method, string Path, string Name) : Route
{
    public required Action Action { get; init; }
    public Type? Entity { get; init; }
    public ItemKey? Key { get; init; }
    public IReadOnlyList<string>? EntityTag { get; init; }
    public bool KeepsExisting { get; init; }
    public string? MissingDetail { get; init; }
    public string? MismatchDetail { get; init; }
}

internal enum Throttle
{
    Request,
    Write,
}

internal enum KeyUse
{
    None,
    Optional,
    Required,
}

internal enum Action
{
    Mock,
    GetItem,
    Query,
    PutItem,
    DeleteItem,
}

internal sealed record Access(string Name)
{
    public bool NeedsUser { get; init; }
    public bool NeedsApiKey { get; init; }
    public string? Group { get; init; }
}

internal sealed record Retirement(DateOnly Sunset)
{
    public IReadOnlyDictionary<string, string> Headers { get; } = new Dictionary<string, string> { ["Deprecation"] = "@1", ["Sunset"] = "Soon" };
}

internal sealed record PathId(string Name, string Detail);

internal sealed record ItemKey(string PartitionKey, string SortKey);

internal sealed record Right(params IReadOnlyList<string> Actions)
{
    public IReadOnlyList<string> Indexes { get; init; } = [];
    public string? PartitionKey { get; init; }
}

internal sealed record Answer(int Status, Type? Type, params IReadOnlyList<string> Headers)
{
    public string? CacheControl { get; init; }
}

internal sealed record Body(Type Type)
{
    public bool IsMergePatch { get; init; }
    public int MaxBytes { get; init; } = 1000;
    public int MaxItems { get; init; }
    public string MediaType => IsMergePatch ? "application/merge-patch+json" : "application/json";
}

internal sealed record Parameter(string Name, string Description)
{
    public bool IsRequired { get; init; }
    public string Code { get; init; } = "";
    public string Detail { get; init; } = "";
    public string? Example { get; init; }
    public IReadOnlyDictionary<string, object> Schema { get; init; } = new Dictionary<string, object> { ["type"] = "string" };
}

internal sealed record ProblemType(string Code, int Status, string Title)
{
    public string Uri => $"urn:sample:{Code}";
    public IReadOnlyList<Member> Members { get; init; } = [];
    public IReadOnlyList<string> Headers { get; init; } = [];
    public static Type Shape => typeof(Problem);
}

/// <summary>A refusal.</summary>
internal sealed record Problem
{
    /// <summary>The name of the type.</summary>
    public required string Type { get; init; }
    public required string Title { get; init; }
    public required int Status { get; init; }
    public required string Code { get; init; }
    public string? Detail { get; init; }
}

internal sealed record Member(string Name, Type Type);
