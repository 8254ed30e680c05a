using LocalGateway.Errors;


namespace LocalGateway.Requests;

/// <summary>Separates the stage from the path. A deployed URL begins with the stage; <c>sam local</c> serves the API at the root.</summary>
internal sealed class StageLookup(string stage, bool stagePath) : IStep
{
    public ValueTask<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var raw = exchange.Request.RawPath;
        if (!stagePath)
        {
            exchange.PathWithStage = $"/{stage}{raw}";
            exchange.Path = WithOneLeadingSlash(raw);
            return new((GatewayError?)null);
        }

        var path = WithOneLeadingSlash(raw);
        var end = path.IndexOf('/', 1);
        var name = end < 0 ? path.AsSpan(1) : path.AsSpan(1, end - 1);
        if (!name.SequenceEqual(stage))
        {
            return new(new GatewayError(GatewayResponseType.StageNotFound)
            {
                Reason = $"the path does not begin with the stage, /{stage}",
            });
        }

        exchange.PathWithStage = path;
        exchange.Path = end < 0 ? "/" : WithOneLeadingSlash(path[end..]);
        return new((GatewayError?)null);
    }

    private static string WithOneLeadingSlash(string path) =>
        path.StartsWith("//", StringComparison.Ordinal) ? string.Concat("/", path.AsSpan().TrimStart('/')) : path;
}
