using LocalGateway.Errors;
using LocalGateway.MappingTemplates;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Integrations.Mapping;

/// <summary>The request of an integration after mappings, template and overrides.</summary>
internal sealed record MappedRequest(MappedParameters Parameters, ReadOnlyMemory<byte> Payload);

/// <summary>The request side of a mapped integration: maps the parameters, converts the payload, and renders the template.</summary>
internal sealed class RequestMapping
{
    private readonly Dictionary<string, MappingTemplate> _templates = new(StringComparer.OrdinalIgnoreCase);
    private readonly ParameterMapping _parameters;
    private readonly MappedIntegration _integration;
    private readonly RequestVariables _variables;

    /// <exception cref="GatewayException">A template is not VTL, or a parameter cannot be mapped.</exception>
    public RequestMapping(MethodName method, MappedIntegration integration, RequestVariables variables)
    {
        (_integration, _variables) = (integration, variables);
        _parameters = new(method, integration.RequestParameters, integration.KindOf(), variables);
        foreach (var (mediaType, template) in integration.RequestTemplates)
            _templates.Add(mediaType, Templates.Parse($"{method} request {mediaType}", template));
    }

    /// <returns>The request for the integration, or an error if it cannot be mapped.</returns>
    public (MappedRequest? Request, GatewayError? Error) Map(
        Exchange exchange, MappingOverrides overrides, CancellationToken cancellationToken)
    {
        var (parameters, error) = _parameters.Map(exchange, cancellationToken);
        if (parameters is null)
            return (null, error);
        var (payload, payloadError) = MapPayload(exchange, overrides, cancellationToken);
        error = payloadError ?? _parameters.Override(parameters, overrides);
        return error is null ? (new(parameters, payload), null) : (null, error);
    }

    private (ReadOnlyMemory<byte> Payload, GatewayError? Error) MapPayload(
        Exchange exchange, MappingOverrides overrides, CancellationToken cancellationToken)
    {
        var contentType = MediaTypes.OfBody(exchange.Request.Headers["Content-Type"]);
        var isBinaryType = MediaTypes.IsBinary(_variables.Api.BinaryMediaTypes, contentType);
        if (Convert(exchange.Request.Body, isBinaryType) is not (var payload, var isBinary))
            return (default, GatewayError.Misconfigured("the request's payload must be converted to binary, but it is not base64"));
        if (_templates.TryGetValue(contentType, out var template))
        {
            if (isBinary)
                return (default, GatewayError.Misconfigured("a mapping template cannot read a binary payload"));
            try
            {
                var input = new TemplateInput(_variables, exchange, payload, overrides);
                return (Templates.Render(template, responseStatus: null, input, exchange.Trace, cancellationToken), null);
            }
            catch (MappingTemplateException exception)
            {
                return (default, Templates.ErrorOf(exception));
            }
        }

        var passes = _integration.PassthroughBehavior switch
        {
            PassthroughBehavior.WhenNoMatch => true,
            PassthroughBehavior.WhenNoTemplates => _templates.Count == 0,
            _ => false,
        };
        return passes
            ? (isBinary ? payload : PayloadText.AsText(payload), null)
            : (default, new(GatewayResponseType.UnsupportedMediaType) { Reason = WhyNot(contentType) });
    }

    private string WhyNot(string contentType) => _templates.Count == 0
        ? $"the integration has no template, so it takes no body of {contentType}"
        : $"the integration has no template for {contentType}, only for {string.Join(", ", _templates.Keys)}";

    // Runs before the template, so a template sees binary data as base64 text. Null if text to convert to binary is not base64.
    private (ReadOnlyMemory<byte> Payload, bool IsBinary)? Convert(ReadOnlyMemory<byte> payload, bool isBinary) =>
        (_integration.ContentHandling, isBinary) switch
        {
            (ContentHandling.ConvertToText, true) => (PayloadText.ToBase64(payload), false),
            (ContentHandling.ConvertToBinary, false) => PayloadText.TryFromBase64(payload, out var data) ? (data, true) : null,
            _ => (payload, isBinary),
        };
}
