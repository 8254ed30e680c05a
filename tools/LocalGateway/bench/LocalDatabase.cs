using System.Text;
using Amazon.DynamoDBv2.Model;
using LocalGateway.Integrations.DynamoDb;
using LocalGateway.Requests;
using LocalHost;
using LocalHost.DynamoDbLocal;
using LocalHost.Tables;

namespace LocalGateway.Benchmarks;

/// <summary>
/// GetItem of an item in DynamoDB Local: asked directly with a signed request, and through the direct integration of a gateway.
/// </summary>
internal sealed class LocalDatabase : IAsyncDisposable
{
    public const string AskedName = "DynamoDB Local, asked directly";
    public const string ThroughName = "DynamoDB Local, through the gateway";

    private readonly DynamoDbLocalProcess _process;
    private readonly Gateway _gateway;

    private LocalDatabase(DynamoDbLocalProcess process, Gateway gateway, string table)
    {
        (_process, _gateway) = (process, gateway);
        Asked = new(AskedName, process.Endpoint, SignedGetItem(process.Endpoint, table));
        Through = new(ThroughName, new(gateway.Url, "items/1"));
    }

    public Scenario Asked { get; }

    public Scenario Through { get; }

    /// <summary>Starts DynamoDB Local, creates the table of the template and puts the item.</summary>
    /// <exception cref="LocalHostException">DynamoDB Local cannot run on this machine.</exception>
    public static async Task<LocalDatabase> StartAsync(GatewayOptions options)
    {
        var package = await DynamoDbLocalDownload.FetchAsync(
            DynamoDbLocalDownload.DefaultCacheFolder, Console.WriteLine, CancellationToken.None);
        var process = await DynamoDbLocalProcess.StartAsync(package, databaseFolder: null, CancellationToken.None);
        try
        {
            using var client = LocalEndpoint.CreateClient(process.Endpoint);
            var table = options.Deployment.Tables.Values.Single();
            await new TableSetup(client).EnsureAsync([table], CancellationToken.None);
            await client.PutItemAsync(table.TableName, new()
            {
                ["pk"] = new AttributeValue("PRODUCT#1"),
                ["name"] = new AttributeValue("Coffee"),
                ["amount"] = new AttributeValue { N = "1190" },
            });
            var gateway = await Gateway.StartAsync(options with
            {
                DynamoDbEndpoint = process.Endpoint,
                DynamoDbCredentials = LocalEndpoint.Credentials,
            });
            return new(process, gateway, table.TableName);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Asked.Dispose();
        Through.Dispose();
        await _gateway.DisposeAsync();
        await _process.DisposeAsync();
    }

    // DynamoDB Local does not check when a request was signed. So one signature is enough.
    private static byte[] SignedGetItem(Uri endpoint, string table)
    {
        var body = $$"""{"TableName": "{{table}}", "Key": {"pk": {"S": "PRODUCT#1"} } }""";
        HeaderList headers = [];
        headers.Set("Host", endpoint.Authority);
        headers.Set("Content-Type", "application/x-amz-json-1.0");
        headers.Set("Content-Length", $"{body.Length}");
        headers.Set("X-Amz-Target", "DynamoDB_20120810.GetItem");
        new RequestSigner(LocalEndpoint.Credentials, LocalEndpoint.Region, "dynamodb").Sign(
            headers, "POST", endpoint, Encoding.ASCII.GetBytes(body), ["content-type", "x-amz-target"], DateTimeOffset.UtcNow);
        var fields = string.Concat(headers.Select(field => $"{field.Key}: {field.Value}\r\n"));
        return Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\n{fields}\r\n{body}");
    }
}
