using LambdaCrud.Storage;

namespace LambdaCrud.Http;

/// <summary>
/// How many requests a route takes from all callers together. The template has two parameters for each class, such as
/// <c>WriteRateLimit</c> (requests a second) and <c>WriteBurstLimit</c> (requests at once).
/// </summary>
internal enum Throttle
{
    Request,
    Write,

    /// <summary>For routes that read or write whole pages of the table.</summary>
    Heavy,
}

/// <summary>Whether a route reads the header Idempotency-Key.</summary>
internal enum KeyUse
{
    None,
    Optional,
    Required,
}

/// <summary>
/// What a route is, apart from its code. A resource declares its routes in static fields. <see cref="Endpoint"/> enforces a declaration at
/// run time. <c>dotnet dev.cs sync</c> writes the route's parts of serverless.template, openapi.json and the tables in docs/ from the same
/// object. The doc comment of the field describes the route in the contract.
/// </summary>
internal abstract record Route
{
    public required Access Access { get; init; }

    public Throttle Throttle { get; init; }

    /// <summary>
    /// Whether the stage's cache may keep replies. The query parameters, the path parameters, the preconditions and X-Request-Id make the
    /// key, and Accept-Encoding if the answer has a strong entity tag. Only a route that does not depend on the caller may be cached.
    /// </summary>
    public bool IsCached { get; init; }

    public PathId? Id { get; init; }

    /// <summary>The query parameters that the route takes. It refuses all others.</summary>
    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    public Body? Accepts { get; init; }

    public KeyUse IdempotencyKey { get; init; }

    /// <summary>Whether the route evaluates If-Match and If-None-Match.</summary>
    public bool IsConditional { get; init; }

    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>
    /// The problems of this route. It needs no entry for the problems that follow from other properties: sign-in, path, query, body,
    /// preconditions, Idempotency-Key, limits and outages.
    /// </summary>
    public IReadOnlyList<ProblemType> Problems { get; init; } = [];

    /// <summary>When the route ends; null for a route that stays.</summary>
    public Retirement? Retirement { get; init; }
}

/// <summary>A route with a function. Its method and path are those of the handler's <c>[RestApi]</c> attribute.</summary>
/// <param name="Handler">The name of the handler method.</param>
internal sealed record FunctionRoute(string Handler) : Route
{
    /// <summary>What the function may do with the table. Each function may also make the call of the warm-up.</summary>
    public IReadOnlyList<Right> Rights
    {
        get => [.. field, new("GetItem") { PartitionKey = WarmUp.Key }];
        init;
    } = [];
}

/// <summary>The id in a path: a UUID, see <see cref="Ids"/>.</summary>
/// <param name="Name">The name of the path parameter.</param>
/// <param name="Detail">What a refusal says about an invalid id.</param>
internal sealed record PathId(string Name, string Detail);

/// <summary>The body of a request.</summary>
/// <param name="Type">
/// The shape of the body, with its rules as attributes. An array type stands for a batch: the gateway checks only that the body is an array,
/// and the function checks the items one by one.
/// </param>
internal sealed record Body(Type Type)
{
    /// <summary>Whether the body is a merge patch (RFC 7396) of the shape. Then no member is required and each may be null.</summary>
    public bool IsMergePatch { get; init; }

    /// <summary>In bytes of UTF-8.</summary>
    public int MaxBytes { get; init; } = RequestBody.MaxBytes;

    /// <summary>The maximum number of items of a batch.</summary>
    public int MaxItems { get; init; }

    public string MediaType => IsMergePatch ? MergePatch.MediaType : "application/json";
}

/// <summary>A successful answer.</summary>
/// <param name="Type">The shape of the body; null for no body.</param>
/// <param name="Headers">The headers of the answer, apart from those of every answer.</param>
internal sealed record Answer(int Status, Type? Type = null, params IReadOnlyList<string> Headers)
{
    /// <summary>The value of Cache-Control, or null if the answer has no such header.</summary>
    public string? CacheControl { get; init; }
}

/// <summary>The right to use the table.</summary>
/// <param name="Actions">DynamoDB's actions, without their prefix: <c>PutItem</c>.</param>
internal sealed record Right(params IReadOnlyList<string> Actions)
{
    /// <summary>The indexes to which the actions apply; none for the table itself.</summary>
    public IReadOnlyList<string> Indexes { get; init; } = [];

    /// <summary>The only partition to which the actions apply; null for all.</summary>
    public string? PartitionKey { get; init; }
}
