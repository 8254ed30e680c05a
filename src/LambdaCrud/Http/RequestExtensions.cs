using System.Buffers;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace LambdaCrud.Http;

internal static class RequestExtensions
{
    private const int MaxRequestIdLength = 128;

    private static readonly SearchValues<char> RequestIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>The values of a header, in the order sent. A REST API keeps the client's spelling of names, so case is ignored.</summary>
    public static IReadOnlyList<string> Header(this APIGatewayProxyRequest request, string name)
    {
        List<string>? found = null;
        if (request.MultiValueHeaders is { } all)
        {
            foreach (var (key, values) in all)
            {
                if (IsNamed(key))
                    (found ??= []).AddRange(values);
            }
        }
        else if (request.Headers is { } single)
        {
            foreach (var (key, value) in single)
            {
                if (IsNamed(key))
                    (found ??= []).Add(value);
            }
        }

        return found ?? (IReadOnlyList<string>)[];

        bool IsNamed(string key) => key.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The relative reference (RFC 3986 §4.2) from the request's URI to a resource of this API.</summary>
    /// <param name="path">The resource's path below the API's root, such as <c>products/1</c>.</param>
    /// <remarks>
    /// The reference uses only the end of the path, because clients and proxies do not change that part. The start of the path can be a
    /// stage, the base path of a custom domain, the origin path of a CDN, or nothing. So an absolute path made from the event would be
    /// wrong behind a CDN.
    /// </remarks>
    public static string ReferenceTo(this APIGatewayProxyRequest request, string path)
    {
        // A reference is resolved against the path up to its last slash. API Gateway ignores one slash at the end of a path.
        var segments = request.Resource.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] folder = [.. request.Path is [.., '/'] ? segments : segments.SkipLast(1)];
        var target = path.Split('/');
        var common = 0;
        while (common < folder.Length && common < target.Length && folder[common] == target[common])
            common++;
        return string.Concat(Enumerable.Repeat("../", folder.Length - common)) + string.Join('/', target[common..]);
    }

    /// <summary>
    /// The client's <c>X-Request-Id</c> (the last one, if there are several) if it is safe in logs and headers; otherwise the gateway's own
    /// id.
    /// </summary>
    public static string RequestId(this APIGatewayProxyRequest request, ILambdaContext context) =>
        request.Header("X-Request-Id") is [.., { Length: > 0 and <= MaxRequestIdLength } id] && !id.AsSpan().ContainsAnyExcept(RequestIdCharacters)
            ? id
            : request.RequestContext?.RequestId ?? context.AwsRequestId ?? "";
}
