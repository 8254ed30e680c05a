using LocalGateway.MappingTemplates;

namespace LocalGateway.Tests.MappingTemplates;

/// <summary>Short ways to render a template.</summary>
internal static class Rendering
{
    private static readonly Dictionary<string, string> NoTexts = [];

    public static string Render(string template, MappingContext? context = null) =>
        MappingTemplate.Parse("test", template).Render(context ?? new MappingContext());

    public static string RenderBody(string template, string body) => Render(template, new MappingContext { Body = body });

    /// <summary>Renders with the parameters path = {id: 7, x: path}, querystring = {q: a b, x: query}, header = {H: h, x: header}.</summary>
    public static string RenderWithParameters(string template) => Render(template, new MappingContext
    {
        Parameters = new MappingParameters(
            new Dictionary<string, string> { ["id"] = "7", ["x"] = "path" },
            new Dictionary<string, string> { ["q"] = "a b", ["x"] = "query" },
            new Dictionary<string, string> { ["H"] = "h", ["x"] = "header" }),
    });

    public static MappingTemplateException Fails(string template, string body = "") =>
        Assert.Throws<MappingTemplateException>(() => RenderBody(template, body));

    public static MappingTemplateException FailsToParse(string template)
    {
        var error = Assert.Throws<MappingTemplateException>(() => MappingTemplate.Parse("test", template));
        Assert.Equal(MappingTemplateErrorKind.Syntax, error.Kind);
        return error;
    }

    public static MappingParameters Headers(Dictionary<string, string> headers) => new(NoTexts, NoTexts, headers);
}
