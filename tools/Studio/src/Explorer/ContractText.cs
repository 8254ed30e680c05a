using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Studio.Explorer;

/// <summary>
/// Scalar reads descriptions as Markdown, in which HTML and images have an effect. An invisible character after the <c>&lt;</c> or the
/// <c>!</c> makes both plain text.
/// </summary>
internal static partial class ContractText
{
    private const char WordJoiner = '\u2060';

    private static readonly string[] Texts = ["description", "summary", "title"];

    // These hold values of the API, not texts about it.
    private static readonly string[] Values = ["example", "examples", "default", "enum", "const"];

    // The members of these objects have names of the API.
    private static readonly string[] Maps = ["properties", "patternProperties", "schemas", "parameters", "paths", "responses", "headers", "$defs"];

    public static void MakePlain(JsonObject document) => Visit(document, isMap: false);

    private static void Visit(JsonNode? node, bool isMap)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Visit(item, isMap: false);
        }

        if (node is not JsonObject members)
            return;
        foreach (var (name, value) in members.ToList())
        {
            if (!isMap && Texts.Contains(name) && value is JsonValue text && text.TryGetValue(out string? words))
                members[name] = Markup().Replace(words, $"$0{WordJoiner}");
            else if (isMap || !Values.Contains(name))
                Visit(value, !isMap && Maps.Contains(name));
        }
    }

    [GeneratedRegex(@"<(?=[A-Za-z/!?])|!(?=\[)")]
    private static partial Regex Markup();
}
