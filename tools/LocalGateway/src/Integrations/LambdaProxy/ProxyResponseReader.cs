using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LocalGateway.Errors;
using LocalGateway.Requests;
using Microsoft.Extensions.Primitives;

namespace LocalGateway.Integrations.LambdaProxy;

/// <summary>Reads a function's result as a proxy response. A result that breaks the format of a proxy response becomes a 502.</summary>
internal sealed class ProxyResponseReader(IReadOnlyList<string> binaryMediaTypes)
{
    // Of a name in a reason.
    private const int MaxName = 60;

    public IntegrationOutcome Read(ReadOnlyMemory<byte> output, Exchange exchange)
    {
        if (!Utf8.IsValid(output.Span))
            return Malformed("is not valid UTF-8");
        try
        {
            return Read(new Utf8JsonReader(output.Span), exchange);
        }
        catch (JsonException)
        {
            return Malformed("is not JSON");
        }
        catch (InvalidOperationException)
        {
            // The reader throws this exception if an escape is half of a surrogate pair.
            return Malformed("contains text that is not valid Unicode");
        }
    }

    private IntegrationOutcome Read(Utf8JsonReader json, Exchange exchange)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            return Malformed("is not a JSON object");
        var status = 200;
        var isBase64Encoded = false;
        byte[] body = [];
        HeaderList single = [], multiple = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var problem =
                json.ValueTextEquals("statusCode"u8) ? ReadStatusCode(ref json, ref status)
                : json.ValueTextEquals("headers"u8) ? ReadHeaders(ref json, single)
                : json.ValueTextEquals("multiValueHeaders"u8) ? ReadMultiValueHeaders(ref json, multiple)
                : json.ValueTextEquals("body"u8) ? ReadBody(ref json, ref body)
                : json.ValueTextEquals("isBase64Encoded"u8) ? ReadIsBase64Encoded(ref json, ref isBase64Encoded)
                : $"has a member that is not part of a proxy response: {Sentences.Plain(json.GetString()!, MaxName)}";
            if (problem is not null)
                return Malformed(problem);
        }

        if (json.Read())
            return Malformed("contains more than one JSON value");
        if (isBase64Encoded && IsBinaryWanted(exchange))
        {
            if (!Base64.IsValid(body))
                return GatewayError.Misconfigured("the function's body is not valid base64");
            body = Convert.FromBase64String(Encoding.ASCII.GetString(body));
        }

        return new Reply { StatusCode = status, Headers = Merge(single, multiple, exchange), Body = body };
    }

    // The documentation differs, but the service appends the single value to the multiple values.
    private static HeaderList Merge(HeaderList single, HeaderList multiple, Exchange exchange)
    {
        foreach (var (name, values) in single)
            multiple.Add(name, values);
        if (!multiple.Contains("Content-Type"))
            multiple.Add("Content-Type", "application/json");
        multiple.Set(TraceHeader.Name, exchange.TraceId);
        return multiple;
    }

    // The type of the response does not matter. Only the first media type in the client's Accept counts.
    private bool IsBinaryWanted(Exchange exchange) =>
        MediaTypes.IsBinary(binaryMediaTypes, MediaTypes.First(exchange.Request.Headers["Accept"].ToString()));

    private static string? ReadStatusCode(ref Utf8JsonReader json, ref int status)
    {
        json.Read();
        var isRead = json.TokenType switch
        {
            JsonTokenType.Number => json.TryGetInt32(out status),
            JsonTokenType.String => int.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out status),
            JsonTokenType.Null => true,
            _ => false,
        };
        return isRead && status is >= 200 and <= 599 ? null : "has a statusCode that is not a number from 200 to 599";
    }

    private static string? ReadHeaders(ref Utf8JsonReader json, HeaderList headers)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return null;
        if (json.TokenType != JsonTokenType.StartObject)
            return "has headers that are not a map";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (!TryReadValue(ref json, out var value))
                return $"has a header that is not a string, number or boolean: {Sentences.Plain(name, MaxName)}";
            if (!HttpField.IsName(name) || !HttpField.IsValue(value))
                return $"has a header that HTTP does not allow: {Sentences.Plain(name, MaxName)}";
            headers.Add(name, value);
        }

        return null;
    }

    private static string? ReadMultiValueHeaders(ref Utf8JsonReader json, HeaderList headers)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return null;
        if (json.TokenType != JsonTokenType.StartObject)
            return "has multiValueHeaders that are not a map";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
                return $"has multiValueHeaders with a value that is not a list: {Sentences.Plain(name, MaxName)}";
            var values = new List<string>();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (!TryReadValue(ref json, out var value))
                    return $"has a header that is not a string, number or boolean: {Sentences.Plain(name, MaxName)}";
                if (!HttpField.IsName(name) || !HttpField.IsValue(value))
                    return $"has a header that HTTP does not allow: {Sentences.Plain(name, MaxName)}";
                values.Add(value);
            }

            headers.Add(name, new StringValues([.. values]));
        }

        return null;
    }

    private static bool TryReadValue(ref Utf8JsonReader json, [NotNullWhen(true)] out string? value)
    {
        value = json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(json.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.Null => "",
            _ => null,
        };
        return value is not null;
    }

    private static string? ReadBody(ref Utf8JsonReader json, ref byte[] body)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return null;
        if (json.TokenType != JsonTokenType.String)
            return "has a body that is not a string";
        body = json.ValueIsEscaped ? new byte[json.ValueSpan.Length] : json.ValueSpan.ToArray();
        if (json.ValueIsEscaped)
            Array.Resize(ref body, json.CopyString(body));
        return null;
    }

    private static string? ReadIsBase64Encoded(ref Utf8JsonReader json, ref bool isBase64Encoded)
    {
        json.Read();
        isBase64Encoded = json.TokenType == JsonTokenType.True;
        return json.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
            ? null
            : "has an isBase64Encoded that is not a boolean";
    }

    private static IntegrationOutcome Malformed(string problem) =>
        GatewayError.BadGateway($"Malformed Lambda proxy response: it {problem}");
}
