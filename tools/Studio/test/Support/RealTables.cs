using LocalGateway;
using LocalGateway.Template;
using LocalHost.Tables;

namespace Studio.Tests.Support;

/// <summary>The template of diary pages, with a table of its own in a real DynamoDB Local.</summary>
internal sealed class RealTables(StudioHost host, string table) : IAsyncDisposable
{
    public StudioHost Host => host;

    /// <summary>The name of the table.</summary>
    public string Table => table;

    public static async Task<RealTables> StartAsync()
    {
        var endpoint = await LocalDynamoDb.EndpointAsync();
        var table = $"diary-{Guid.NewGuid():N}";
        var host = await StudioHost.StartAsync(
            "diary.yaml",
            text => text
                .Replace("TableName: TABLE", $"TableName: {table}", StringComparison.Ordinal)
                .Replace("CodeUri: CODE", $"CodeUri: {AppContext.BaseDirectory}", StringComparison.Ordinal),
            options => options with { Database = new(endpoint, AwsCredentials.Local) });
        using var client = await LocalDynamoDb.ClientAsync();
        var tables = SamTemplate.Load(host.TemplateFile, new TemplateOptions()).Tables.Values;
        await new TableSetup(client).EnsureAsync([.. tables], CancellationToken.None);
        return new(host, table);
    }

    /// <summary>Puts a new item. The text is DynamoDB JSON.</summary>
    public async Task PutAsync(string text)
    {
        var (status, answer) = await host.PostAsync("data/put", new { table, item = new { text } });
        Assert.True(status == 200, answer?.ToJsonString());
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
