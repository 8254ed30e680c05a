using System.Buffers;
using System.Buffers.Text;
using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Http;

/// <summary>The answer of a handler: a status, headers and a body. The body is JSON, a problem or empty.</summary>
internal sealed record Reply(int Status)
{
    /// <summary><c>Location</c> is a path below the API's root. The endpoint makes it relative to the request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// The maximum size of a reply in bytes as Lambda sends it, with the body as a JSON string within JSON. Lambda allows 6 MB; the rest is
    /// for headers.
    /// </summary>
    public const int MaxPayload = (6 * 1024 * 1024) - 65_536;

    /// <summary>
    /// As JSON within JSON, a character has at most six bytes (<c>\u0022</c>). A body that is short enough by this bound is not measured.
    /// </summary>
    private const int MaxBytesOfCharacter = 6;

    /// <summary>The text of the body, unless the body is a problem.</summary>
    public string? Json { get; init; }

    public Problem? Problem { get; private init; }

    /// <summary>The business metric that this reply counts, in addition to the metrics of all replies.</summary>
    public BusinessMetric? Counted { get; private init; }

    public static Reply Of<T>(int status, T value, JsonTypeInfo<T> type) =>
        new Reply(status) { Json = ApiJson.Write(value, type) }.With("Content-Type", "application/json");

    /// <summary>A refusal. Caches must not store it: 404 and some other statuses are cacheable by default (RFC 9110 §15.1).</summary>
    public static Reply Of(Problem problem) =>
        new Reply(problem.Status) { Problem = problem }.With("Content-Type", "application/problem+json").With("Cache-Control", "no-store");

    /// <summary>A stored reply, unchanged.</summary>
    internal static Reply OfStored(int status, IEnumerable<KeyValuePair<string, string>> headers, string? json) =>
        new(status) { Json = json, Headers = headers.ToDictionary() };

    public Reply With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    /// <summary>
    /// Adds an entity tag made from the body, for resources without a version. The tag is weak: API Gateway compresses the body later, and
    /// a strong tag would have to differ for each coding (RFC 9110 §8.8.3.3).
    /// </summary>
    public Reply WithBodyTag()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(Json?.Length ?? 0));
        var hash = SHA256.HashData(buffer.AsSpan(0, Encoding.UTF8.GetBytes(Json ?? "", buffer)));
        ArrayPool<byte>.Shared.Return(buffer);
        return With("ETag", $"W/\"{Base64Url.EncodeToString(hash)}\"");
    }

    /// <summary>
    /// The reply to a read with preconditions: this reply, 304 or 412. This reply's <c>ETag</c> is the entity tag of the current state.
    /// </summary>
    public Reply Under(Preconditions preconditions) => preconditions.Evaluate(Headers.GetValueOrDefault("ETag")) switch
    {
        PreconditionResult.Mismatch => ProblemTypes.PreconditionFailed.ToReply("The resource is not in the state the request asks for."),
        // The headers of a 304 by RFC 9110 §15.4.5; the endpoint adds Cache-Control and Vary.
        PreconditionResult.Unchanged => new Reply(304)
        {
            Headers = Headers.Where(header => header.Key is "ETag").ToDictionary(),
        },
        _ => this,
    };

    public Reply Counting(BusinessMetric metric) => this with { Counted = metric };

    /// <summary>Whether the reply is small enough for Lambda to send.</summary>
    public bool IsDeliverable =>
        (long)(Json?.Length ?? 0) * MaxBytesOfCharacter <= MaxPayload || LambdaPayload.SizeOf(ToResponse(requestId: "")) <= MaxPayload;

    internal APIGatewayProxyResponse ToResponse(string requestId) => new()
    {
        StatusCode = Status,
        Headers = new Dictionary<string, string>(Headers),
        Body = Problem is null ? Json : ApiJson.Write(Problem with { RequestId = requestId }, ApiJson.Default.Problem),
    };
}
