using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RouteSync;

/// <summary>The text of the JSON files that RouteSync writes, and short forms for their lists.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text without a newline at its end.</summary>
    public static string Text(JsonNode document) => document.ToJsonString(Readable);

    public static JsonArray List(params IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];
}
