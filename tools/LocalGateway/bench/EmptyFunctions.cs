using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace LocalGateway.Benchmarks;

/// <summary>Handlers that do no work, so that the benchmark measures only the gateway around them.</summary>
public static class EmptyFunctions
{
    private static readonly byte[] Result = """{"statusCode": 200, "body": "{\"status\": \"ok\"}"}"""u8.ToArray();

    public static APIGatewayProxyResponse Typed(APIGatewayProxyRequest request) => new() { StatusCode = 200, Body = """{"status": "ok"}""" };

    public static Stream Raw(Stream input) => new MemoryStream(Result, writable: false);
}
