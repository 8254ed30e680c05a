using System.Text.Json;

namespace LocalGateway.Authorization;

/// <summary>What an authorizer found out about the caller: <c>requestContext.authorizer</c> and <c>$context.authorizer</c>.</summary>
internal abstract class CallerContext
{
    public abstract void Write(Utf8JsonWriter json);

    /// <param name="name">What follows <c>context.authorizer.</c>; null stands for nothing of that name.</param>
    public abstract string? Variable(string name);

    /// <summary><c>$context.authorizer</c> as mapping templates see it.</summary>
    public abstract IReadOnlyDictionary<string, object?> Variables();

    /// <summary>The API key that the authorizer found for the caller.</summary>
    public virtual string? UsageIdentifierKey => null;
}

/// <summary>The verified claims of a Cognito token, each as text.</summary>
internal sealed class CognitoCaller(IReadOnlyList<KeyValuePair<string, string>> claims) : CallerContext
{
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
