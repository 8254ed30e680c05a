using System.Net;
using Amazon.DynamoDBv2.Model;
using LocalGateway.LocalTokens;
using LocalHost.Live;

namespace LocalHost.Tests;

public sealed class LiveTemplateTests : IDisposable
{
    private const string Mock = """
        "x-amazon-apigateway-integration": {
          "type": "mock",
          "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
          "responses": { "default": { "statusCode": "200", "responseTemplates": { "application/json": "TEXT" } } }
        },
        "responses": { "200": { "description": "ok" } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _log = new();

    public void Dispose() => _folder.Dispose();

    private async Task<TemplateHostOptions> OptionsAsync(string template) => new()
    {
        Template = template,
        DataFolder = _folder.File("data"),
        DynamoDbEndpoint = await LocalDynamoDb.EndpointAsync(),
        Log = TextWriter.Synchronized(_log),
    };

    private string Write(string text, string file = "template.json") => _folder.Write(file, Template(Operation(text)));

    private static string Template(string operation, string more = "") => $$"""
        {
          "Transform": "AWS::Serverless-2016-10-31",
          "Resources": {
            "Api": {
              "Type": "AWS::Serverless::Api",
              "Properties": {
                "StageName": "Prod",
                "DefinitionBody": { "swagger": "2.0", "info": { "title": "t", "version": "1" }, "paths": { "/text": { "get": {{operation}} } } }
              }
            }{{more}}
          }
        }
        """;

    private static string Operation(string text) => $$"""{ {{Mock.Replace("TEXT", text, StringComparison.Ordinal)}} }""";

    private static string Table(string name, string key = "pk") => $$"""
        , "Notes": {
          "Type": "AWS::DynamoDB::Table",
          "Properties": {
            "TableName": "{{name}}",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{ "AttributeName": "{{key}}", "AttributeType": "S" }],
            "KeySchema": [{ "AttributeName": "{{key}}", "KeyType": "HASH" }]
          }
        }
        """;

    private static async Task<string> TextAsync(TemplateHost host)
    {
        using var client = new HttpClient { BaseAddress = host.Url };
        return await client.GetStringAsync("text");
    }

    [Fact]
    public async Task An_edit_of_the_template_takes_effect_at_the_next_request()
    {
        await using var host = await TemplateHost.StartAsync(await OptionsAsync(Write("first")));
        Assert.Equal("first", await TextAsync(host));

        foreach (var text in (string[])["other", "third", "forth"])
        {
            Write(text);
            Assert.Equal(text, await TextAsync(host));
        }
    }

    [Fact]
    public async Task A_file_that_an_editor_replaces_by_renaming_takes_effect_at_the_next_request()
    {
        await using var host = await TemplateHost.StartAsync(await OptionsAsync(Write("first")));

        File.Move(Write("second", "template.json.new"), _folder.File("template.json"), overwrite: true);

        Assert.Equal("second", await TextAsync(host));
    }

    [Fact]
    public async Task An_edit_of_an_included_file_takes_effect_at_the_next_request()
    {
        _folder.Write("operation.json", Operation("first"));
        var include = """{ "Fn::Transform": { "Name": "AWS::Include", "Parameters": { "Location": "operation.json" } } }""";
        await using var host = await TemplateHost.StartAsync(await OptionsAsync(_folder.Write("template.json", Template(include))));
        Assert.Equal("first", await TextAsync(host));

        _folder.Write("operation.json", Operation("second"));

        Assert.Equal("second", await TextAsync(host));
        Assert.Contains("RELOAD operation.json: ", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_a_DefinitionUri_file_takes_effect_at_the_next_request()
    {
        _folder.Write("api.json", Definition("first"));
        var template = _folder.Write("template.json", """
            {
              "Transform": "AWS::Serverless-2016-10-31",
              "Resources": { "Api": { "Type": "AWS::Serverless::Api", "Properties": { "StageName": "Prod", "DefinitionUri": "api.json" } } }
            }
            """);
        await using var host = await TemplateHost.StartAsync(await OptionsAsync(template));
        Assert.Equal("first", await TextAsync(host));

        _folder.Write("api.json", Definition("second"));

        Assert.Equal("second", await TextAsync(host));

        static string Definition(string text) => $$"""
            { "swagger": "2.0", "info": { "title": "t", "version": "1" }, "paths": { "/text": { "get": {{Operation(text)}} } } }
            """;
    }

    [Fact]
    public async Task A_broken_edit_is_reported_with_line_and_column_and_the_last_good_state_serves_until_it_is_mended()
    {
        await using var host = await TemplateHost.StartAsync(await OptionsAsync(Write("first")));

        _folder.Write("template.json", "{\n  \"Resources\": {\n    oops\n  }\n}\n");
        Assert.Equal("first", await TextAsync(host));
        Assert.Equal("first", await TextAsync(host));
        var report = Assert.Single(_log.ToString().Split('\n'), line => line.StartsWith("NOT RELOADED", StringComparison.Ordinal));
        Assert.Contains("template.json: line 3, column 5: ", report, StringComparison.Ordinal);

        Write("second");
        Assert.Equal("second", await TextAsync(host));
    }

    [Fact]
    public async Task All_findings_of_a_broken_edit_are_reported_each_with_its_place_in_the_file()
    {
        await using var host = await TemplateHost.StartAsync(await OptionsAsync(Write("first")));

        _folder.Write("template.json", Template(Operation("x"), """
            ,
                "One": {
                  "Type": "AWS::Serverless::Function",
                  "Properties": { "Runtime": "dotnet10", "CodeUri": ".", "Handler": "a::b::c", "Timeout": "long" }
                }
            """).Replace("\"StageName\": \"Prod\"", "\"StageName\": \"Prod\", \"MinimumCompressionSize\": \"big\"", StringComparison.Ordinal));
        Assert.Equal("first", await TextAsync(host));

        var log = _log.ToString();
        Assert.Matches(@"template\.json\(7,\d+\): Api\.Properties\.MinimumCompressionSize: ", log);
        Assert.Matches(@"template\.json\(18,\d+\): One\.Properties\.Timeout: ", log);
    }

    [Fact]
    public async Task A_template_that_is_missing_for_a_while_keeps_serving()
    {
        await using var host = await TemplateHost.StartAsync(await OptionsAsync(Write("first")));

        File.Delete(_folder.File("template.json"));
        Assert.Equal("first", await TextAsync(host));
        Write("second");

        Assert.Equal("second", await TextAsync(host));
    }

    [Fact]
    public async Task A_table_that_a_template_adds_is_created_and_items_and_tokens_stay_valid()
    {
        var (kept, added) = ($"kept-{Guid.NewGuid():N}", $"added-{Guid.NewGuid():N}");
        var users = """, "Users": { "Type": "AWS::Cognito::UserPool", "Properties": {} }""";
        var template = _folder.Write("template.json", Template(Operation("x"), Table(kept) + users));
        await using var host = await TemplateHost.StartAsync(await OptionsAsync(template));
        using var dynamoDb = await LocalDynamoDb.ClientAsync();
        await dynamoDb.PutItemAsync(kept, new() { ["pk"] = new AttributeValue("here") });
        var token = UserPoolTokens.Open(host.Deployment.UserPools["Users"], _folder.File("data")).IdToken(new PoolUser("shopper"));

        var more = Table(added).Replace("Notes", "More", StringComparison.Ordinal);
        _folder.Write("template.json", Template(Protected(), Table(kept) + users + more).Replace(
            "\"StageName\": \"Prod\"",
            "\"StageName\": \"Prod\", \"Auth\": { \"Authorizers\": { \"Pool\": { \"UserPoolArn\": { \"Fn::GetAtt\": [\"Users\", \"Arn\"] } } } }",
            StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = host.Url };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("text")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        Assert.Equal("closed", await client.GetStringAsync("text"));
        Assert.Equal(1, (await dynamoDb.ScanAsync(new ScanRequest(kept))).Count);
        Assert.Equal(0, (await dynamoDb.ScanAsync(new ScanRequest(added))).Count);

        static string Protected() => Operation("closed").Replace("\"responses\": { \"200\"", "\"security\": [{ \"Pool\": [] }], \"responses\": { \"200\"", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_with_a_changed_key_is_not_changed_and_the_report_says_what_to_do()
    {
        var name = $"notes-{Guid.NewGuid():N}";
        await using var host = await TemplateHost.StartAsync(
            await OptionsAsync(_folder.Write("template.json", Template(Operation("first"), Table(name)))));

        _folder.Write("template.json", Template(Operation("second"), Table(name, key: "id")));

        Assert.Equal("first", await TextAsync(host));
        Assert.Contains($"the table {name} exists, but its key is pk (HASH S), but id (HASH S) in the template. Use another data folder",
            _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_vtl_file_runs_the_sync_program_before_the_next_request()
    {
        Directory.CreateDirectory(_folder.File("src/Things"));
        _folder.Write("src/Things/Text.vtl", "first");
        var options = await OptionsAsync(Write("first")) with
        {
            SourceFolder = _folder.File("src"),
            Sync = new SyncProgram(["sh", _folder.Write("sync.sh", "cd ../ && sed -i \"s/first/$(cat src/Things/Text.vtl)/\" template.json")], _folder.File("src")).RunAsync,
        };
        await using var host = await TemplateHost.StartAsync(options);
        Assert.Equal("first", await TextAsync(host));

        _folder.Write("src/Things/Text.vtl", "other");

        Assert.Equal("other", await TextAsync(host));
    }

    [Fact]
    public async Task An_added_vtl_file_runs_the_sync_program_and_another_new_file_does_not()
    {
        Directory.CreateDirectory(_folder.File("src/Things"));
        var options = await OptionsAsync(Write("first")) with
        {
            SourceFolder = _folder.File("src"),
            Sync = new SyncProgram(["sh", _folder.Write("sync.sh", "echo run >> ../runs")], _folder.File("src")).RunAsync,
        };
        await using var host = await TemplateHost.StartAsync(options);

        _folder.Write("src/Things/Code.cs", "");
        await TextAsync(host);
        Assert.False(File.Exists(_folder.File("runs")));
        _folder.Write("src/Things/New.vtl", "");
        await TextAsync(host);
        await TextAsync(host);

        Assert.Equal(["run"], await File.ReadAllLinesAsync(_folder.File("runs")));
    }

    [Fact]
    public async Task What_the_sync_program_refuses_is_reported_and_the_last_good_state_keeps_serving()
    {
        Directory.CreateDirectory(_folder.File("src"));
        _folder.Write("src/Text.vtl", "first");
        var options = await OptionsAsync(Write("first")) with
        {
            SourceFolder = _folder.File("src"),
            Sync = new SyncProgram(["sh", _folder.Write("sync.sh", "echo 'error: Text.vtl(1,2): no' >&2; exit 1")], _folder.File("src")).RunAsync,
        };
        await using var host = await TemplateHost.StartAsync(options);

        _folder.Write("src/Text.vtl", "other");

        Assert.Equal("first", await TextAsync(host));
        Assert.Equal("first", await TextAsync(host));
        Assert.Single(_log.ToString().Split('\n'), "NOT RELOADED, the last good state keeps serving: Text.vtl(1,2): no");
    }
}
