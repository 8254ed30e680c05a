using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ApiGateway.Model;
using ApiGateway.Requests;
using Microsoft.Extensions.Primitives;

namespace ApiGateway.Integrations.LambdaProxy;

/// <summary>Writes the event of a Lambda proxy integration, payload format 1.0. All members are always there, null when empty.</summary>
internal sealed class ProxyEventWriter(RestApi api, ProxyRequestContextWriter requestContext)
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public void Write(Exchange exchange, IBufferWriter<byte> output)
    {
        var request = exchange.Request;
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("resource"u8, exchange.Match.Route.Method.ResourcePath);
        json.WriteString("path"u8, exchange.Path);
        json.WriteString("httpMethod"u8, request.HttpMethod);
        WriteHeaders(json, request.Headers);
        WriteQuery(json, request.QueryParameters);
        WriteMap(json, "pathParameters"u8, exchange.Match.PathParameters);
        WriteMap(json, "stageVariables"u8, api.Stage.Variables);
        json.WritePropertyName("requestContext"u8);
        requestContext.Write(json, exchange);
        WriteBody(json, request);
        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, HeaderList headers)
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

    private static void WriteQuery(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> parameters)
    {
        if (parameters.Count == 0)
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

    private static void WriteMap(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyCollection<KeyValuePair<string, string>> map)
    {
        if (map.Count == 0)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in map)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private void WriteBody(Utf8JsonWriter json, GatewayRequest request)
    {
        var body = request.Body.Span;
        var isBinary = !body.IsEmpty && MediaTypes.IsBinary(api.BinaryMediaTypes, ContentTypeOf(request));
        if (body.IsEmpty)
            json.WriteNull("body"u8);
        else if (isBinary)
            json.WriteBase64String("body"u8, body);
        else if (Utf8.IsValid(body))
            json.WriteString("body"u8, body);
        else
            json.WriteString("body"u8, Encoding.UTF8.GetString(body));
        json.WriteBoolean("isBase64Encoded"u8, isBinary);
    }

    private static string ContentTypeOf(GatewayRequest request) =>
        request.Headers["Content-Type"] is var contentType && StringValues.IsNullOrEmpty(contentType)
            ? "application/json"
            : MediaTypes.First(contentType.ToString());
}
