using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using LambdaCrud.Http;
using LambdaCrud.Idempotency;
using LambdaCrud.Orders;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaCrud;

/// <summary>
/// Registers the services of the functions. It runs once per function and environment, during startup. So wrong settings fail at startup,
/// not at the first request.
/// </summary>
[LambdaStartup]
internal sealed class Startup
{
    private readonly Settings _settings = Settings.FromEnvironment();

    public void ConfigureServices(IServiceCollection services)
    {
        var backoff = new Backoff(TimeProvider.System);
        var products = new ProductStore(DynamoDbClients.Retrying, DynamoDbClients.WithoutRetries, _settings.TableName, backoff);
        var metrics = new EmbeddedMetrics(_settings.MetricsNamespace, _settings.LogLevel, TimeProvider.System);
        var log = new RequestLog(metrics, new CallerHash(_settings.CursorSigningKey));

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new Endpoint(_settings.AllowedOrigin, log, TimeProvider.System));
        services.AddSingleton(new Cursors(_settings.CursorSigningKey, TimeProvider.System));
        services.AddSingleton(backoff);
        services.AddSingleton(products);
        services.AddSingleton(new OrderStore(DynamoDbClients.Retrying, _settings.TableName, products));
        services.AddSingleton(new Transactions(DynamoDbClients.Retrying, backoff));
        services.AddSingleton(new IdempotencyRecords(DynamoDbClients.Retrying, _settings.TableName, backoff));
        services.AddSingleton<IdempotentRequests>();

        if (LambdaEnvironment.IsLambda)
            MakeFirstCall();
    }

    /// <summary>Does the work of a first request that is the same for all functions, so that the first request is fast.</summary>
    private void MakeFirstCall()
    {
        var client = DynamoDbClients.ForWarmUp();
        var call = WarmUp.RunAsync(client, _settings.TableName);
        LambdaPayload.WarmUp();
        if (call.GetAwaiter().GetResult() is { } failure)
            LambdaLogger.Log(LogLevel.Warning, "The warm-up failed. Requests work without it: {failure}", Failures.Describe(failure));
        if (client != DynamoDbClients.Retrying)
            client.Dispose();
    }
}
