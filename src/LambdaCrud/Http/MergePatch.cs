using System.Text.Json.Nodes;

namespace LambdaCrud.Http;

/// <summary>JSON Merge Patch, RFC 7396.</summary>
internal static class MergePatch
{
    public const string MediaType = "application/merge-patch+json";

    /// <summary>Applies the patch by the pseudo-code of §2: null deletes a member, and arrays are replaced as a whole.</summary>
    /// <param name="target">May be modified. Use the result.</param>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();

        var result = target as JsonObject ?? [];
        foreach (var (name, value) in changes)
        {
            result.Remove(name, out var current);
            if (value is not null)
                result[name] = Apply(current, value);
        }

        return result;
    }
}
