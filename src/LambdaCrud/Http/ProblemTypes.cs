using System.Text.Json;

namespace LambdaCrud.Http;

/// <summary>
/// A type of problem. Clients can rely on its code, status and title: they do not change. The gateway responses of the template write some
/// of them too, and the mapping templates of direct routes, by <c>#problem("CODE")</c>.
/// </summary>
internal sealed record ProblemType(string Code, int Status, string Title)
{
    /// <summary>The members that only problems of this type have (RFC 9457 §3.2).</summary>
    public IReadOnlyList<ProblemMember> Members { get; init; } = [];

    /// <summary>The headers of these problems, apart from those of every reply.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The shape of the members that all problems have. The contract shows it.</summary>
    public static Type Shape => typeof(Problem);

    public string Uri => $"urn:lambdacrud:problem:{Code}";

    /// <summary>A refusal of this type.</summary>
    /// <param name="detail">Fixed text, or numbers that the server knows; never text of the request.</param>
    public Reply ToReply(string? detail = null, IReadOnlyList<FieldError>? errors = null, IDictionary<string, JsonElement>? extensions = null) =>
        Reply.Of(new Problem
        {
            Type = Uri,
            Title = Title,
            Status = Status,
            Detail = detail,
            Code = Code,
            Errors = errors,
            Extensions = extensions,
        });
}

/// <summary>An extension member of a problem.</summary>
internal sealed record ProblemMember(string Name, Type Type);

/// <summary>
/// The problem types that do not belong to a resource. Some occur only in gateway responses of serverless.template. Their doc comments say
/// when they occur: docs/problems.md and openapi.json have these texts. An example has the members that differ between problems of the type.
/// </summary>
internal static class ProblemTypes
{
    /// <summary>The id in the path is not a UUID in lower case with hyphens.</summary>
    public static readonly ProblemType InvalidId = new("invalid-id", 400, "Invalid id");

    /// <summary>
    /// A query parameter is missing or has an invalid value, or the route does not take it. <c>errors</c> names each of them.
    /// <c>sort</c> without <c>category</c> is invalid too, because the API can sort products only within a category.
    /// </summary>
    /// <example>{"errors": [{"parameter": "limit", "code": "range", "detail": "Must be a whole number from 1 to 100."}]}</example>
    public static readonly ProblemType InvalidParameter = new("invalid-parameter", 400, "A query parameter is not valid");

    /// <summary>
    /// The cursor is forged, damaged, older than 24 hours, or from another list or sort order. For favorites: the cursor is not a product
    /// id.
    /// </summary>
    public static readonly ProblemType InvalidCursor = new("invalid-cursor", 400, "The cursor is not valid");

    /// <summary>
    /// The body is not JSON, or a member is missing, unknown or invalid. <c>errors</c> has every fault. If there are no <c>errors</c>, the
    /// gateway has refused the body: it is not JSON, or a member is missing, unknown or of the wrong type.
    /// </summary>
    /// <example>{"errors": [{"pointer": "#/price/amount", "code": "range", "detail": "Must be 0 to 9999999999."}]}</example>
    public static readonly ProblemType InvalidBody = new("invalid-body", 400, "The body is not valid");

    /// <summary>
    /// The route requires the header <c>Idempotency-Key</c>, and the request has none. Also if the header of any other route is invalid: a
    /// key is 1 to 255 visible ASCII characters, without quotes or as a quoted string, sent once.
    /// </summary>
    public static readonly ProblemType IdempotencyKeyRequired = new("idempotency-key-required", 400, "An Idempotency-Key is required");

    /// <summary>
    /// The route needs a user, and the request has no token, or an invalid or expired one. <c>reason</c> has the gateway's text:
    /// <c>Unauthorized</c> or <c>The incoming token has expired</c>. If there is no <c>reason</c>, the token is valid, but its <c>sub</c>
    /// is not 1 to 128 letters, digits and hyphens. Cognito gives every user a <c>sub</c> of that form.
    /// </summary>
    /// <example>{"reason": "The incoming token has expired"}</example>
    public static readonly ProblemType Unauthenticated = new("unauthenticated", 401, "Sign in first")
    {
        Members = [new("reason", typeof(string))],
        Headers = ["WWW-Authenticate"],
    };

