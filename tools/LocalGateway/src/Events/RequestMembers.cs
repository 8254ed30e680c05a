using System.Text.Json;
using LocalGateway.Requests;

namespace LocalGateway.Events;

/// <summary>Writes the members that the events of integrations and authorizers share.</summary>
internal static class RequestMembers
{
    /// <summary><c>headers</c> with the last value of each, <c>multiValueHeaders</c> with all.</summary>
    public static void WriteHeaders(Utf8JsonWriter json, HeaderList headers)
    {
        json.WriteStartObject("headers"u8);
        foreach (var (name, values) in headers)
            json.WriteString(name, values is [.., var last] ? last : "");
        json.WriteEndObject();
        json.WriteStartObject("multiValueHeaders"u8);
        foreach (var (name, values) in headers)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary><c>queryStringParameters</c> with the last value of each, <c>multiValueQueryStringParameters</c> with all.</summary>
    public static void WriteQuery(
        Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> parameters, bool nullWhenEmpty = false)
    {
        if (parameters.Count == 0 && nullWhenEmpty)
        {
            json.WriteNull("queryStringParameters"u8);
            json.WriteNull("multiValueQueryStringParameters"u8);
            return;
        }

        json.WriteStartObject("queryStringParameters"u8);
        foreach (var (name, values) in parameters)
            json.WriteString(name, values[^1]);
        json.WriteEndObject();
        json.WriteStartObject("multiValueQueryStringParameters"u8);
        foreach (var (name, values) in parameters)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WriteMap(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyCollection<KeyValuePair<string, string>> map, bool nullWhenEmpty = false)
    {
        if (map.Count == 0 && nullWhenEmpty)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in map)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
