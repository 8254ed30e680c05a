using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LocalGateway.Model;

namespace LocalHost.Tables;

/// <summary>
/// The two questions that each start asks a DynamoDB Local. Its first call through the SDK would take a quarter of a second longer.
/// </summary>
internal sealed class LocalTables(Uri endpoint) : IDisposable
{
    // DynamoDB Local checks only the form of a signature.
    private const string Signature = "Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private readonly HttpClient _client = new() { BaseAddress = endpoint };

    /// <summary>Whether all tables exist. False if there are too many to tell at once.</summary>
    /// <exception cref="LocalHostException">DynamoDB cannot be reached or refuses the call.</exception>
    public async Task<bool> ExistAsync(IEnumerable<DynamoDbTable> tables, CancellationToken cancellationToken)
    {
        var names = (await CallAsync("ListTables", [], cancellationToken))["TableNames"]!.AsArray().Select(name => (string?)name).ToHashSet();
        return tables.All(table => names.Contains(table.TableName));
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
