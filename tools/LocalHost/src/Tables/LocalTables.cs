using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2.Model.Internal.MarshallTransformations;
using LocalGateway.Model;

namespace LocalHost.Tables;

/// <summary>
/// What each start asks a DynamoDB Local, and the creation of its tables. The first call through the SDK would take a quarter of a second
/// longer.
/// </summary>
internal sealed class LocalTables(Uri endpoint) : IDisposable
{
    // DynamoDB Local checks only the form of a signature.
    private const string Signature = "Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private readonly HttpClient _client = new() { BaseAddress = endpoint };

    /// <summary>The names of the tables; not all of them if there are very many.</summary>
    /// <exception cref="LocalHostException">DynamoDB cannot be reached or refuses the call.</exception>
    public async Task<IReadOnlySet<string>> NamesAsync(CancellationToken cancellationToken) =>
        (await CallAsync("ListTables", [], cancellationToken))["TableNames"]!.AsArray().Select(name => (string)name!).ToHashSet();

    /// <summary>Creates tables that do not exist.</summary>
    /// <exception cref="LocalHostException">DynamoDB cannot be reached or refuses a table.</exception>
    public async Task CreateAsync(IEnumerable<DynamoDbTable> tables, CancellationToken cancellationToken)
    {
        foreach (var definition in tables.Select(TableDefinition.From))
        {
            await CallAsync("CreateTable", JsonOf(definition.Table), cancellationToken);
            if (definition.TimeToLiveAttribute is { } attribute)
            {
                var input = new JsonObject
                {
                    ["TableName"] = definition.Table.TableName,
                    ["TimeToLiveSpecification"] = new JsonObject { ["AttributeName"] = attribute, ["Enabled"] = true },
                };
                await CallAsync("UpdateTimeToLive", input, cancellationToken);
            }
        }
    }

    /// <summary>Whether all tables are empty.</summary>
    /// <exception cref="LocalHostException">DynamoDB cannot be reached or refuses the call.</exception>
    public async Task<bool> AreEmptyAsync(IEnumerable<DynamoDbTable> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            var page = await CallAsync("Scan", new() { ["TableName"] = table.TableName, ["Limit"] = 1, ["Select"] = "COUNT" }, cancellationToken);
            if ((int)page["Count"]! > 0)
                return false;
        }

        return true;
    }

    public void Dispose() => _client.Dispose();

    private static JsonObject JsonOf(CreateTableRequest table)
    {
        using var content = CreateTableRequestMarshaller.Instance.Marshall(table).ContentStream;
        return JsonNode.Parse(content)!.AsObject();
    }

    private async Task<JsonObject> CallAsync(string action, JsonObject input, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "")
        {
            Content = new StringContent(input.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", $"DynamoDB_20120810.{action}");
        request.Headers.Add("X-Amz-Date", "20260101T000000Z");
        request.Headers.Authorization = new AuthenticationHeaderValue("AWS4-HMAC-SHA256", Signature);
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!.AsObject();
        }
        catch (HttpRequestException exception)
        {
            throw new LocalHostException($"DynamoDB at {endpoint} does not answer {action}: {exception.Message}", exception);
        }
    }
}
