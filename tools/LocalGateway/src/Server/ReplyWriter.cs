using LocalGateway.Requests;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Server;

/// <summary>Sends a reply to the client.</summary>
internal static class ReplyWriter
{
    public static async Task WriteAsync(Reply reply, string httpMethod, IFeatureCollection features, CancellationToken cancellationToken)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = reply.StatusCode;
        foreach (var (name, values) in reply.Headers)
            response.Headers[name] = Allowed(values);

        // RFC 9110, 6.4.1: 204, 205 and 304 have no content. A reply to HEAD has only the length of the reply to GET.
        if (reply.StatusCode is 204 or 304)
            return;
        var length = reply.StatusCode == 205 ? 0 : reply.Body.Length;
        response.Headers.ContentLength = length;
        if (length > 0 && httpMethod != "HEAD")
            await features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(reply.Body, cancellationToken);
    }

    // A mapped value may come from the request. Clients must not be able to add their own headers to the reply.
    private static StringValues Allowed(StringValues values)
    {
        foreach (var value in values)
        {
            if (value is not null && !HttpField.IsValue(value))
                return new([.. values.Select(HttpField.WithoutForbidden)]);
        }

        return values;
    }
}
