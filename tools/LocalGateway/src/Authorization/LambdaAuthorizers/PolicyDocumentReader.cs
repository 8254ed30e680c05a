using System.Text.Json;
using LocalGateway.Model;

namespace LocalGateway.Authorization.LambdaAuthorizers;

/// <summary>Reads the policy document that an authorizer returns.</summary>
internal static class PolicyDocumentReader
{
    /// <exception cref="MalformedResultException">The policy cannot be evaluated.</exception>
    public static IReadOnlyList<PolicyStatement> Read(JsonElement policy)
    {
        if (!policy.TryGetProperty("Statement", out var statements))
            throw new MalformedResultException("has a policy without Statement");
        return statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray().Select(Statement)] : [Statement(statements)];
    }

    private static PolicyStatement Statement(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
            throw new MalformedResultException("has a policy with a statement that is not a map");
        if (statement.TryGetProperty("Condition", out _))
            throw new MalformedResultException("has a policy with a Condition, which LocalGateway does not evaluate");
        var (actions, notActions) = Either(statement, "Action", "NotAction");
        var (resources, notResources) = Either(statement, "Resource", "NotResource");
        return new()
        {
            Allows = Effect(statement),
            Actions = actions,
            NotActions = notActions,
            Resources = resources,
            NotResources = notResources,
        };
    }

    private static bool Effect(JsonElement statement) =>
        statement.TryGetProperty("Effect", out var effect)
        && effect.ValueKind == JsonValueKind.String
        && (effect.ValueEquals("Allow"u8) || effect.ValueEquals("Deny"u8))
            ? effect.ValueEquals("Allow"u8)
            : throw new MalformedResultException("has a policy with a statement whose Effect is neither Allow nor Deny");

    private static (IReadOnlyList<string> Patterns, IReadOnlyList<string> NotPatterns) Either(
        JsonElement statement, string name, string notName)
    {
        var (has, hasNot) = (statement.TryGetProperty(name, out var patterns), statement.TryGetProperty(notName, out var notPatterns));
        if (has == hasNot)
            throw new MalformedResultException($"has a policy with a statement that must have either {name} or {notName}");
        return has ? (Strings(patterns, name), []) : ([], Strings(notPatterns, notName));
    }

    private static List<string> Strings(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. value.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw new MalformedResultException($"has a policy with a statement whose {name} is not a string or a list of strings"),
    };
}
