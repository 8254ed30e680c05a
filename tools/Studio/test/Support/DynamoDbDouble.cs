using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Studio.Tests.Support;

/// <summary>
/// A server that stands for DynamoDB: each GetItem finds the same item, whose name is markup. It refuses a request without a table.
/// </summary>
internal sealed class DynamoDbDouble(WebApplication application) : IAsyncDisposable
{
    public const string Name = "<img src=x onerror=alert(1)>";

    public Uri Url => new(application.Urls.Single());

    public static async Task<DynamoDbDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.MapPost("/", async context =>
        {
            using var request = new StreamReader(context.Request.Body);
            var text = await request.ReadToEndAsync();
            var isAsked = text.Contains("ReturnConsumedCapacity", StringComparison.Ordinal);
            context.Response.ContentType = "application/x-amz-json-1.0";
            if (!text.Contains("TableName", StringComparison.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync("""{"__type":"com.amazon.coral.validate#ValidationException","Message":"Invalid table/index name"}""");
                return;
            }

            await context.Response.WriteAsync(
                "{\"Item\":{\"id\":{\"S\":\"1\"},\"name\":{\"S\":\"" + Name + "\"}}" + (isAsked ? ",\"ConsumedCapacity\":{\"CapacityUnits\":0.5}}" : "}"));
        });
        await application.StartAsync();
        return new(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
