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

    /// <summary>
    /// The client's <c>X-Request-Id</c>, of several the last, when that is harmless in logs and headers, else the gateway's own id.
    /// </summary>
    public static string RequestId(this APIGatewayProxyRequest request, ILambdaContext context) =>
        request.Header("X-Request-Id") is [.., { Length: > 0 and <= MaxRequestIdLength } id] && !id.AsSpan().ContainsAnyExcept(RequestIdCharacters)
            ? id
            : request.RequestContext?.RequestId ?? context.AwsRequestId ?? "";
}
