using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.TestUtilities;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Orders;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Telemetry;

namespace LambdaCrud.Tests.Support;

/// <summary>The functions as Startup creates them, with the test's client and a fixed clock.</summary>
internal sealed class TestApi(IAmazonDynamoDB client)
{
    public const string SigningKey = "0123456789abcdef0123456789abcdef";
    public const string Id = "0193517a-5d4c-7c1e-9a9f-0123456789ab";
    public const string Tag = "\"20261122142900123-3\"";

    /// <summary>Product <see cref="Id"/> as stored in the table, at the version that <see cref="Tag"/> names.</summary>
    public const string StoredItem = """
        {
          "pk": {"S": "PRODUCT#0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "sk": {"S": "PRODUCT"},
          "id": {"S": "0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "name": {"S": "Espresso Cup"}, "description": {"S": "Holds 80 ml."},
          "category": {"S": "kitchen"}, "sortName": {"S": "espresso cup"}, "priceAmount": {"N": "1250"}, "priceCurrency": {"S": "EUR"},
          "stock": {"N": "7"}, "tags": {"L": [{"S": "new"}]},
          "createdAt": {"S": "2026-11-22T14:29:00.123Z"}, "updatedAt": {"S": "2026-11-23T08:00:00.000Z"}, "version": {"N": "3"}
        }
        """;

    public const string Stored = $$"""{"Item":{{StoredItem}}}""";

    public const string ValidBody = """{"name":"Mug","category":"kitchen","price":{"amount":900,"currency":"EUR"},"stock":2}""";

    public TestApi(WireDynamoDb wire)
        : this(wire.Client())
    {
    }

    public StillTime Time { get; } = new(new DateTimeOffset(2026, 12, 1, 10, 20, 30, 456, TimeSpan.Zero));

    public TestLambdaContext Context { get; } = new() { AwsRequestId = "aws-request", RemainingTime = TimeSpan.FromSeconds(10) };

    public string Log => ((TestLambdaLogger)Context.Logger).Buffer.ToString();

    public Cursors Cursors => new(SigningKey, Time);

    public Backoff Backoff => new(Time);

    public ProductStore Store => new(client, client, "the-table", Backoff);

    public Transactions Transactions => new(client, Backoff);

    public IdempotencyRecords Records => new(client, "the-table", Backoff);

    public IdempotentRequests Idempotency => new(Records, Transactions, Time);

    /// <summary>The metrics and lines of a newly started environment.</summary>
    public RequestLog RequestLog => new(new EmbeddedMetrics("LambdaCrud/test", "INFO", Time), new CallerHash(SigningKey));

    public Endpoint Endpoint => new("https://shop.example", RequestLog, Time);

    public ProductFunctions Functions => new(Endpoint, Store, Idempotency, Cursors, Backoff, Time);

    public OrderStore OrderStore => new(client, "the-table", Store);

    public OrderFunctions Orders =>
        new(Endpoint, OrderStore, Store, Idempotency, Cursors, Backoff, Time);

    public ProductBatchFunctions Batches => new(Endpoint, Store, Idempotency, Time);

    public ProductFeedFunctions Feed => new(Endpoint, Store, Cursors);

    public Task<APIGatewayProxyResponse> List(params (string Name, string Value)[] query)
    {
        var request = Request("GET", "/products");
        request.QueryStringParameters = query.Length == 0 ? null : query.ToDictionary(one => one.Name, one => one.Value);
        return Functions.ListProducts(request, Context);
    }

    public Task<APIGatewayProxyResponse> Create(string? body) =>
        Functions.CreateProduct(AsAdmin(Request("POST", "/products", body, Json)), Context);

    public Task<APIGatewayProxyResponse> Replace(string body, params (string, string)[] headers) =>
        Functions.ReplaceProduct(Id, AsAdmin(Request("PUT", "/products/{id}", body, [Json, .. headers])), Context);

    public Task<APIGatewayProxyResponse> Patch(string body, params (string, string)[] headers) =>
        Functions.PatchProduct(
            Id, AsAdmin(Request("PATCH", "/products/{id}", body, [("Content-Type", "application/merge-patch+json"), .. headers])), Context);

    public Task<APIGatewayProxyResponse> Delete(params (string, string)[] headers) =>
        Functions.DeleteProduct(Id, AsAdmin(Request("DELETE", "/products/{id}", null, headers)), Context);

    public Task<APIGatewayProxyResponse> AdjustStock(string body, params (string, string)[] headers) =>
        Functions.AdjustStock(Id, AsAdmin(Request("POST", "/products/{id}/stock", body, [Json, .. headers])), Context);

    public static (string, string) Json => ("Content-Type", "application/json");

    public static APIGatewayProxyRequest Request(
        string method, string resource, string? body = null, params (string Name, string Value)[] headers) => new()
        {
            HttpMethod = method,
            Resource = resource,
            PathParameters = resource.Contains("{id}", StringComparison.Ordinal) ? new Dictionary<string, string> { ["id"] = Id } : null,
            Body = body,
            MultiValueHeaders = headers.GroupBy(header => header.Name).ToDictionary(
                group => group.Key, group => (IList<string>)[.. group.Select(header => header.Value)]),
            RequestContext = new APIGatewayProxyRequest.ProxyRequestContext { RequestId = "gateway-request" },
        };

    public static APIGatewayProxyRequest AsAdmin(APIGatewayProxyRequest request) => WithGroups(request, "catalog-admins");

    public static APIGatewayProxyRequest WithGroups(APIGatewayProxyRequest request, string? groups)
    {
        request.RequestContext.Authorizer = new APIGatewayCustomAuthorizerContext { Claims = new() { ["sub"] = "the-subject" } };
        if (groups is not null)
            request.RequestContext.Authorizer.Claims["cognito:groups"] = groups;
        return request;
    }
}

internal static class ResponseExtensions
{
    public static JsonObject Json(this APIGatewayProxyResponse response) => JsonNode.Parse(response.Body)!.AsObject();

    /// <summary>The code of the problem. Checks first that the response is a problem.</summary>
    public static string Problem(this APIGatewayProxyResponse response)
    {
        Assert.Equal("application/problem+json", response.Headers["Content-Type"]);
        var problem = response.Json();
        Assert.Equal(response.StatusCode, (int?)problem["status"]);
        return (string?)problem["code"] ?? "";
    }

    /// <summary>The errors of a problem as "pointer code".</summary>
    public static string[] Errors(this APIGatewayProxyResponse response) =>
        [.. response.Json()["errors"]!.AsArray().Select(error => $"{error!["pointer"] ?? error["parameter"]} {error["code"]}")];
}

/// <summary>A clock that always shows the time it was set to.</summary>
internal sealed class StillTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    /// <summary>The due times of the timers, in the order of their start.</summary>
    public List<TimeSpan> Timers { get; } = [];

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timers.Add(dueTime);
        return base.CreateTimer(callback, state, dueTime, period);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.UtcTicks;
}

/// <summary>A clock whose first timer, the deadline, ends when the second timer, a pause, starts. No other timer ends.</summary>
internal sealed class DeadlineInAPause : TimeProvider
{
    private readonly List<Action> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add(() => callback(state));
        if (_timers.Count == 2)
            _timers[0]();
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}

/// <summary>A clock that reaches the deadline at the first pause. The pause itself never ends.</summary>
internal sealed class EndingAtAPause(CancellationTokenSource deadline) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        deadline.Cancel();
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}