    /// <summary>
    /// The route needs a group that the user is not in, or it needs an API key. Also for a list of another customer's orders, and for a
    /// request that a firewall in front of the API refuses.
    /// </summary>
    public static readonly ProblemType Forbidden = new("forbidden", 403, "Not allowed");

    /// <summary>The resource does not exist, or it is another customer's order.</summary>
    public static readonly ProblemType NotFound = new("not-found", 404, "Not found");

    /// <summary>
    /// No route has this path and method. The code is not <c>not-found</c>, so that a client can distinguish a wrong base address from a
    /// deleted product. The status is not 405, because the gateway does not distinguish a wrong method from a wrong path.
    /// </summary>
    public static readonly ProblemType UnknownRoute = new("unknown-route", 404, "There is no such route");

    /// <summary>
    /// The request has no <c>If-Match</c>, and other requests changed the product during each of ten attempts. The request may be repeated.
    /// </summary>
    public static readonly ProblemType EditConflict = new("edit-conflict", 409, "Changed by others at the same time");

    /// <summary>
    /// Another request with this <c>Idempotency-Key</c> is still running. <c>Retry-After</c> says when to repeat the request.
    /// </summary>
    public static readonly ProblemType RequestInProgress = new("request-in-progress", 409, "The same request is still running")
    {
        Headers = ["Retry-After"],
    };

    /// <summary>
    /// The condition in <c>If-Match</c> or <c>If-None-Match</c> is false for the stored resource, for example because another request has
    /// changed it.
    /// </summary>
    public static readonly ProblemType PreconditionFailed = new("precondition-failed", 412, "The precondition does not hold");

    /// <summary>The body has more than 64 KiB, or more than 1 MiB for POST /products/batch.</summary>
    public static readonly ProblemType BodyTooLarge = new("body-too-large", 413, "The body is too large");

    /// <summary>
    /// The route does not take a body of this media type. <c>Accept</c>, <c>Accept-Post</c> or <c>Accept-Patch</c> names the right one,
    /// unless the gateway itself refuses the request.
    /// </summary>
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415, "The body's media type is not supported")
    {
        Headers = ["Accept", "Accept-Patch", "Accept-Post"],
    };

    /// <summary>
    /// Within 24 hours, the key was first sent with another route, path, query, precondition or body, even if that request was refused.
    /// </summary>
    public static readonly ProblemType IdempotencyKeyReused =
        new("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request");

    /// <summary>PUT without <c>If-Match</c> and without <c>If-None-Match: *</c>.</summary>
    public static readonly ProblemType PreconditionRequired = new("precondition-required", 428, "A precondition is required");

    /// <summary>
    /// More requests per second than the API or the plan of the API key allows. <c>Retry-After</c> says when to repeat the request.
    /// </summary>
    public static readonly ProblemType Throttled = new("throttled", 429, "Too many requests") { Headers = ["Retry-After"] };

    /// <summary>The API key has no requests left today. The next day begins at 00:00 UTC.</summary>
    public static readonly ProblemType QuotaExceeded = new("quota-exceeded", 429, "The quota is used up");

    /// <summary>An error in the API itself. The log has it under the request id.</summary>
    public static readonly ProblemType Internal = new("internal", 500, "Something went wrong");

    /// <summary>The gateway's call to the backend failed or was refused. It is not known whether the request took effect.</summary>
    public static readonly ProblemType BadGateway = new("bad-gateway", 502, "The backend failed");

    /// <summary>
    /// DynamoDB throttles or fails, or its answer is late, lost or damaged. It is not known whether a write took effect.
    /// <c>Retry-After</c> says when to try again.
    /// </summary>
    public static readonly ProblemType Unavailable = new("unavailable", 503, "Try again soon") { Headers = ["Retry-After"] };

    /// <summary>The gateway got no answer from the backend in time. It is not known whether the request took effect.</summary>
    public static readonly ProblemType Timeout = new("timeout", 504, "No answer in time");
}
