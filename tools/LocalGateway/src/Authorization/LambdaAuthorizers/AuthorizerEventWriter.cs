using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LocalGateway.Events;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Authorization.LambdaAuthorizers;

/// <summary>Writes the events of Lambda authorizers.</summary>
internal sealed class AuthorizerEventWriter(RestApi api, RequestContextWriter requestContext)
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Token(string token, string methodArn)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "TOKEN"u8);
            json.WriteString("methodArn"u8, methodArn);
            json.WriteString("authorizationToken"u8, token);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    /// <summary>The request without its body. An empty map is written as empty; the event of an integration has null instead.</summary>
    public ReadOnlyMemory<byte> Request(Exchange exchange, string methodArn)
    {
        var request = exchange.Request;
        var output = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "REQUEST"u8);
            json.WriteString("methodArn"u8, methodArn);
            json.WriteString("resource"u8, exchange.Match.Route.Method.ResourcePath);
            json.WriteString("path"u8, exchange.Path);
            json.WriteString("httpMethod"u8, request.HttpMethod);
            RequestMembers.WriteHeaders(json, request.Headers);
            RequestMembers.WriteQuery(json, request.QueryParameters);
            RequestMembers.WriteMap(json, "pathParameters"u8, exchange.Match.PathParameters);
            RequestMembers.WriteMap(json, "stageVariables"u8, api.Stage.Variables);
            json.WritePropertyName("requestContext"u8);
            requestContext.Write(json, exchange);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}
