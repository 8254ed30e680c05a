using LocalGateway.Errors;
using LocalGateway.MappingTemplates;

namespace LocalGateway.Integrations.Mapping;

/// <summary>Mapping templates as the gateway uses them: a broken one stops the start, one that fails while rendering is a 500.</summary>
internal static class Templates
{
    /// <exception cref="GatewayException">The source is not VTL; the message has name, line and column.</exception>
    public static MappingTemplate Parse(string name, string source)
    {
        try
        {
            return MappingTemplate.Parse(name, source);
        }
        catch (MappingTemplateException exception)
        {
            throw new GatewayException($"A mapping template is not valid: {exception.Message}", exception);
        }
    }

    /// <summary>Renders a request template: a body that it reads and that is no JSON is the client's fault.</summary>
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
