using System.Text;
using LocalGateway.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>.</summary>
internal static class FormText
{
    private const int MaxBody = 64 * 1024;

    public static IReadOnlyDictionary<string, StringValues> Query(GatewayRequest request) => QueryHelpers.ParseQuery(request.RawQuery);

    /// <returns>Null if the body is not a form, or longer than 64 KiB.</returns>
    public static IReadOnlyDictionary<string, StringValues>? Body(GatewayRequest request) =>
        request.Body.Length <= MaxBody
        && MediaTypes.Of(request.Headers["Content-Type"]).Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span))
            : null;

    /// <returns>Null if the value is missing, empty, or there more than once (RFC 6749, 3.1).</returns>
    public static string? One(this IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var values) && values is [{ Length: > 0 } only] ? only : null;
}
