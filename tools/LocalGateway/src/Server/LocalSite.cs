using LocalGateway.Model;
using LocalGateway.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalGateway.Server;

/// <summary>Gives the requests below <c>/_local</c> to the pages of the program that runs the gateway.</summary>
internal static class LocalSite
{
    private const string Root = "/_local";

    public static bool Own(string path) => path == Root || path.StartsWith(Root + "/", StringComparison.Ordinal);

    /// <exception cref="GatewayException">The API has a resource with such a path.</exception>
    public static void Reserve(RestApi api)
    {
        if (api.Methods.FirstOrDefault(method => Own(method.ResourcePath)) is { } method)
            throw new GatewayException($"{method.Name}: the paths below {Root} are reserved for the pages of this machine.");
    }

    /// <summary>Completes when the reply is sent.</summary>
    public static async Task AnswerAsync(RequestDelegate pages, GatewayRequest request, IFeatureCollection features)
    {
        var context = new DefaultHttpContext(features);
        // The gateway has already read the body from the connection.
        context.Request.Body = new MemoryStream(request.Body.ToArray(), writable: false);
        await pages(context);
        await context.Response.CompleteAsync();
    }
}
