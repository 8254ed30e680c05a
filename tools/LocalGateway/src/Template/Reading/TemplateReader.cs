using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Template.Reading;

/// <summary>Reads the text of a template, JSON or YAML, into one tree in which every intrinsic function has its long form.</summary>
internal static class TemplateReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 100 };

    /// <summary>The last value of a repeated key counts.</summary>
    private static readonly JsonDocumentOptions Lenient = new() { AllowDuplicateProperties = true, MaxDepth = 100 };

    /// <summary><paramref name="source"/>: the template's name, for messages.</summary>
    /// <exception cref="TemplateException">The text cannot be read; the message contains line and column.</exception>
    public static JsonObject Read(string text, string source, TemplateDiagnostics diagnostics) =>
        ReadNode(text, source, diagnostics) as JsonObject
        ?? throw new TemplateException(source, "a template must be an object with a Resources section");

    /// <summary>Reads any value.</summary>
    /// <exception cref="TemplateException">The text cannot be read; the message contains line and column.</exception>
    public static JsonNode? ReadNode(string text, string source, TemplateDiagnostics diagnostics)
    {
        text = text.TrimStart('\uFEFF');
        return text.AsSpan().TrimStart() is ['{', ..]
            ? ReadJson(text, source, diagnostics.IsPartial ? Lenient : Strict)
            : YamlReader.Read(text, source, diagnostics);
    }

    private static JsonNode? ReadJson(string text, string source, JsonDocumentOptions options)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: options);
        }
        catch (JsonException e)
        {
            if (e.LineNumber is { } line)
                throw new TemplateException(source, $"line {line + 1}, column {e.BytePositionInLine + 1}: {e.Message.Split(" LineNumber:")[0]}");
            throw new TemplateException(source, RepeatedMember(text) ?? e.Message);
        }
    }

    /// <summary>The parser names a repeated member without its place.</summary>
    private static string? RepeatedMember(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                names.Push(new(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject)
                names.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !names.Peek().Add(reader.GetString()!))
            {
                var before = Encoding.UTF8.GetString(bytes, 0, (int)reader.TokenStartIndex).Split('\n');
                return $"line {before.Length}, column {before[^1].Length + 1}: the key '{reader.GetString()}' appears twice";
            }
        }

        return null;
    }
}
