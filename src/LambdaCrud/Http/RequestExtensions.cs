using System.Buffers;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace LambdaCrud.Http;

internal static class RequestExtensions
{
    private const int MaxRequestIdLength = 128;

    private static readonly SearchValues<char> RequestIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>A header's values in the order sent. A REST API passes names on as the client wrote them, so case is ignored.</summary>
    public static IReadOnlyList<string> Header(this APIGatewayProxyRequest request, string name)
    {
        if (request.MultiValueHeaders is { } all)
            return [.. all.Where(header => IsNamed(header.Key)).SelectMany(header => header.Value)];
        return request.Headers is { } single ? [.. single.Where(header => IsNamed(header.Key)).Select(header => header.Value)] : [];

        bool IsNamed(string key) => key.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The relative reference (RFC 3986 §4.2) that leads from the request's URI to a resource of this API.</summary>
    /// <param name="path">The resource's path below the API's root, such as <c>products/1</c>.</param>
    /// <remarks>
    /// It is made of the end of the path alone, which every client and proxy leaves as it is. What stands in front depends on the way
    /// of the request: a stage, the base path of a custom domain, the origin path of a CDN, or nothing. So an absolute path made of the
    /// event would be wrong behind a CDN.
    /// </remarks>
    public static string ReferenceTo(this APIGatewayProxyRequest request, string path)
    {
        // A reference is resolved against the path up to its last slash. API Gateway ignores one slash at the end of a path.
        var segments = request.Resource.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] folder = [.. request.Path is [.., '/'] ? segments : segments.SkipLast(1)];
        var target = path.Split('/');
        var common = folder.Zip(target).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Concat(Enumerable.Repeat("../", folder.Length - common)) + string.Join('/', target[common..]);
    }

    /// <summary>
    /// The client's <c>X-Request-Id</c>, of several the last, when that is harmless in logs and headers, else the gateway's own id.
    /// </summary>
    public static string RequestId(this APIGatewayProxyRequest request, ILambdaContext context) =>
        request.Header("X-Request-Id") is [.., { Length: > 0 and <= MaxRequestIdLength } id] && !id.AsSpan().ContainsAnyExcept(RequestIdCharacters)
            ? id
            : request.RequestContext?.RequestId ?? context.AwsRequestId ?? "";
}
