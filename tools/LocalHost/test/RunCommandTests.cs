using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2.Model;

namespace LocalHost.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private HostProcess Run(params string[] more) => HostProcess.Start([.. Arguments(TestTemplates.WriteTo(_folder)), .. more]);

    private string[] Arguments(string template, string? data = null, int port = 0) =>
        ["run", "--template", template, "--data", data ?? _folder.File("data"), "--port", $"{port}"];

    private static async Task<string> OnlyErrorOfAsync(HostProcess host)
    {
        var (exitCode, output, errors) = await host.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Equal([], output.Where(line => line.StartsWith("Serving", StringComparison.Ordinal)));
        return Assert.Single(errors);
    }

    [Fact]
    public async Task The_run_command_prints_the_routes_the_tables_a_curl_line_and_then_the_address()
    {
        using var host = Run("--no-seed", "--in-memory");

        Assert.Equal("  GET     /notes        → Notes  anyone", await host.LineWithAsync("GET"));
        Assert.Equal("  GET     /partners     → Notes  anyone, with an API key", await host.LineWithAsync("GET"));
        Assert.Equal("  PUT     /things/{id}  → Notes  signed in", await host.LineWithAsync("PUT"));
        var table = await host.LineWithAsync("Table");
        Assert.Equal($"Table things in DynamoDB Local at {HostProcess.AddressIn(table)} (in memory)", table);
        var curl = await host.LineWithAsync("curl");
        var address = HostProcess.AddressIn(await host.LineWithAsync("Serving"));
        Assert.Equal($"Try: curl -i {new Uri(address, "notes")}", curl);
    }

    [Fact]
    public async Task The_run_command_prints_the_sign_in_page_which_offers_the_users_of_the_file()
    {
        var users = _folder.File("users.json");
        await File.WriteAllTextAsync(users, """[{ "user": "zoe", "groups": ["keepers"] }]""");
        using var host = Run("--no-seed", "--in-memory", "--users", users);
        var page = HostProcess.AddressIn(await host.LineWithAsync("Sign-in page of Users: "));
        await host.LineWithAsync("Serving");
        using var client = new HttpClient();

        var html = await client.GetStringAsync(page);

        Assert.Contains("zoe", html, StringComparison.Ordinal);
        Assert.Contains("keepers", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "name": "zoe" }]""")]
    [InlineData("""{ "user": "zoe" }""")]
    [InlineData("zoe")]
    public async Task A_file_of_users_in_another_form_gives_one_error_line(string content)
    {
        var users = _folder.File("users.json");
        await File.WriteAllTextAsync(users, content);
        using var host = Run("--no-seed", "--in-memory", "--users", users);

        Assert.StartsWith($"error: The file of users {users} cannot be read: ", await OnlyErrorOfAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_a_generated_API_key_is_named_and_its_value_opens_a_route_that_requires_a_key()
    {
        using var host = Run("--no-seed", "--in-memory");
        var line = await host.LineWithAsync("API key ApiApiKey, sent as X-API-Key: ");
        var key = (await File.ReadAllTextAsync(line.Split(' ')[^1])).Trim();
        Assert.Lacks(key, line, StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = HostProcess.AddressIn(await host.LineWithAsync("Serving")) };

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("partners")).StatusCode);
        client.DefaultRequestHeaders.Add("X-API-Key", key);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("partners")).StatusCode);
    }

    [Fact]
    public async Task The_start_counts_what_is_ignored_and_hides_preflight_routes_unless_it_is_verbose()
    {
        var template = TestTemplates.WriteTo(_folder);
        var text = await File.ReadAllTextAsync(template);
        await File.WriteAllTextAsync(template, text.Replace(
            "\"StageName\": \"Prod\",", "\"StageName\": \"Prod\", \"Cors\": \"'*'\", \"Name\": \"Shop\",", StringComparison.Ordinal));

        using var host = HostProcess.Start([.. Arguments(template), "--no-seed", "--in-memory"]);
        Assert.Equal("  GET     /notes        → Notes  anyone", await host.LineWithAsync("  "));
        Assert.Equal(
            $"Token of Users: dotnet dev.cs token --user NAME --template {template} --data {_folder.File("data")}",
            await host.LineWithAsync("Token of"));
        Assert.Equal("Ignored on this machine: 1 parts of the template (--verbose lists them)", await host.LineWithAsync("Ignored"));
        using var verbose = HostProcess.Start([.. Arguments(template, _folder.File("other")), "--no-seed", "--in-memory", "--verbose"]);

        Assert.Contains("OPTIONS", await verbose.LineWithAsync("OPTIONS"), StringComparison.Ordinal);
        Assert.Contains("Api.Name", await verbose.LineWithAsync("Ignored"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_of_a_function_follow_the_line_of_their_request_without_colours_in_a_file()
    {
        using var host = Run("--no-seed", "--in-memory");
        using var client = new HttpClient { BaseAddress = HostProcess.AddressIn(await host.LineWithAsync("Serving")) };

        await client.GetStringAsync("notes");

        Assert.Matches(@"^GET /notes 200 function Notes [0-9.]+ ms [0-9a-f-]{36}$", await host.LineWithAsync("/notes"));
        Assert.StartsWith("    [Notes] INIT cold start", await host.LineWithAsync("Notes"), StringComparison.Ordinal);
        Assert.StartsWith("    [Notes] REPORT Duration", await host.LineWithAsync("Notes"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_signal_stops_the_host_and_DynamoDB_Local_with_exit_code_0(string signal)
    {
        using var host = Run("--no-seed");
        var dynamoDb = HostProcess.AddressIn(await host.LineWithAsync("Table"));
        var address = HostProcess.AddressIn(await host.LineWithAsync("Serving"));

        await host.SignalAsync(signal);

        var (exitCode, _, errors) = await host.EndAsync();
        Assert.Equal(0, exitCode);
        Assert.Empty(errors);
        await HostProcess.AssertNobodyListensAsync(address);
        await HostProcess.AssertNobodyListensAsync(dynamoDb);
    }

    [Fact]
    public async Task DynamoDB_Local_ends_when_the_host_is_killed_and_the_next_host_finds_the_items()
    {
        using var host = Run("--no-seed");
        var dynamoDb = HostProcess.AddressIn(await host.LineWithAsync("Table"));
        await host.LineWithAsync("Serving");
        using (var client = LocalEndpoint.CreateClient(dynamoDb))
            await client.PutItemAsync("things", new() { ["pk"] = new AttributeValue("kept") });
        using var connection = await HostProcess.ConnectAsync(dynamoDb);

        host.Kill();

        await HostProcess.HangsUpAsync(connection);
        await HostProcess.AssertNobodyListensAsync(dynamoDb);
        using var next = Run("--no-seed");
        using var nextClient = LocalEndpoint.CreateClient(HostProcess.AddressIn(await next.LineWithAsync("Table")));
        Assert.Equal("kept", Assert.Single((await nextClient.ScanAsync(new ScanRequest("things"))).Items)["pk"].S);
    }

    [Fact]
    public async Task The_host_ends_with_one_error_line_when_DynamoDB_Local_dies()
    {
        using var host = Run("--no-seed");
        await host.LineWithAsync("Serving");

        var java = ChildProcesses.Of(host.Id).Single(child => child.Name == "java");
        await HostProcess.SignalAsync(java.Id, "KILL");

        var error = await OnlyErrorOfAsync(host);
        Assert.StartsWith("error: DynamoDB Local has stopped: java exited with code 137", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_uses_the_DynamoDB_endpoint_in_the_environment_and_starts_no_server()
    {
        var endpoint = await LocalDynamoDb.EndpointAsync();
        var name = $"things-{Guid.NewGuid():N}";
        using var host = HostProcess.Start(
            new Dictionary<string, string> { [LocalEndpoint.Variable] = endpoint.AbsoluteUri },
            [.. Arguments(TestTemplates.WriteTo(_folder)), "--no-seed", "--parameter", $"TableName={name}"]);

        Assert.Equal($"Table {name} in DynamoDB Local at {endpoint} (from AWS_ENDPOINT_URL_DYNAMODB)", await host.LineWithAsync("Table"));
        await host.LineWithAsync("Serving");
        Assert.Equal([], ChildProcesses.Of(host.Id).Where(child => child.Name == "java"));
    }

    [Fact]
    public async Task A_table_with_a_different_schema_in_the_data_folder_gives_one_error_line()
    {
        using (var first = Run("--no-seed"))
        {
            await first.LineWithAsync("Serving");
            await first.SignalAsync("TERM");
            await first.EndAsync();
        }

        using var host = HostProcess.Start(Arguments(TestTemplates.WriteTo(_folder, category: "kind")));

        Assert.Equal(
            "error: Things: the table things exists, but the global index byCategory is category (HASH S) with ALL, "
            + "but kind (HASH S) with ALL in the template. Use another data folder (--data) or delete the table.",
            await OnlyErrorOfAsync(host));
    }

    [Fact]
    public async Task A_port_in_use_gives_one_error_line_that_suggests_a_free_port_before_the_template_is_read()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        using var host = HostProcess.Start([.. Arguments(_folder.Write("template.json", "{"), port: port), "--in-memory"]);

        var error = await OnlyErrorOfAsync(host);
        Assert.StartsWith($"error: Port {port} of 127.0.0.1 cannot be used: ", error, StringComparison.Ordinal);
        var suggested = int.Parse(error.Split("--port ")[1].TrimEnd('.'), CultureInfo.InvariantCulture);
        Assert.InRange(suggested, port + 1, ushort.MaxValue);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_created_gives_one_error_line()
    {
        var data = Path.Combine(_folder.Write("file", ""), "data");

        using var host = HostProcess.Start(Arguments(TestTemplates.WriteTo(_folder), data));

        Assert.StartsWith($"error: The data folder {data} cannot be used: ", await OnlyErrorOfAsync(host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "template.json")]
    [InlineData("""{ "Resources": { "Bucket": { "Type": "AWS::Nonsense::Thing" } } }""", "The template has no REST API.")]
    [InlineData("""{ "Transform": "AWS::Serverless-2016-10-31", "Resources": { "Api": { "Type": "AWS::Serverless::Api" } } }""", "Api.")]
    public async Task A_broken_template_gives_one_error_line_that_names_the_place(string template, string place)
    {
        using var host = HostProcess.Start(Arguments(_folder.Write("template.json", template)));

        Assert.Contains(place, await OnlyErrorOfAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_template_gives_one_error_line()
    {
        var missing = _folder.File("missing.template");

        using var host = HostProcess.Start(Arguments(missing));

        Assert.StartsWith($"error: The template {missing} cannot be read: ", await OnlyErrorOfAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_template_parameter_gives_one_error_line()
    {
        using var host = Run("--parameter", "Colour=red");

        Assert.Contains("Colour", await OnlyErrorOfAsync(host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: --port takes a number from 0 to 65535, not '70000'.", "--port", "70000")]
    [InlineData("error: --parameter takes Key=Value, not 'Colour'.", "--parameter", "Colour")]
    [InlineData("error: --functions takes host or process, not 'elsewhere'.", "--functions", "elsewhere")]
    [InlineData("error: Unrecognized command or argument '--colour'.", "--colour")]
    public async Task A_wrong_argument_gives_one_error_line(string error, params string[] arguments)
    {
        using var host = HostProcess.Start(["run", .. arguments]);

        Assert.Equal(error, await OnlyErrorOfAsync(host));
    }

    [Theory]
    [InlineData("npm", "error: 'npm' cannot be started")]
    [InlineData("java", "error: 'java' cannot be started")]
    public async Task A_missing_tool_gives_one_error_line_that_names_the_tool(string tool, string error)
    {
        var cache = tool == "npm" ? _folder.File("cache") : LocalHost.DynamoDbLocal.DynamoDbLocalDownload.DefaultCacheFolder;
        await LocalDynamoDb.PackageFolderAsync();

        using var host = RunWithPath(_folder.File("empty"), cache);

        Assert.StartsWith(error, await OnlyErrorOfAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_download_gives_one_error_line_and_leaves_no_file()
    {
        FakeNpm("echo 'npm error network unreachable' >&2; exit 1");

        using var host = RunWithPath(_folder.File("bin"), _folder.File("cache"));

        Assert.Equal(
            "error: DynamoDB Local cannot be downloaded: "
            + "'npm pack amplify-dynamodb-simulator@2.9.30' failed: npm error network unreachable",
            await OnlyErrorOfAsync(host));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("cache")));
    }

    [Fact]
    public async Task A_download_with_the_wrong_hash_gives_one_error_line_and_leaves_no_file()
    {
        FakeNpm("echo changed > amplify-dynamodb-simulator-2.9.30.tgz");

        using var host = RunWithPath(_folder.File("bin"), _folder.File("cache"));

        Assert.Equal(
            "error: The downloaded amplify-dynamodb-simulator@2.9.30 has another SHA-512 than expected. It was damaged or changed.",
            await OnlyErrorOfAsync(host));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("cache")));
    }

    [Fact]
    public async Task A_signal_during_the_download_ends_it_and_leaves_no_file()
    {
        FakeNpm("echo $$ > ../../npm.pid; exec /usr/bin/tail -f /dev/null");
        using var host = RunWithPath(_folder.File("bin"), _folder.File("cache"));
        await host.LineWithAsync("Downloading DynamoDB Local");

        await host.SignalAsync("TERM");

        var (exitCode, _, errors) = await host.EndAsync();
        Assert.Equal(0, exitCode);
        Assert.Empty(errors);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("cache")));
        var npm = File.Exists(_folder.File("npm.pid")) ? (await File.ReadAllTextAsync(_folder.File("npm.pid"))).Trim() : "never started";
        Assert.False(Directory.Exists($"/proc/{npm}"));
    }

    private void FakeNpm(string script)
    {
        Directory.CreateDirectory(_folder.File("bin"));
        var npm = _folder.Write("bin/npm", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private HostProcess RunWithPath(string path, string cache) => HostProcess.Start(
        new Dictionary<string, string> { ["PATH"] = path },
        [.. Arguments(TestTemplates.WriteTo(_folder)), "--dynamodb-cache", cache]);
}
