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
            ? Of(exchange.Match.Route.Method.Integration, result.Backend, result.Answer)
            : null;

    /// <returns>A sentence without its full stop. It may quote what the reply says, so mask the secrets in it.</returns>
    public static string Of(Integration integration, BackendResult? backend, IntegrationAnswer? answer)
    {
        var name = integration switch
        {
            LambdaProxyIntegration or LambdaIntegration => $"the function {integration.Name}",
            MockIntegration => "the mock",
            _ => integration.Name,
        };
        var why = backend?.Problem ?? backend?.ServiceError;
        // A reply may pass on the error of the service.
        var says = answer?.Says is { } said && why?.Contains(said.TrimEnd('…'), StringComparison.Ordinal) is true ? null : answer?.Says;
        if (answer is not { } given || backend is null || backend.Status == given.Status)
        {
            var both = why is not null && says is not null ? $"{why}. The reply says: {says}" : why ?? says;
            return With($"{name} answers {Text(backend?.Status ?? answer?.Status)}", both);
        }

        // A status of the backend that the client does not get would be a false trail. So it comes last.
        var author = given.HasTemplateStatus ? "the response template" : "the integration response";
        return $"{With($"{author} answers {Text(given.Status)}", says)} ({With($"{name} answered {Text(backend.Status)}", why)})";
    }

    private static string With(string text, string? why) => why is null ? text : $"{text}: {why}";

    private static string? Text(int? status) => status?.ToString(CultureInfo.InvariantCulture);
}
