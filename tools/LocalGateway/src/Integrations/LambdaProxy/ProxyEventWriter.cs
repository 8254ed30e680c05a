using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using LocalGateway.Events;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;
using Microsoft.Extensions.ObjectPool;

namespace LocalGateway.Integrations.LambdaProxy;

/// <summary>
/// Writes the event of a Lambda proxy integration, payload format 1.0. All members are always present; empty ones are null.
/// </summary>
internal sealed class ProxyEventWriter(RestApi api, RequestContextWriter requestContext)
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly ObjectPool<ArrayBufferWriter<byte>> Buffers = new DefaultObjectPoolProvider().Create(new BufferPolicy());

    public byte[] Write(Exchange exchange)
    {
        var output = Buffers.Get();
        try
        {
            Write(exchange, output);
            // A copy of its own: the handler may still read the event after a timeout.
            return output.WrittenSpan.ToArray();
        }
        finally
        {
            Buffers.Return(output);
        }
    }

    private void Write(Exchange exchange, ArrayBufferWriter<byte> output)
    {
        var request = exchange.Request;
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("resource"u8, exchange.Match.Route.Method.ResourcePath);
        json.WriteString("path"u8, exchange.Path);
        json.WriteString("httpMethod"u8, request.HttpMethod);
        RequestMembers.WriteHeaders(json, request.Headers);
        RequestMembers.WriteQuery(json, request.QueryParameters, nullWhenEmpty: true);
        RequestMembers.WriteMap(json, "pathParameters"u8, exchange.Match.PathParameters, nullWhenEmpty: true);
        RequestMembers.WriteMap(json, "stageVariables"u8, api.Stage.Variables, nullWhenEmpty: true);
        json.WritePropertyName("requestContext"u8);
        requestContext.Write(json, exchange);
        WriteBody(json, request);
        json.WriteEndObject();
    }

    private void WriteBody(Utf8JsonWriter json, GatewayRequest request)
    {
        var body = request.Body.Span;
        var isBinary = !body.IsEmpty && MediaTypes.IsBinary(api.BinaryMediaTypes, MediaTypes.OfBody(request.Headers["Content-Type"]));
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

    private sealed class BufferPolicy : PooledObjectPolicy<ArrayBufferWriter<byte>>
    {
        // The writer of an event requests 4 KB at once. A large event must not stay in the memory.
        private const int InitialCapacity = 8 * 1024;
        private const int MaxCapacity = 64 * 1024;

        public override ArrayBufferWriter<byte> Create() => new(InitialCapacity);

        public override bool Return(ArrayBufferWriter<byte> buffer)
        {
            buffer.ResetWrittenCount();
            return buffer.Capacity <= MaxCapacity;
        }
    }
}
