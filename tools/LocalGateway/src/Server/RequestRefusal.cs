using LocalGateway.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalGateway.Server;

/// <summary>
/// Answers requests that are not valid HTTP or exceed a limit of the connection, before the pipeline. The status is 400 to 431. There is no
/// body, because API Gateway's documentation names none.
/// </summary>
internal static class RequestRefusal
{
    /// <returns>Null if the request was refused and answered.</returns>
    public static async ValueTask<Exchange?> TryReadAsync(
        IFeatureCollection context, RequestReader reader, CancellationToken cancellationToken)
    {
        if (HeaderBytes(context.GetRequiredFeature<IHttpRequestFeature>().Headers) > RequestLimits.MaxHeaders)
            return Refuse(context, StatusCodes.Status431RequestHeaderFieldsTooLarge);
        try
        {
            return await reader.ReadAsync(context, cancellationToken);
        }
        catch (BadHttpRequestException exception)
        {
            return Refuse(context, exception.StatusCode);
        }
        catch (IOException)
        {
            // The server throws this for the size of a chunk that is out of range. If the connection is lost, nobody reads the status.
            return Refuse(context, StatusCodes.Status400BadRequest);
        }
    }

    private static Exchange? Refuse(IFeatureCollection context, int status)
    {
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        response.Headers.Connection = "close";
        response.Headers.ContentLength = 0;
        return null;
    }

    // The quota counts the values. The server has decoded them as UTF-8 or Latin-1: one character for each byte or less.
    private static int HeaderBytes(IHeaderDictionary headers)
    {
        var sum = 0;
        foreach (var (_, values) in headers)
        {
            foreach (var value in values)
                sum += value?.Length ?? 0;
        }

        return sum;
    }
}
