using System.Net;
using Amazon.DynamoDBv2.Model;
using LocalGateway.LocalTokens;

namespace LocalHost.Tests;

public sealed class TemplateHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<TemplateHostOptions> OptionsAsync() => new()
    {
        Template = TestTemplates.WriteTo(_folder),
        Parameters = new Dictionary<string, string> { ["TableName"] = $"things-{Guid.NewGuid():N}" },
        DataFolder = _folder.File("data"),
        DynamoDbEndpoint = await LocalDynamoDb.EndpointAsync(),
    };

    private async Task<TemplateHostOptions> SeededAsync() => await OptionsAsync() with { SeedFile = TestTemplates.WriteSeedTo(_folder) };

    private async Task ChangeTemplateAsync(string old, string changed)
    {
        var template = await File.ReadAllTextAsync(_folder.File("template.json"));
        await File.WriteAllTextAsync(_folder.File("template.json"), template.Replace(old, changed, StringComparison.Ordinal));
    }

    private string[] Notes() => File.Exists(_folder.File("notes.txt")) ? File.ReadAllLines(_folder.File("notes.txt")) : [];

    [Fact]
    public async Task A_started_host_serves_the_routes_of_the_template()
    {
        await using var host = await TemplateHost.StartAsync(await OptionsAsync());
        using var client = new HttpClient { BaseAddress = host.Url };

        Assert.Equal("noted", await client.GetStringAsync("notes"));
        Assert.Equal(["GET /notes "], Notes());
    }

    [Fact]
    public async Task With_StagePath_the_routes_are_served_under_the_stage_name()
    {
        await using var host = await TemplateHost.StartAsync(await OptionsAsync() with { StagePath = true });
        using var client = new HttpClient();

        Assert.Equal("/Prod/", host.Url.AbsolutePath);
        Assert.Equal("noted", await client.GetStringAsync(new Uri(host.Url, "notes")));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(new Uri(host.Url, "/notes"))).StatusCode);
    }

    [Theory]
    [InlineData("\"Runtime\": \"dotnet10\"", "\"Runtime\": \"nodejs22.x\"", "'nodejs22.x' is not supported")]
    [InlineData("\"CodeUri\": ", "\"CodeUri\": \"missing\", \"Description\": ", "is not a folder on this machine")]
    public async Task A_function_that_cannot_run_stops_the_start_unless_it_is_partial(string part, string change, string reason)
    {
        var options = await OptionsAsync();
        await ChangeTemplateAsync(part, change);

        var exception = await Record.ExceptionAsync(() => TemplateHost.StartAsync(options));
        await using var host = await TemplateHost.StartAsync(options with { Partial = true });
        using var client = new HttpClient { BaseAddress = host.Url };
        using var response = await client.GetAsync("notes");

        Assert.Contains(reason, exception?.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(3, host.Unavailable.Count(line => line.Contains(reason, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_hosts_on_one_DynamoDB_use_their_own_tables()
    {
        var options = await OptionsAsync();
        var first = options with { Parameters = new Dictionary<string, string> { ["TableName"] = $"{Guid.NewGuid():N}-a" } };
        var second = options with { Parameters = new Dictionary<string, string> { ["TableName"] = $"{Guid.NewGuid():N}-b" } };
        await using var one = await TemplateHost.StartAsync(first);
        await using var other = await TemplateHost.StartAsync(second);
        using var client = await LocalDynamoDb.ClientAsync();

        await client.PutItemAsync(first.Parameters["TableName"], new() { ["pk"] = new AttributeValue("x") });

        Assert.NotEqual(one.Url, other.Url);
        Assert.Equal(0, (await client.ScanAsync(new ScanRequest(second.Parameters["TableName"]))).Count);
    }

    [Fact]
    public async Task Each_item_of_the_seed_file_is_sent_to_the_API()
    {
        await using var host = await TemplateHost.StartAsync(await SeededAsync());

        Assert.True(host.IsSeeded);
        Assert.Equal(["""PUT /things/one {"size":1}""", """PUT /things/a%20b {"size":2}"""], Notes());
    }

    [Fact]
    public async Task The_access_log_does_not_contain_the_requests_of_the_seeding()
    {
        var file = _folder.File("access.log");
        await using (var host = await TemplateHost.StartAsync(await SeededAsync() with { AccessLogFile = file }))
        {
            using var client = new HttpClient { BaseAddress = host.Url };
            using var response = await client.GetAsync("notes");
        }

        Assert.EndsWith(" GET /Prod/notes 200", Assert.Single(await File.ReadAllLinesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeding_is_skipped_when_a_table_already_holds_an_item()
    {
        var options = await SeededAsync();
        await using (await TemplateHost.StartAsync(options with { SeedFile = null }))
        {
        }

        using var client = await LocalDynamoDb.ClientAsync();
        await client.PutItemAsync(options.Parameters["TableName"], new() { ["pk"] = new AttributeValue("x") });

        await using var host = await TemplateHost.StartAsync(options);

        Assert.False(host.IsSeeded);
        Assert.Empty(Notes());
    }

    [Fact]
    public async Task Seeding_is_skipped_for_an_API_without_the_route_of_the_seed_file()
    {
        var options = await SeededAsync();
        await ChangeTemplateAsync("/things/{id}", "/others/{id}");

        await using var host = await TemplateHost.StartAsync(options);

        Assert.False(host.IsSeeded);
        Assert.Empty(Notes());
    }

    [Fact]
    public async Task A_seeding_that_was_interrupted_is_completed_at_the_next_start()
    {
        var options = await SeededAsync();
        using var stop = new CancellationTokenSource();
        NotesFunction.Answer(_folder.File("notes.txt"), _ =>
        {
            stop.Cancel();
            return 200;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TemplateHost.StartAsync(options, stop.Token));
        using var client = await LocalDynamoDb.ClientAsync();
        await client.PutItemAsync(options.Parameters["TableName"], new() { ["pk"] = new AttributeValue("one") });
        NotesFunction.Answer(_folder.File("notes.txt"), path => path == "/things/one" ? 412 : 200);

        await using var host = await TemplateHost.StartAsync(options);

        Assert.True(host.IsSeeded);
        Assert.Equal("""PUT /things/a%20b {"size":2}""", Notes()[^1]);
        await using var next = await TemplateHost.StartAsync(options);
        Assert.False(next.IsSeeded);
    }

    [Fact]
    public async Task A_seed_item_is_sent_again_after_a_late_or_busy_answer()
    {
        var answers = new Queue<int>([504, 503, 429, 412, 200]);
        NotesFunction.Answer(_folder.File("notes.txt"), _ => answers.Dequeue());

        await using var host = await TemplateHost.StartAsync(await SeededAsync());

        Assert.True(host.IsSeeded);
        Assert.Equal(4, Notes().Count(note => note.StartsWith("PUT /things/one ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(412)]
    [InlineData(400)]
    [InlineData(503)]
    public async Task A_seed_item_that_the_API_refuses_ends_the_start(int status)
    {
        NotesFunction.Answer(_folder.File("notes.txt"), _ => status);
        var options = await SeededAsync();

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => TemplateHost.StartAsync(options));

        Assert.Equal(
            $"The tables cannot be seeded: PUT /things/one answered {status}. Use --no-seed to start without the seed items.", exception.Message);
    }

    [Theory]
    [InlineData(null, "Could not find file")]
    [InlineData("null", "The file contains null.")]
    [InlineData("""{"route": "/things/{id}", "groups": []}""", "'items'")]
    [InlineData("""{"route": "/things/{id}", "groups": [], "items": [{"id": "1", "item": {}}]}""", "'body'")]
    [InlineData("""{"route": "/things/{id}", "groups": [], "items": [], "Items2": 1}""", "'Items2'")]
    public async Task The_error_for_an_unreadable_seed_file_names_the_file_and_the_reason(string? content, string reason)
    {
        var file = content is null ? _folder.File("seed.json") : _folder.Write("seed.json", content);
        var options = await OptionsAsync() with { SeedFile = file };

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => TemplateHost.StartAsync(options));

        Assert.StartsWith($"The seed file {file} cannot be read: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_signed_with_the_key_of_the_data_folder_opens_a_protected_route()
    {
        var options = await OptionsAsync();
        await using var host = await TemplateHost.StartAsync(options);
        using var client = new HttpClient { BaseAddress = host.Url };

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PutAsync("things/1", null)).StatusCode);

        var token = UserPoolTokens.Open(host.Deployment.UserPools["Users"], options.DataFolder).IdToken(new PoolUser("shopper"));
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync("things/1", null)).StatusCode);
    }

    [Fact]
    public async Task Items_in_the_data_folder_are_still_there_after_a_restart()
    {
        var options = await OptionsAsync() with { DynamoDbEndpoint = null };
        var table = options.Parameters["TableName"];
        await using (var host = await TemplateHost.StartAsync(options))
        {
            using var client = LocalEndpoint.CreateClient(host.DynamoDbEndpoint);
            await client.PutItemAsync(table, new() { ["pk"] = new AttributeValue("kept") });
        }

        await using var again = await TemplateHost.StartAsync(options);
        using var clientAgain = LocalEndpoint.CreateClient(again.DynamoDbEndpoint);
        var items = (await clientAgain.ScanAsync(new ScanRequest(table))).Items;
        Assert.Equal("kept", Assert.Single(items)["pk"].S);
    }

    [Fact]
    public async Task A_second_host_cannot_use_a_data_folder_that_is_in_use()
    {
        var options = await OptionsAsync() with { DynamoDbEndpoint = null };
        await using var host = await TemplateHost.StartAsync(options);

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => TemplateHost.StartAsync(options));

        Assert.Contains($"The data folder {options.DataFolder} is in use by another host", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_was_started_when_the_port_of_the_host_is_in_use()
    {
        using var occupant = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;
        var options = await OptionsAsync() with { DynamoDbEndpoint = null, Port = port };

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => TemplateHost.StartAsync(options));

        Assert.StartsWith($"Port {port} of 127.0.0.1 cannot be used: ", exception.Message, StringComparison.Ordinal);
        // The data folder is free.
        await using var host = await TemplateHost.StartAsync(options with { Port = 0 });
    }

    [Fact]
    public async Task The_error_names_a_missing_function_code_folder()
    {
        var options = await OptionsAsync();
        var missing = _folder.File("nowhere");
        await ChangeTemplateAsync(AppContext.BaseDirectory, missing);

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => TemplateHost.StartAsync(options));

        Assert.Equal($"The function code {missing} (CodeUri) is not a folder on this machine.", exception.Message);
    }
}
