using System.Text.Json;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>Reads members of JSON whose structure is not known in advance.</summary>
internal static class JsonMembers
{
    public static JsonElement? Member(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonElement.ArrayEnumerator Items(this JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    public static JsonElement.ArrayEnumerator Items(this JsonElement parent, string name) => parent.Member(name)?.Items() ?? default;
}
