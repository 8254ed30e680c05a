using System.Text.Json;
using LocalGateway.Model;

namespace LocalGateway.Authorization.LambdaAuthorizers;

/// <summary>The result of a Lambda authorizer: its information about the caller, and the methods that the caller may invoke.</summary>
internal sealed record AuthorizerResult
{
    public required string PrincipalId { get; init; }

    public required IReadOnlyList<PolicyStatement> Statements { get; init; }

    /// <summary>Every value as text.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Context { get; init; }

    /// <summary>The caller's API key, for APIs that read it from the authorizer.</summary>
    public required string? UsageIdentifierKey { get; init; }

    /// <returns>The result, or the problem with it.</returns>
    public static (AuthorizerResult? Result, string? Problem) Read(ReadOnlyMemory<byte> output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            return (Read(document.RootElement), null);
        }
        catch (JsonException)
        {
            return (null, "is not JSON");
        }
        catch (InvalidOperationException)
        {
            // The reader throws this when an escape is half of a surrogate pair, or when bytes are not valid UTF-8.
            return (null, "contains text that is not valid Unicode");
        }
        catch (MalformedResultException exception)
        {
            return (null, exception.Message);
        }
    }

    private static AuthorizerResult Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new MalformedResultException("is not a JSON object");
        return new()
        {
            PrincipalId = Text(root, "principalId") ?? throw new MalformedResultException("has no principalId"),
            Statements = root.TryGetProperty("policyDocument", out var policy) && policy.ValueKind == JsonValueKind.Object
                ? [.. PolicyDocumentReader.Read(policy)]
                : throw new MalformedResultException("has no policyDocument"),
            Context = [.. ReadContext(root)],
            UsageIdentifierKey = Text(root, "usageIdentifierKey"),
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadContext(JsonElement root)
    {
        if (!root.TryGetProperty("context", out var context) || context.ValueKind == JsonValueKind.Null)
            yield break;
        if (context.ValueKind != JsonValueKind.Object)
            throw new MalformedResultException("has a context that is not a map");
        foreach (var entry in context.EnumerateObject())
        {
            switch (entry.Value.ValueKind)
            {
                case JsonValueKind.String:
                    yield return new(entry.Name, entry.Value.GetString()!);
                    break;
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                    yield return new(entry.Name, entry.Value.GetRawText());
                    break;
                case JsonValueKind.Null:
                    break;
                default:
                    throw new MalformedResultException("has a context with a value that is a list or a map");
            }
        }
    }

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new MalformedResultException($"has a {name} that is not a string");
    }
}

/// <summary>API Gateway cannot use the authorizer's result. The message continues the words "the result".</summary>
internal sealed class MalformedResultException(string message) : Exception(message);
