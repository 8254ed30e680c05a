using System.Text.Json.Nodes;

namespace RouteSync.OpenApi;

/// <summary>Names of components, and references to them.</summary>
internal static class Component
{
    /// <summary>The members of a path that are operations.</summary>
    public static readonly IReadOnlySet<string> Methods =
        new HashSet<string> { "get", "put", "post", "delete", "options", "head", "patch", "trace" };

    public static JsonObject Reference(string section, string name) => new() { ["$ref"] = $"#/components/{section}/{name}" };

    /// <summary>A name for a component: <c>invalid-id</c> and <c>invalidId</c> become <c>InvalidId</c>.</summary>
    public static string Name(string text) => string.Concat(
        text.Split(['-', '_', ' ', ',', '{', '}', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
