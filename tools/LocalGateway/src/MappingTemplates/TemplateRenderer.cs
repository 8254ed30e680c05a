using System.Text.Json;

namespace LocalGateway.MappingTemplates;

/// <summary>The output of a template, or its error; one of the two is null.</summary>
/// <param name="Output">Not trimmed.</param>
/// <param name="Error">Name, line and column, the message, and the template's line with the place marked.</param>
/// <param name="Warnings">What may differ in API Gateway, each with name, line and column.</param>
/// <param name="Overrides">What the template assigned to <c>$context.requestOverride</c> and <c>responseOverride</c>.</param>
public sealed record RenderResult(string? Output, string? Error, IReadOnlyList<string> Warnings, MappingOverrides Overrides);

/// <summary>An error in the syntax of a template.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in UTF-16 code units.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record TemplateError(int Line, int Column, string Problem);

/// <summary>Renders one template from texts, for authors of VTL.</summary>
public static class TemplateRenderer
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <param name="name">The template's name, for errors.</param>
    /// <param name="template">The template's source.</param>
    /// <param name="body">The payload of <c>$input</c>.</param>
    /// <param name="context">
    /// A JSON object with any of <c>context</c> (for <c>$context</c>), <c>params</c> (with <c>path</c>, <c>querystring</c> and
    /// <c>header</c>) and <c>stageVariables</c>; null for none of them.
    /// </param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    public static RenderResult Render(
        string name, string template, string body, string? context = null, CancellationToken cancellationToken = default)
    {
        var overrides = new MappingOverrides();
        var warnings = new List<string>();
        try
        {
            var mapping = ReadContext(context) with { Body = body, Overrides = overrides, Warn = warnings.Add };
            return new RenderResult(MappingTemplate.Parse(name, template).Render(mapping, cancellationToken), null, warnings, overrides);
        }
        catch (JsonException error)
        {
            return new RenderResult(null, $"the context is not valid: {error.Message}", warnings, overrides);
        }
        catch (MappingTemplateException error)
        {
            return new RenderResult(null, WithLine(error, template), warnings, overrides);
        }
    }

    /// <summary>The first error in the syntax of a template; null if there is none.</summary>
    public static TemplateError? Check(string template)
    {
        try
        {
            MappingTemplate.Parse("template", template);
            return null;
        }
        catch (MappingTemplateException error)
        {
            return new TemplateError(error.Line, error.Column, error.Problem);
        }
    }

    private static string WithLine(MappingTemplateException error, string template)
    {
        var lines = template.ReplaceLineEndings("\n").Split('\n');
        var line = error.Line <= lines.Length ? lines[error.Line - 1] : "";
        var indentation = new string([.. line.Take(error.Column - 1).Select(c => c == '\t' ? '\t' : ' ')]);
        return $"{error.Message}\n{line}\n{indentation}^";
    }

    /// <exception cref="JsonException">The text is not JSON, or has unexpected members.</exception>
    private static MappingContext ReadContext(string? json)
    {
        var context = new MappingContext();
        if (string.IsNullOrWhiteSpace(json))
            return context;
        using var document = JsonDocument.Parse(json, Options);
        foreach (var member in Members(document.RootElement, "the context"))
            context = member.Name switch
            {
                "context" => context with { Context = ReadTree(member.Value, "context") },
                "params" => context with { Parameters = ReadParameters(member.Value) },
                "stageVariables" => context with { StageVariables = ReadTexts(member.Value, "stageVariables") },
                _ => throw new JsonException($"'{member.Name}' is not allowed: use context, params, stageVariables"),
            };
        return context;
    }

    private static MappingParameters ReadParameters(JsonElement json)
    {
        var parameters = MappingParameters.None;
        foreach (var member in Members(json, "params"))
            parameters = member.Name switch
            {
                "path" => parameters with { Path = ReadTexts(member.Value, "params.path") },
                "querystring" => parameters with { QueryString = ReadTexts(member.Value, "params.querystring") },
                "header" => parameters with { Header = ReadTexts(member.Value, "params.header") },
                _ => throw new JsonException($"'{member.Name}' is not allowed in params: use path, querystring, header"),
            };
        return parameters;
    }

    private static Dictionary<string, string> ReadTexts(JsonElement json, string where) => Members(json, where)
        .ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.Ordinal);

    private static Dictionary<string, object?> ReadTree(JsonElement json, string where) => Members(json, where)
        .ToDictionary(member => member.Name, member => ReadValue(member.Value, $"{where}.{member.Name}"), StringComparer.Ordinal);

    private static object? ReadValue(JsonElement json, string where) => json.ValueKind switch
    {
        JsonValueKind.Object => ReadTree(json, where),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        JsonValueKind.Number when json.TryGetInt32(out var small) => small,
        JsonValueKind.Number when json.TryGetInt64(out var large) => large,
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String => json.GetString(),
        _ => throw new JsonException($"{where} is a list; $context can contain only strings, numbers, booleans and maps"),
    };

    private static JsonElement.ObjectEnumerator Members(JsonElement json, string where) => json.ValueKind == JsonValueKind.Object
        ? json.EnumerateObject()
        : throw new JsonException($"{where} is not a JSON object");
}
