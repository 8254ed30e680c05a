using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Http;

/// <summary>What a handler answers: a status, headers, and JSON, a problem or nothing as body.</summary>
public sealed record Reply(int Status)
{
    /// <summary><c>Location</c> is a path below the API's root; the endpoint makes it relative to the request.</summary>
    public ImmutableDictionary<string, string> Headers { get; private init; } = [];

    /// <summary>
    /// Bytes of a reply as Lambda sends it, where the body is a JSON string within JSON. Lambda takes 6 MB; the rest is for headers.
    /// </summary>
    public const int MaxPayload = (6 * 1024 * 1024) - 65_536;

    /// <summary>As JSON within JSON a character has six bytes at most (<c>\u0022</c>). A shorter body need not be counted.</summary>
    private const int MaxBytesOfCharacter = 6;

    /// <summary>The body's text, when it is not a problem.</summary>
    public string? Json { get; init; }

    public Problem? Problem { get; private init; }

    /// <summary>What the shop counts with this reply, beside what is counted of all.</summary>
    public BusinessMetric? Counted { get; private init; }

    public static Reply Of<T>(int status, T value, JsonTypeInfo<T> type) =>
        new Reply(status) { Json = ApiJson.Write(value, type) }.With("Content-Type", "application/json");

    /// <summary>A refusal. No cache keeps it: 404 and its like would otherwise be cacheable by default (RFC 9110 §15.1).</summary>
    public static Reply Of(Problem problem) =>
        new Reply(problem.Status) { Problem = problem }.With("Content-Type", "application/problem+json").With("Cache-Control", "no-store");

    /// <summary>A reply that was given before, as it was.</summary>
    internal static Reply OfStored(int status, IEnumerable<KeyValuePair<string, string>> headers, string? json) =>
        new(status) { Json = json, Headers = headers.ToImmutableDictionary() };

    public Reply With(string header, string value) => this with { Headers = Headers.SetItem(header, value) };

    /// <summary>
    /// With an entity tag made of the body, for what has no version of its own. It is weak: API Gateway compresses after this, and a
    /// strong tag would have to differ by coding (RFC 9110 §8.8.3.3).
    /// </summary>
    public Reply WithBodyTag() =>
        With("ETag", $"W/\"{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Json ?? "")))}\"");

    /// <summary>
    /// What a read answers under the request's preconditions: this reply, or 304 or 412. Its <c>ETag</c> is that of what is there.
    /// </summary>
    public Reply Under(Preconditions preconditions) => preconditions.Judge(Headers.GetValueOrDefault("ETag")) switch
    {
        Verdict.Mismatch => ProblemTypes.PreconditionFailed.Reply("What is there is not in the state the request asks for."),
        // RFC 9110 §15.4.5; the endpoint adds Vary.
        Verdict.Unchanged => new Reply(304)
        {
            Headers = Headers.Where(header => header.Key is "ETag" or "Cache-Control").ToImmutableDictionary(),
        },
        _ => this,
    };

    public Reply Counting(BusinessMetric metric) => this with { Counted = metric };

    /// <summary>Whether the body is no longer than Lambda can send.</summary>
    public bool IsDeliverable =>
        (long)(Json?.Length ?? 0) * MaxBytesOfCharacter <= MaxPayload || LambdaPayload.SizeOf(ToResponse(requestId: "")) <= MaxPayload;

    internal APIGatewayProxyResponse ToResponse(string requestId) => new()
    {
        StatusCode = Status,
        Headers = new Dictionary<string, string>(Headers),
        Body = Problem is null ? Json : ApiJson.Write(Problem with { RequestId = requestId }, ApiJson.Default.Problem),
    };
}
