using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using LambdaCrud.Storage;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Http;

/// <summary>
/// What every route does around its handler: the request id, who may call, the names of its query parameters, the deadline, exceptions
/// to problems, the headers of all replies, and what is logged and counted. The Annotations framework has no filters; this is ours.
/// </summary>
/// <param name="allowedOrigin">The origin whose pages may read replies, or <c>*</c>.</param>
public sealed class Endpoint(string allowedOrigin, RequestLog log, TimeProvider time)
{
    /// <summary>What scripts of other origins may read of a reply; the gateway's own replies expose the same.</summary>
    public const string ExposedHeaders =
        "Accept, Accept-Patch, Accept-Post, ETag, Idempotency-Replayed, Link, Location, Retry-After, WWW-Authenticate, X-Request-Id";

    /// <summary>Left of the function's time when a handler is told to stop: enough to answer and log.</summary>
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromMilliseconds(500);

    /// <param name="parameters">The query parameters that the route takes: none if null. Any other is refused.</param>
    public async Task<APIGatewayProxyResponse> Run(
        APIGatewayProxyRequest request,
        ILambdaContext context,
        Access access,
        Func<ApiCall, Task<Reply>> handle,
        IReadOnlyList<string>? parameters = null)
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
            var call = new ApiCall(request, caller, deadline.Token, parameters);
            reply = Caller.Refuse(access, caller, request) ?? call.Query.RefuseUnknown(access) ?? await handle(call);
        }
        catch (Exception e)
        {
            failure = e;
            reply = DynamoDb.IsUnavailable(e) || (e is OperationCanceledException && deadline.IsCancellationRequested)
                ? ProblemTypes.Unavailable.Reply("The store did not answer in time or is busy.").With("Retry-After", "1")
                : ProblemTypes.Internal.Reply();
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
        if (reply.Headers.TryGetValue("Location", out var path))
            reply = reply.With("Location", request.ReferenceTo(path));
        return reply
            .With("X-Request-Id", requestId)
            // API Gateway compresses replies by this request header, and does not say so itself (RFC 9110 §12.5.5).
            .With("Vary", "Accept-Encoding")
            .With("Access-Control-Allow-Origin", allowedOrigin)
            .With("Access-Control-Expose-Headers", ExposedHeaders)
            .ToResponse(requestId);
    }
}
