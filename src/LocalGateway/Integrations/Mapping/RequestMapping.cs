using System.Text;
using ApiGateway.GatewayResponses;
using ApiGateway.MappingTemplates;
using ApiGateway.Model;
using ApiGateway.Requests;
using ApiGateway.Variables;

namespace ApiGateway.Integrations.Mapping;

/// <summary>The request side of a mapped integration: which template makes the integration's payload.</summary>
internal sealed class RequestMapping
{
    private const string Json = "application/json";
    private readonly Dictionary<string, MappingTemplate> _templates = new(StringComparer.OrdinalIgnoreCase);
    private readonly PassthroughBehavior _passthrough;
    private readonly RequestVariables _variables;

    /// <exception cref="LocalGatewayException">A template is not VTL.</exception>
    public RequestMapping(string method, MappedIntegration integration, RequestVariables variables)
    {
        (_passthrough, _variables) = (integration.PassthroughBehavior, variables);
        foreach (var (mediaType, template) in integration.RequestTemplates)
            _templates.Add(mediaType, Templates.Parse($"{method} request {mediaType}", template));
    }

    /// <returns>The payload for the integration, or the error of a request that cannot be mapped.</returns>
    public (string Payload, GatewayError? Error) Map(Exchange exchange, MappingOverrides overrides, CancellationToken cancellationToken)
    {
        var contentType = MediaTypes.First(exchange.Request.Headers["Content-Type"].ToString());
        var body = Encoding.UTF8.GetString(exchange.Request.Body.Span);
        if (_templates.TryGetValue(contentType.Length == 0 ? Json : contentType, out var template))
            return Templates.Render(template, TemplateContext.Create(_variables, exchange, body, overrides), cancellationToken);
        var passes = _passthrough switch
        {
            PassthroughBehavior.WhenNoMatch => true,
            PassthroughBehavior.WhenNoTemplates => _templates.Count == 0,
            _ => false,
        };
        return passes
            ? (body, null)
            : ("", new GatewayError(GatewayResponseType.UnsupportedMediaType) { Reason = "no template for the request's media type" });
    }
}
