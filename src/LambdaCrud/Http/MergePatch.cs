using System.Text.Json.Nodes;

namespace LambdaCrud.Http;

/// <summary>JSON Merge Patch, RFC 7396.</summary>
public static class MergePatch
{
    public const string MediaType = "application/merge-patch+json";

    /// <summary>The target with the patch applied, as the pseudo-code of §2 has it: null deletes, arrays are replaced whole.</summary>
    /// <param name="target">May be changed; use the result.</param>
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
