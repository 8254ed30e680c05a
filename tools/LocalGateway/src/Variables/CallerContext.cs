using System.Text.Json;

namespace LocalGateway.Variables;

/// <summary>An authorizer's information about the caller: <c>requestContext.authorizer</c> and <c>$context.authorizer</c>.</summary>
internal abstract class CallerContext
{
    /// <summary>The caller for people: the user's name, with the groups if there are some.</summary>
    public abstract string Who { get; }

    public abstract void Write(Utf8JsonWriter json);

    /// <param name="name">The name after <c>context.authorizer.</c>; the result is null if there is no such variable.</param>
    public abstract string? Variable(string name);

    /// <summary><c>$context.authorizer</c> as mapping templates see it.</summary>
    public abstract IReadOnlyDictionary<string, object?> Variables();

    /// <summary>The API key that the authorizer found for the caller.</summary>
    public virtual string? UsageIdentifierKey => null;
}
