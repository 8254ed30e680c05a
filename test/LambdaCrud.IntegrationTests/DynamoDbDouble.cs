using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LambdaCrud.IntegrationTests;

/// <summary>A request as DynamoDB received it.</summary>
/// <param name="Action"><c>GetItem</c>, …</param>
internal sealed record DynamoDbCall(string Action, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}

/// <summary>An answer of DynamoDB.</summary>
internal sealed record DynamoDbReply(int Status, string Body)
{
    public static DynamoDbReply Ok(string body) => new(200, body);

    /// <param name="type">The error type without its namespace.</param>
    public static DynamoDbReply Error(int status, string type) =>
        new(status, $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{type}}","message":"internal matters"}""");
}

/// <summary>Replaces DynamoDB: records the requests and sends the answers that the test sets.</summary>
internal sealed class DynamoDbDouble : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<DynamoDbCall> _calls = [];

    private DynamoDbDouble(WebApplication server) => _server = server;

    public Uri Endpoint => new(_server.Urls.Single());

    public static Task<DynamoDbDouble> StartAsync(Func<DynamoDbCall, DynamoDbReply> answer) =>
        StartAsync(call => Task.FromResult(answer(call)));

    public static async Task<DynamoDbDouble> StartAsync(Func<DynamoDbCall, Task<DynamoDbReply>> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var dynamoDb = new DynamoDbDouble(builder.Build());
        dynamoDb._server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var action = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
            var call = new DynamoDbCall(action, await reader.ReadToEndAsync());
            dynamoDb._calls.Enqueue(call);
            var reply = await answer(call);
            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = "application/x-amz-json-1.0";
            await context.Response.WriteAsync(reply.Body);
        });
        await dynamoDb._server.StartAsync();
        return dynamoDb;
    }

    /// <summary>The calls since the last call of this method.</summary>
    public IReadOnlyList<DynamoDbCall> TakeCalls()
    {
        var calls = new List<DynamoDbCall>();
        while (_calls.TryDequeue(out var call))
            calls.Add(call);
        return calls;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
