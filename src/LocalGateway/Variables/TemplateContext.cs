using ApiGateway.MappingTemplates;
using ApiGateway.Requests;

namespace ApiGateway.Variables;

/// <summary>What mapping templates see of a request.</summary>
internal static class TemplateContext
{
    /// <param name="variables">Of the API.</param>
    /// <param name="exchange">The request.</param>
    /// <param name="body">The payload the template reads.</param>
    /// <param name="overrides">The same for the request and the response template of one call.</param>
    public static MappingContext Create(RequestVariables variables, Exchange exchange, string body, MappingOverrides overrides) => new()
    {
        Body = body,
        Parameters = new(
            exchange.Match.PathParameters.ToDictionary(),
            exchange.Request.QueryParameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value[^1]),
            exchange.Request.Headers.ToDictionary(header => header.Key, header => header.Value.LastOrDefault() ?? "")),
        Context = variables.Context(exchange),
        StageVariables = variables.Api.Stage.Variables,
        Overrides = overrides,
    };
}
