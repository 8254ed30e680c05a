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

    /// <summary>The size of a response in bytes, as Lambda's serializer writes it.</summary>
    public static long SizeOf(APIGatewayProxyResponse response)
    {
        using var payload = new MemoryStream();
        Serializer.Serialize(response, payload);
        return payload.Length;
    }
}
