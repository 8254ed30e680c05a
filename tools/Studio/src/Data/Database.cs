using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalGateway.Compression;
using LocalGateway.Integrations.DynamoDb;
using LocalGateway.Integrations.Http;

namespace Studio.Data;

/// <summary>Calls the local DynamoDB.</summary>
internal sealed class Database(StudioOptions options) : IDisposable
{
    private static readonly JsonDocumentOptions DeepJson = new() { MaxDepth = 256 };

    private readonly Inflation _inflation = new();
    private Backend? _backend;

    /// <exception cref="DatabaseException">The database answers with an error, or may not be called.</exception>
    public async Task<DatabaseReply> CallAsync(string action, JsonObject request, CancellationToken cancellationToken)
    {
        var database = Allowed();
        var deployment = options.Deployment();
        var service = new DynamoDbService(
            database.Endpoint,
            new RequestSigner(database.Credentials, deployment.Region, "dynamodb"),
            deployment.AccountId,
            _backend ??= new(_inflation),
            options.TimeProvider);
        var start = options.TimeProvider.GetTimestamp();
        var (reply, error) = await service.SendAsync(action, [], Encoding.UTF8.GetBytes(request.ToJsonString()), cancellationToken);
        var latency = options.TimeProvider.GetElapsedTime(start);
        if (reply is null)
            throw new DatabaseException(502, $"DynamoDB at {database.Endpoint} does not answer: {error!.Reason}");
        if (Parse(reply.Body) is not { } body)
            throw new DatabaseException(502, $"{database.Endpoint} answers {reply.StatusCode} without a JSON object. It may not be DynamoDB.");
        return reply.StatusCode < 400 ? new(body, latency) : throw new DatabaseException(400, Message(body), ErrorName(body)) { Item = body["Item"] as JsonObject };
    }

    public void Dispose()
    {
        _backend?.Dispose();
        _inflation.Dispose();
    }

    private StudioDatabase Allowed() => options.Database switch
    {
        null => throw new DatabaseException(404, "This host has no DynamoDB."),
        { AllowsRemote: false, Endpoint: { IsLoopback: false } endpoint } => throw new DatabaseException(
            403, $"The database at {endpoint} is not on this machine. Start with --data-of-remote-endpoint to read and change its data."),
        var database => database,
    };

    private static JsonObject? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span, documentOptions: DeepJson) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string ErrorName(JsonObject body) => Text(body["__type"])?.Split('#')[^1] ?? "";

    private static string Message(JsonObject body) =>
        $"DynamoDB answers {ErrorName(body)}: {Text(body["message"]) ?? Text(body["Message"]) ?? "no message"}";

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

/// <summary>What DynamoDB answered.</summary>
/// <param name="Body">The answer.</param>
/// <param name="Latency">How long it took.</param>
internal sealed record DatabaseReply(JsonObject Body, TimeSpan Latency)
{
    /// <summary>Read or write units; zero if the answer has none.</summary>
    public double Units => Body["ConsumedCapacity"]?["CapacityUnits"]?.GetValue<double>() ?? 0;
}

/// <summary>A call has no result. The message is for the page.</summary>
internal sealed class DatabaseException(int status, string message, string errorName = "") : Exception(message)
{
    public int Status => status;

    /// <summary>DynamoDB's name of the error; empty if the error has another cause.</summary>
    public string ErrorName => errorName;

    /// <summary>The item that a failed condition has found.</summary>
    public JsonObject? Item { get; init; }
}
