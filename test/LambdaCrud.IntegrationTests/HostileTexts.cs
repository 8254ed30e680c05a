namespace LambdaCrud.IntegrationTests;

/// <summary>Texts that have a meaning in JSON, in mapping templates, in URIs, in headers or in the keys of the table.</summary>
internal static class HostileTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "\"", "'", "\\", "\\\"", "\\'", "\\u0022", "\\\\u0022", "/", "$", "$$", "$x", "$context.requestId", "$input.json('$')",
        "$!{x}", "${", "${x", "}",
        "#", "##", "#set($x = 1)", "#set($context.responseOverride.status = 299)", "#if(true)", "#end", "#*", "*#", "[[",
        "#[[x]]#", "%22", "%",
        "\n", "\r\nX-Injected: 1", "\t", "\u0001", "\u007f", "é", "試", "😀", "\u2028", "\ufeff",
        "\",\"TableName\":\"Other", "\"}},\"TableName\":\"Other\",\"x\":{\"y\":{\"S\":\"", "{\"S\":\"x\"}", "[1,2]",
        "null", "true", "1", " ", "..", ",", ";", "&a=b", "+",
        "ITEM#1", "CUSTOMER#other", new string('k', 2048), new string('"', 2048), new string('\\', 2047),
    ];

    /// <summary>The texts that can be the value of a header.</summary>
    public static IEnumerable<string> OfHeaders => All.Where(text => text.All(c => c is >= ' ' and <= '~') && text.Trim().Length > 0);
}
