using System.Text.Json;
using LocalGateway.Model;

namespace LocalGateway.Authorization.LambdaAuthorizers;

/// <summary>What a Lambda authorizer found out about a caller, and what it lets that caller invoke.</summary>
internal sealed record AuthorizerResult
{
    public required string PrincipalId { get; init; }

    public required IReadOnlyList<PolicyStatement> Statements { get; init; }

    /// <summary>Every value as text.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Context { get; init; }

    /// <summary>The API key of the caller, for APIs that take it from the authorizer.</summary>
    public required string? UsageIdentifierKey { get; init; }

    /// <returns>The result, or what is wrong with it.</returns>
    public static (AuthorizerResult? Result, string? Problem) Read(ReadOnlyMemory<byte> output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            return (Read(document.RootElement), null);
        }
        catch (JsonException)
        {
            return (null, "is no JSON");
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escape is half of a surrogate pair, or that bytes are no UTF-8.
            return (null, "holds text that is no valid Unicode");
        }
        catch (MalformedResultException exception)
        {
            return (null, exception.Message);
        }
    }

    private static AuthorizerResult Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new MalformedResultException("is no JSON object");
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
            throw new MalformedResultException("has a context that is no map");
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
            : throw new MalformedResultException($"has a {name} that is no text");
    }
}

/// <summary>An authorizer's result that API Gateway could not use. The message goes on after "the result".</summary>
internal sealed class MalformedResultException(string message) : Exception(message);
