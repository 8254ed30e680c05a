using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Template.Reading;

/// <summary>Reads the text of a template, JSON or YAML, into one tree in which every intrinsic function has its long form.</summary>
internal static class TemplateReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 100 };

    /// <summary><paramref name="source"/>: the template's name, for messages.</summary>
    /// <exception cref="TemplateException">The text cannot be read; the message contains line and column.</exception>
    public static JsonObject Read(string text, string source)
    {
        text = text.TrimStart('\uFEFF');
        var root = text.AsSpan().TrimStart() is ['{', ..] ? ReadJson(text, source) : YamlReader.Read(text, source);
        return root as JsonObject ?? throw new TemplateException(source, "a template must be an object with a Resources section");
    }

    private static JsonNode? ReadJson(string text, string source)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $"line {line + 1}, column {e.BytePositionInLine + 1}: " : "";
            throw new TemplateException(source, place + e.Message.Split(" LineNumber:")[0]);
        }
    }
}
