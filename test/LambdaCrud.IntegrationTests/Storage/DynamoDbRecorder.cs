using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>
/// Stands before DynamoDB Local: passes each call on, asks for the capacity it consumes, and keeps both. It can lose a call, or its answer,
/// as a network does.
/// </summary>
internal sealed class DynamoDbRecorder : IAsyncDisposable
{
    private readonly HttpClient _dynamoDb;
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<MeasuredCall> _calls = new();

    private DynamoDbRecorder(Uri dynamoDb)
    {
        _dynamoDb = new HttpClient { BaseAddress = dynamoDb };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(PassOnAsync);
    }

    public Uri Endpoint => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What becomes of a call, by its action.</summary>
    public Func<string, Fate> FateOf { get; set; } = static _ => Fate.Answered;

    public static async Task<DynamoDbRecorder> StartAsync(Uri dynamoDb)
    {
        var recorder = new DynamoDbRecorder(dynamoDb);
        await recorder._server.StartAsync();
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _dynamoDb.Dispose();
    }

    /// <summary>The answered calls since this was asked last, in the order of their answers.</summary>
    public IReadOnlyList<MeasuredCall> TakeCalls()
    {
        var calls = new List<MeasuredCall>();
        while (_calls.TryDequeue(out var call))
            calls.Add(call);
        return calls;
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var action = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        var fate = FateOf(action);
        if (fate == Fate.Lost)
        {
            context.Abort();
            return;
        }

        if (MeasuredCall.Costs(action))
            body["ReturnConsumedCapacity"] = "INDEXES";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body.ToJsonString()) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        foreach (var name in (string[])["X-Amz-Target", "X-Amz-Date", "Authorization"])
            request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)context.Request.Headers[name]);
        using var response = await _dynamoDb.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        if (fate == Fate.AnswerLost)
        {
            context.Abort();
            return;
        }

        if (MeasuredCall.Costs(action))
            _calls.Enqueue(MeasuredCall.Of(action, body, JsonNode.Parse(answer)!.AsObject()));
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(answer);
    }
}

/// <summary>What becomes of a call to DynamoDB.</summary>
internal enum Fate
{
    Answered,

    /// <summary>DynamoDB never sees it.</summary>
    Lost,

    /// <summary>DynamoDB does what it says, and nobody hears of it.</summary>
    AnswerLost,
}

/// <summary>A call of the data plane.</summary>
/// <param name="Target">The index that is read, or null for the table itself.</param>
/// <param name="Units">Of the table and its indexes together: read units of a call that reads, write units of one that writes.</param>
internal sealed record MeasuredCall(string Action, string? Target, double Units)
{
    private static readonly string[] Reads = ["GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan"];
    private static readonly string[] Writes = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"];

    /// <summary>The IAM actions that the call takes: a transaction takes those of its parts.</summary>
    public required IReadOnlyList<string> Rights { get; init; }

    public bool IsRead => Reads.Contains(Action);

    public static bool Costs(string action) => Reads.Contains(action) || Writes.Contains(action);

    public static MeasuredCall Of(string action, JsonObject request, JsonObject response)
    {
        // One object, or for calls that may meet several tables an array.
        var consumed = response["ConsumedCapacity"] switch
        {
            JsonArray tables => tables.Sum(table => (double)table!["CapacityUnits"]!),
            JsonObject table => (double)table["CapacityUnits"]!,
            _ => 0,
        };
        return new(action, (string?)request["IndexName"], consumed) { Rights = [.. RightsFor(action, request)] };
    }

    private static IEnumerable<string> RightsFor(string action, JsonObject request) => action switch
    {
        "TransactGetItems" => ["GetItem"],
        "TransactWriteItems" => request["TransactItems"]!.AsArray()
            .Select(item => item!.AsObject().Single().Key)
            .Select(part => part == "ConditionCheck" ? "ConditionCheckItem" : $"{part}Item")
            .Distinct(),
        _ => [action],
    };

    public override string ToString() => Target is null ? Action : $"{Action} {Target}";
}
