using System.Text.Json;

namespace LocalGateway.Variables;

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
