using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using LambdaCrud;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<LambdaJson>))]

namespace LambdaCrud;

/// <summary>The events that Lambda sends and the responses that it expects. The API's own JSON is in <see cref="ApiJson"/>.</summary>
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
public sealed partial class LambdaJson : JsonSerializerContext;

internal static class LambdaPayload
{
    private static readonly SourceGeneratorLambdaJsonSerializer<LambdaJson> Serializer = new();

    /// <summary>Reads a small event and writes a small response, because the first time is slow.</summary>
    public static void WarmUp()
    {
        const string Event = """{"headers":{},"multiValueHeaders":{},"requestContext":{"identity":{},"authorizer":{}}}""";
        using var request = new MemoryStream(Encoding.UTF8.GetBytes(Event));
        var read = Serializer.Deserialize<APIGatewayProxyRequest>(request);
        SizeOf(new APIGatewayProxyResponse { Headers = read.Headers, Body = "" });
    }

    /// <summary>The size of a response in bytes, as Lambda's serializer writes it.</summary>
    public static long SizeOf(APIGatewayProxyResponse response)
    {
        using var payload = new MemoryStream();
        Serializer.Serialize(response, payload);
        return payload.Length;
    }
}
