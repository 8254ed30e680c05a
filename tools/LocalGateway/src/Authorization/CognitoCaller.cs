using System.Text.Json;
using LocalGateway.Variables;

namespace LocalGateway.Authorization;

/// <summary>The verified claims of a Cognito token, each as text.</summary>
internal sealed class CognitoCaller(IReadOnlyList<KeyValuePair<string, string>> claims) : CallerContext
{
    public override string Who => Variable("claims.cognito:groups") is { } groups
        ? $"{Name} ({groups.Replace(",", ", ", StringComparison.Ordinal)})"
        : Name;

    private string Name => Variable("claims.cognito:username") ?? Variable("claims.username") ?? Variable("claims.sub")!;

    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("claims"u8);
        foreach (var (name, value) in claims)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override string? Variable(string name) => name.StartsWith("claims.", StringComparison.Ordinal)
        ? claims.FirstOrDefault(claim => name.AsSpan("claims.".Length).SequenceEqual(claim.Key)).Value
        : null;

    public override IReadOnlyDictionary<string, object?> Variables() => new Dictionary<string, object?>
    {
        ["claims"] = claims.ToDictionary(claim => claim.Key, claim => (object?)claim.Value),
    };
}
