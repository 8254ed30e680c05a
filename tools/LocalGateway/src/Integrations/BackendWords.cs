using System.Globalization;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Integrations;

/// <summary>What a backend has answered, in the words of the console and of the records.</summary>
internal static class BackendWords
{
    /// <returns>Null if the request succeeded, or if no backend has answered it.</returns>
    public static string? WhyNot(Exchange exchange, Reply reply) =>
        exchange.Get<IntegrationResult>() is { } result
        && (reply.StatusCode >= 400 || (result.Backend?.Problem ?? result.Backend?.ServiceError) is not null)
            ? Of(exchange.Match.Route.Method.Integration, result.Backend, reply)
            : null;

    /// <returns>A sentence without its full stop, and without a part of a body.</returns>
    public static string Of(Integration integration, BackendResult? backend, Reply? reply)
    {
        var name = integration is LambdaProxyIntegration or LambdaIntegration ? $"the function {integration.Name}" : integration.Name;
        var why = backend?.Problem ?? backend?.ServiceError;
        return string.Create(CultureInfo.InvariantCulture, $"{name} answers {backend?.Status ?? reply?.StatusCode}") + (why is null ? "" : $": {why}");
    }
}
