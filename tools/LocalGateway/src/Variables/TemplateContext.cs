using LocalGateway.MappingTemplates;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Variables;

/// <summary>The data of a request that mapping templates see.</summary>
internal static class TemplateContext
{
    /// <param name="variables">The API's variables.</param>
    /// <param name="exchange">The request.</param>
    /// <param name="body">The payload the template reads.</param>
    /// <param name="overrides">The same instance for the request and the response template of one call.</param>
    /// <param name="awsEndpointRequestId">The request id of the AWS service, in a response template after it has answered.</param>
    public static MappingContext Create(
        RequestVariables variables, Exchange exchange, string body, MappingOverrides overrides, string? awsEndpointRequestId = null) =>
        new()
        {
            Body = body,
            Parameters = new(
                Deferred(exchange, static exchange => exchange.Match.PathParameters.ToDictionary()),
                Deferred(exchange, static exchange =>
                    exchange.Request.QueryParameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value[^1])),
                Deferred(exchange, static exchange =>
                    exchange.Request.Headers.ToDictionary(header => header.Key, header => header.Value.LastOrDefault() ?? ""))),
            Context = Deferred(
                (variables, exchange, awsEndpointRequestId),
                static source => source.variables.Context(source.exchange, source.awsEndpointRequestId)),
            StageVariables = variables.Api.Stage.Variables,
            Overrides = overrides,
            Warn = exchange.Warn,
        };

    private static DeferredDictionary<TSource, TValue> Deferred<TSource, TValue>(
        TSource source, Func<TSource, IReadOnlyDictionary<string, TValue>> make) => new(source, make);
}
