using LocalGateway.MappingTemplates;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Variables;

/// <summary>What mapping templates see of a request.</summary>
internal static class TemplateContext
{
    /// <param name="variables">Of the API.</param>
    /// <param name="exchange">The request.</param>
    /// <param name="body">The payload the template reads.</param>
    /// <param name="overrides">The same for the request and the response template of one call.</param>
    /// <param name="awsEndpointRequestId">In a response template of an AWS service that has answered.</param>
    public static MappingContext Create(
        RequestVariables variables, Exchange exchange, string body, MappingOverrides overrides, string? awsEndpointRequestId = null) =>
        new()
        {
            Body = body,
            Parameters = new(
                Deferred(() => exchange.Match.PathParameters.ToDictionary()),
                Deferred(() => exchange.Request.QueryParameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value[^1])),
                Deferred(() => exchange.Request.Headers.ToDictionary(header => header.Key, header => header.Value.LastOrDefault() ?? ""))),
            Context = Deferred(() => variables.Context(exchange, awsEndpointRequestId)),
            StageVariables = variables.Api.Stage.Variables,
            Overrides = overrides,
        };

    private static DeferredDictionary<TValue> Deferred<TValue>(Func<IReadOnlyDictionary<string, TValue>> make) => new(make);
}
