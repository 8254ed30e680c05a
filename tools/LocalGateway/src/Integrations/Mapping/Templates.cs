using LocalGateway.Errors;
using LocalGateway.MappingTemplates;

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

    /// <summary>Renders a request template. If the template reads the body and the body is not JSON, the error is the client's.</summary>
    public static (string Text, GatewayError? Error) Render(
        MappingTemplate template, MappingContext context, CancellationToken cancellationToken)
    {
        try
        {
            return (template.Render(context, cancellationToken), null);
        }
        catch (MappingTemplateException exception) when (exception.Kind == MappingTemplateErrorKind.InvalidJson)
        {
            return ("", GatewayError.InvalidJson(exception.Message));
        }
        catch (MappingTemplateException exception)
        {
            return ("", GatewayError.Misconfigured(exception.Message));
        }
    }
}
