using System.Text.Json;

namespace LambdaCrud.Http;

/// <summary>
/// A type of problem. Clients can rely on its code, status and title: they do not change. docs/problems.md explains each type. The
/// mapping templates of direct routes (<c>.vtl</c>) and the gateway responses of the template write some of them too.
/// </summary>
internal sealed record ProblemType(string Code, int Status, string Title)
{
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

/// <summary>All problem types of the API. Some occur only in gateway responses of serverless.template.</summary>
internal static class ProblemTypes
{
    public static readonly ProblemType InvalidId = new("invalid-id", 400, "Invalid id");
    public static readonly ProblemType InvalidParameter = new("invalid-parameter", 400, "A query parameter is not valid");
    public static readonly ProblemType InvalidCursor = new("invalid-cursor", 400, "The cursor is not valid");
    public static readonly ProblemType InvalidBody = new("invalid-body", 400, "The body is not valid");
    public static readonly ProblemType IdempotencyKeyRequired = new("idempotency-key-required", 400, "An Idempotency-Key is required");
    public static readonly ProblemType Unauthenticated = new("unauthenticated", 401, "Sign in first");
    public static readonly ProblemType Forbidden = new("forbidden", 403, "Not allowed");
    public static readonly ProblemType NotFound = new("not-found", 404, "Not found");
    public static readonly ProblemType UnknownRoute = new("unknown-route", 404, "There is no such route");
    public static readonly ProblemType EditConflict = new("edit-conflict", 409, "Changed by others at the same time");
    public static readonly ProblemType InsufficientStock = new("insufficient-stock", 409, "Not enough in stock");
    public static readonly ProblemType StockLimit = new("stock-limit", 409, "More than the stock can hold");
    public static readonly ProblemType RequestInProgress = new("request-in-progress", 409, "The same request is still running");
    public static readonly ProblemType OrderNotCancellable = new("order-not-cancellable", 409, "The order cannot be cancelled any more");
    public static readonly ProblemType OrderNotShippable = new("order-not-shippable", 409, "The order cannot be shipped any more");
    public static readonly ProblemType PreconditionFailed = new("precondition-failed", 412, "The precondition does not hold");
    public static readonly ProblemType BodyTooLarge = new("body-too-large", 413, "The body is too large");
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415, "The body's media type is not supported");
    public static readonly ProblemType IdempotencyKeyReused =
        new("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request");
    public static readonly ProblemType UnknownProduct = new("unknown-product", 422, "There is no such product");
    public static readonly ProblemType MixedCurrencies = new("mixed-currencies", 422, "The products have prices in different currencies");
    public static readonly ProblemType PreconditionRequired = new("precondition-required", 428, "A precondition is required");
    public static readonly ProblemType Throttled = new("throttled", 429, "Too many requests");
    public static readonly ProblemType QuotaExceeded = new("quota-exceeded", 429, "The quota is used up");
    public static readonly ProblemType Internal = new("internal", 500, "Something went wrong");
    public static readonly ProblemType BadGateway = new("bad-gateway", 502, "The backend failed");
    public static readonly ProblemType Unavailable = new("unavailable", 503, "Try again soon");
    public static readonly ProblemType Timeout = new("timeout", 504, "No answer in time");

    public static readonly IReadOnlyList<ProblemType> All =
    [
        InvalidId, InvalidParameter, InvalidCursor, InvalidBody, IdempotencyKeyRequired, Unauthenticated, Forbidden, NotFound,
        UnknownRoute, EditConflict, InsufficientStock, StockLimit, RequestInProgress, OrderNotCancellable, OrderNotShippable,
        PreconditionFailed, BodyTooLarge, UnsupportedMediaType, IdempotencyKeyReused, UnknownProduct, MixedCurrencies, PreconditionRequired,
        Throttled, QuotaExceeded, Internal, BadGateway, Unavailable, Timeout,
    ];
}
