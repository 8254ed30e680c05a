using System.Text.Json.Nodes;
using RouteSync.Declarations;
using RouteSync.Direct;

namespace RouteSync.Template;

/// <summary>The template with the parts that follow from the declarations.</summary>
/// <param name="EditedByHand">The names of managed parts that a person has changed. If there are any, the text must not be used.</param>
internal sealed record WrittenTemplate(string Text, IReadOnlyList<string> EditedByHand);

/// <summary>Writes the parts of a SAM template that follow from the declared routes. It leaves everything else as it is.</summary>
internal static class TemplateWriter
{
    /// <param name="text">The template, JSON.</param>
    /// <param name="templatesOf">The mapping templates of a direct route.</param>
    /// <param name="overwrite">Whether parts that were edited by hand are replaced.</param>
    /// <exception cref="RouteSyncException">The template lacks something that a part refers to.</exception>
    public static WrittenTemplate Write(string text, DeclaredApi api, Func<DeclaredRoute, DirectTemplates> templatesOf, bool overwrite)
    {
        var template = SamTemplate.Parse(text);
        template.Require("Parameters", TemplateNames.AllowedOrigin, "it names the origin whose pages may call the API");
        var parts = new ManagedParts(template, overwrite);
        var definition = template.Api["DefinitionBody"] as JsonObject
            ?? throw new RouteSyncException($"The resource {template.ApiId} of the SAM template needs an inline DefinitionBody.");

        parts.Write("Paths", definition, "paths", new Operations(api, api.ExposedHeaders, templatesOf).Paths());
        parts.Write("Models", template.Api, "Models", RequestModels.Of(api));
        parts.Write("MethodSettings", template.Api, "MethodSettings", MethodSettings.Of(api, template));
        foreach (var headers in ExposingHeaders(template))
            headers["Access-Control-Expose-Headers"] = $"'{api.ExposedHeaders}'";
        foreach (var (name, role) in DirectRoles.Of(api, template))
            parts.Write($"Resources.{name}", template.Resources, name, role);
        foreach (var route in api.Routes.Where(route => route.Function is not null))
            FunctionParts.Write(route, template, parts);
        new Monitoring(api, template).Write(parts);
        var edited = parts.Finish();
        return new WrittenTemplate(template.ToString(), edited);
    }

    private static IEnumerable<JsonObject> ExposingHeaders(SamTemplate template) =>
        from response in template.Api["GatewayResponses"] as JsonObject ?? []
        let headers = response.Value?["ResponseParameters"]?["Headers"] as JsonObject
        where headers?["Access-Control-Expose-Headers"] is not null
        select headers;
}
