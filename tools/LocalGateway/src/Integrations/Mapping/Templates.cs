using System.Text;
using LocalGateway.Errors;
using LocalGateway.MappingTemplates;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Integrations.Mapping;

/// <summary>Parses and renders mapping templates. An invalid template prevents the start; a rendering failure becomes a 500.</summary>
internal static class Templates
{
    private const string RequestTemplate = "request template";

    /// <exception cref="GatewayException">The source is not VTL; the message contains name, line and column.</exception>
    public static MappingTemplate Parse(string name, string source)
    {
        try
        {
            return MappingTemplate.Parse(name, source);
        }
        catch (MappingTemplateException exception)
        {
            throw new InvalidTemplateException($"A mapping template is not valid: {exception.Message}", exception);
        }
    }

    /// <summary>Renders a template and records it if the request is recorded.</summary>
    /// <param name="template">The template.</param>
    /// <param name="responseStatus">The status of its integration response; null if it is a request template.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="trace">Null if the request is not recorded.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    /// <exception cref="MappingTemplateException">The rendering failed.</exception>
    public static ReadOnlyMemory<byte> Render(
        MappingTemplate template, int? responseStatus, in TemplateInput input, RequestTrace? trace, CancellationToken cancellationToken)
    {
        if (template.Constant is { } constant)
        {
            trace?.Add(new RenderedTemplate(template, responseStatus, input.ToContext(), constant, Error: null));
            return constant;
        }

        var context = input.ToContext();
        try
        {
            ReadOnlyMemory<byte> output = Encoding.UTF8.GetBytes(template.Render(context, cancellationToken));
            trace?.Add(new RenderedTemplate(template, responseStatus, context, output, Error: null));
            return output;
        }
        catch (MappingTemplateException exception)
        {
            trace?.Add(new RenderedTemplate(template, responseStatus, context, ReadOnlyMemory<byte>.Empty, exception));
            throw;
        }
    }

    /// <summary>The error of a request mapping. If it reads the body and the body is not JSON, the error is the client's.</summary>
    public static GatewayError ErrorOf(MappingTemplateException exception) => exception.Kind == MappingTemplateErrorKind.InvalidJson
        ? GatewayError.InvalidJson(exception.Words) with { By = RequestTemplate }
        : GatewayError.Misconfigured(exception.Words) with { By = RequestTemplate };
}

/// <summary>What a mapping template reads.</summary>
/// <param name="Variables">The API's variables.</param>
/// <param name="Exchange">The request.</param>
/// <param name="Payload">The payload of this side of the call.</param>
/// <param name="Overrides">The same instance for the request and the response template of one call.</param>
/// <param name="AwsEndpointRequestId">The request id of the AWS service, in a response template after it has answered.</param>
internal readonly record struct TemplateInput(
    RequestVariables Variables, Exchange Exchange, ReadOnlyMemory<byte> Payload, MappingOverrides Overrides, string? AwsEndpointRequestId = null)
{
    public MappingContext ToContext() =>
        TemplateContext.Create(Variables, Exchange, PayloadText.TextOf(Payload), Overrides, AwsEndpointRequestId);
}
