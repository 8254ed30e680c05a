using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace LocalGateway.Tests.Functions;

/// <summary>A typical function with event classes. It counts the requests that its environment has served.</summary>
public sealed class TypedFunction
{
    private int _served;

    public Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request, ILambdaContext context) =>
        Task.FromResult(new APIGatewayProxyResponse
        {
            StatusCode = 200,
            Headers = new Dictionary<string, string> { ["Served"] = $"{++_served}" },
            Body = $"typed {request.HttpMethod} {request.Path}",
        });
}
