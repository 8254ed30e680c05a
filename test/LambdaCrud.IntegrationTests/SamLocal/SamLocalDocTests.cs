using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalHost;

namespace LambdaCrud.IntegrationTests.SamLocal;

/// <summary>docs/sam-local.md, samconfig.toml and the template agree.</summary>
public sealed partial class SamLocalDocTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _doc = File.ReadAllText(SamLocalDoc.File);

    public void Dispose() => _folder.Dispose();

    private LocalGateway.Model.Deployment Deployment() =>
        Storefront.LoadTemplate(_folder.Path);

    private static JsonObject Template() => JsonNode.Parse(File.ReadAllText(Repository.Template))!.AsObject();

    private static IEnumerable<string> VariablesOf(JsonNode? function) =>
        (function?["Environment"]?["Variables"]?.AsObject() ?? []).Select(variable => variable.Key);

    [Fact]
    public void The_lists_in_sam_local_md_have_every_direct_route_and_every_function_with_its_status_under_start_api()
    {
        var deployment = Deployment();

        Assert.True(
            _doc == SamLocalDoc.With(_doc, Assert.Single(deployment.RestApis), deployment.Functions.Keys),
            "docs/sam-local.md is out of date. Run `dotnet dev.cs events`.");
    }

    [Fact]
    public void Every_event_file_of_a_command_exists_and_a_command_replaces_the_placeholder_of_the_order_id()
    {
        var files = EventFile().Matches(_doc).Select(file => file.Value).ToList();

        Assert.NotEmpty(files);
        Assert.Every(files, file => Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file));
        Assert.Contains($"s/{ExampleRequests.OrderId}/", _doc, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_samconfig_toml_names_the_environment_file_that_dev_cs_database_writes()
    {
        var named = EnvironmentFiles().Matches(File.ReadAllText(Path.Combine(Repository.Root, "samconfig.toml")));

        Assert.Equal(["local_start_api", "local_invoke"], named.Select(match => match.Groups["command"].Value));
        Assert.Every(named, match => Assert.Equal(
            Repository.SamEnvironment, Path.GetFullPath(match.Groups["file"].Value, Repository.Root)));
    }

    [Fact]
    public void The_template_declares_the_DynamoDB_endpoint_variable_but_deploys_no_function_with_it()
    {
        var declared = Template()["Globals"]!["Function"]!["Environment"]!["Variables"]![LocalEndpoint.Variable];

        Assert.Equal("""{"Ref":"AWS::NoValue"}""", declared!.ToJsonString());
        Assert.NotEmpty(Deployment().Functions);
        Assert.Every(Deployment().Functions.Values, function => Assert.Lacks(LocalEndpoint.Variable, function.Environment.Keys));
    }

    // SAM CLI leaves out a variable that the template does not declare.
    [Fact]
    public void The_template_declares_every_variable_of_the_environment_file_for_its_function()
    {
        var template = Template();
        var file = Path.Combine(_folder.Path, "sam-local.json");

        SamEnvironment.Write(file, Deployment(), 8000);

        var functions = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        foreach (var (function, variables) in Assert.Some(functions))
        {
            var declared = VariablesOf(template["Globals"]!["Function"]).Concat(VariablesOf(template["Resources"]![function]!["Properties"]));
            Assert.NotEmpty(variables!.AsObject());
            Assert.Every(variables.AsObject(), variable => Assert.Contains(variable.Key, declared));
        }
    }

    [GeneratedRegex(@"test/events/\w+\.json")]
    private static partial Regex EventFile();

    [GeneratedRegex(@"^\[default\.(?<command>\w+)\.parameters\]\n(?:\w.*\n)*?env_vars = ""(?<file>[^""]+)""$", RegexOptions.Multiline)]
    private static partial Regex EnvironmentFiles();
}
