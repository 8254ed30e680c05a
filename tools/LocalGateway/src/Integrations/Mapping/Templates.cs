using System.Text;
using LocalGateway.Errors;
using LocalGateway.MappingTemplates;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.Mapping;

/// <summary>Parses and renders mapping templates. An invalid template prevents the start; a rendering failure becomes a 500.</summary>
internal static class Templates
{
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
    /// <exception cref="MappingTemplateException">The rendering failed.</exception>
    public static ReadOnlyMemory<byte> Render(
        MappingTemplate template, bool isRequest, MappingContext context, RequestTrace? trace, CancellationToken cancellationToken)
    {
        try
        {
            ReadOnlyMemory<byte> output = Encoding.UTF8.GetBytes(template.Render(context, cancellationToken));
            trace?.Add(new RenderedTemplate(template, isRequest, context, output, Error: null));
            return output;
        }
        catch (MappingTemplateException exception)
        {
            trace?.Add(new RenderedTemplate(template, isRequest, context, ReadOnlyMemory<byte>.Empty, exception));
            throw;
        }
    }

    /// <summary>The error of a request mapping. If it reads the body and the body is not JSON, the error is the client's.</summary>
    public static GatewayError ErrorOf(MappingTemplateException exception) => exception.Kind == MappingTemplateErrorKind.InvalidJson
        ? GatewayError.InvalidJson(exception.Words)
        : GatewayError.Misconfigured(exception.Words);
}
