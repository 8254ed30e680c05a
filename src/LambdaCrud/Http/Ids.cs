namespace LambdaCrud.Http;

/// <summary>
/// The ids of resources: UUIDs in their canonical form, lower case with hyphens. Those the server makes are of version 7.
/// </summary>
public static class Ids
{
    public static bool IsId(string? text) => Guid.TryParseExact(text, "D", out var uuid) && uuid.ToString("D") == text;
}
