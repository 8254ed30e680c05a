using System.Collections.ObjectModel;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using LambdaCrud.Storage;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Http;

/// <summary>
/// The steps that every route runs around its handler: request id, authorization, names of the query parameters, id in the path, deadline,
/// conversion of exceptions to problems, common headers, log and metrics. The Annotations framework has no filters; this class replaces them.
/// </summary>
/// <param name="allowedOrigin">The origin whose pages may read replies, or <c>*</c>.</param>
internal sealed class Endpoint(string allowedOrigin, RequestLog log, TimeProvider time)
{
    /// <summary>The reply headers that scripts of other origins may read. The gateway's own replies expose the same headers.</summary>
    public const string ExposedHeaders =
        "Accept, Accept-Patch, Accept-Post, ETag, Idempotency-Replayed, Link, Location, Retry-After, WWW-Authenticate, X-Request-Id";

    /// <summary>A handler is cancelled this long before the function's timeout. The rest is enough to answer and log.</summary>
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromMilliseconds(500);

    public async Task<APIGatewayProxyResponse> RunAsync(
        Route route, APIGatewayProxyRequest request, ILambdaContext context, Func<ApiCall, Task<Reply>> handle)
    {
        var started = time.GetTimestamp();
        var requestId = request.RequestId(context);
        var left = context.RemainingTime - TimeToAnswer;
        using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        Reply reply;
        Caller? caller = null;
        Exception? failure = null;
        try
        {
            caller = Caller.Of(request);
            var call = new ApiCall(request, caller, route, deadline.Token);
            reply = Caller.Refuse(route.Access, caller, request) ?? call.Query.RefuseUnknown() ?? call.RefuseId() ?? await handle(call);
        }
        catch (Exception e)
        {
            failure = e;
            reply = DynamoDb.IsUnavailable(e) || (e is OperationCanceledException && deadline.IsCancellationRequested)
                ? ProblemTypes.Unavailable.ToReply("The store did not answer in time or is busy.").With("Retry-After", "1")
                : ProblemTypes.Internal.ToReply();
        }

        log.Write(context.Logger, new RequestOutcome
        {
            Route = $"{request.HttpMethod ?? "?"} {request.Resource ?? "?"}",
            CorrelationId = requestId,
            Subject = caller?.Subject,
            Status = reply.Status,
            Code = reply.Problem?.Code,
            Counted = reply.Counted,
            Duration = time.GetElapsedTime(started),
            Failure = failure,
        });
        var response = reply.ToResponse(requestId);
        var headers = response.Headers;
        if (CacheControlOf(route, reply) is { } cacheControl)
            headers["Cache-Control"] = cacheControl;
        if (headers.TryGetValue("Location", out var path))
            headers["Location"] = request.ReferenceTo(path);
        if (headers.TryGetValue("ETag", out var state))
            headers["ETag"] = EntityTag.Of(state, request.Header("Accept-Encoding"));
        headers["X-Request-Id"] = requestId;
        // API Gateway compresses replies depending on this request header, but does not send Vary (RFC 9110 §12.5.5).
        headers["Vary"] = "Accept-Encoding";
        headers["Access-Control-Allow-Origin"] = allowedOrigin;
        headers["Access-Control-Expose-Headers"] = ExposedHeaders;
        foreach (var (name, value) in route.Retirement?.Headers ?? ReadOnlyDictionary<string, string>.Empty)
        {
            headers[name] = value;
            headers["Access-Control-Expose-Headers"] += $", {name}";
        }

        return response;
    }

    /// <summary>What the route declares for the answer. A 304 has the value of the 200 (RFC 9110 §15.4.5).</summary>
    private static string? CacheControlOf(Route route, Reply reply) =>
        route.Answers.FirstOrDefault(answer => answer.Status == (reply.Status == 304 ? 200 : reply.Status))?.CacheControl;
}
