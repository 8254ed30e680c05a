using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RouteSync.OpenApi;

/// <summary>Small parts of the document, and its text.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(JsonNode document) => document.ToJsonString(Indented) + "\n";

    public static JsonObject Reference(string section, string name) => new() { ["$ref"] = $"#/components/{section}/{name}" };

    public static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    /// <summary>A name for a component: <c>invalid-id</c> and <c>invalidId</c> become <c>InvalidId</c>.</summary>
    public static string Pascal(string text) => string.Concat(
        text.Split(['-', '_', ' ', ',', '{', '}', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
