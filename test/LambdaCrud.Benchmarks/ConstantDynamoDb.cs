using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaCrud.Storage;

namespace LambdaCrud.Benchmarks;

/// <summary>A DynamoDB that answers each action with the same bytes. So the benchmarks measure the code in front of it.</summary>
internal static class ConstantDynamoDb
{
    private static readonly Dictionary<string, byte[]> Answers = new()
    {
        ["Scan"] = Json(new JsonObject { ["Items"] = new JsonArray([.. Enumerable.Range(0, 20).Select(_ => StoredProduct.Create())]), ["Count"] = 20 }),
        ["BatchGetItem"] = Json(new JsonObject { ["Responses"] = new JsonObject { ["the-table"] = new JsonArray(StoredProduct.Create()) } }),
    };

    public static IAmazonDynamoDB Client()
    {
        var config = DynamoDb.Configure(maxRetries: 0, DynamoDb.OnlyAttemptTimeout);
        config.RegionEndpoint = RegionEndpoint.EUWest1;
        config.HttpClientFactory = new Factory();
        return new DynamoDbClient(new BasicAWSCredentials("id", "secret"), config);
    }

    private static byte[] Json(JsonNode answer) => Encoding.UTF8.GetBytes(answer.ToJsonString());

    private static readonly HttpClient Shared = new(new Handler());

    private sealed class Handler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var action = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[^1];
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(Answers.GetValueOrDefault(action, "{}"u8.ToArray())),
            });
        }
    }

    private sealed class Factory : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Shared;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
