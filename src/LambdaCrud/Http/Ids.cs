namespace LambdaCrud.Http;

/// <summary>The ids of resources: UUIDs in canonical form, lower case with hyphens. The server creates ids of version 7.</summary>
public static class Ids
{
    public static bool IsId(string? text) => Guid.TryParseExact(text, "D", out var uuid) && uuid.ToString("D") == text;
}
