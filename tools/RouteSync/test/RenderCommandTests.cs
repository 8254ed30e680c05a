using RouteSync.Tests.Sample;

namespace RouteSync.Tests;

public sealed class RenderCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static async Task<string> OutputAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RouteSyncProcess.RunAsync(["render", .. arguments]);
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        return output;
    }

    private static async Task<IReadOnlyList<string>> ErrorsAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RouteSyncProcess.RunAsync(["render", .. arguments]);
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        return errors.TrimEnd().Split('\n');
    }

    [Fact]
    public async Task The_render_command_prints_the_template_rendered_with_body_and_context()
    {
        var template = _folder.Write(
            "get.vtl", """{"key": "PRODUCT#$input.params('id')", "name": $input.json('$.name'), "by": "$context.identity.sourceIp $stageVariables.tier"}""");
        var body = _folder.Write("body.json", """{"name": "Grüße ✓"}""");
        var context = _folder.Write(
            "context.json",
            """{"context": {"identity": {"sourceIp": "::1"}}, "stageVariables": {"tier": "dev"}, "params": {"path": {"id": "7"}}}""");

        Assert.Equal(
            """{"key": "PRODUCT#7", "name": "Grüße ✓", "by": "::1 dev"}""",
            await OutputAsync("--template-file", template, "--body", body, "--context", context));
    }

    [Fact]
    public async Task A_template_source_is_rendered_in_its_deployed_form_with_the_files_it_parses()
    {
        _folder.Write("inner.vtl", "## Sets $x.\n#if($x == \"\")\n  #set($x = 1)\n#end");

        Assert.Equal("x is 1", await OutputAsync("--template-file", _folder.Write("t.vtl", "  #parse(\"inner.vtl\")\n  x is $x")));
    }

    [Fact]
    public async Task Without_a_body_the_template_reads_an_empty_object() =>
        Assert.Equal("{} ''", await OutputAsync("--template-file", _folder.Write("t.vtl", "$input.json('$') '$context.requestId'")));

    [Fact]
    public async Task The_body_may_come_from_standard_input_and_the_output_keeps_all_white_space()
    {
        var template = _folder.Write("t.vtl", "\n  $input.path('$.a')  \n\n");

        var (exitCode, output, _) = await RouteSyncProcess.RunAsync(["render", "--template-file", template, "--body", "-"], """{"a": "ü"}""");

        Assert.Equal((0, "\n  ü  \n\n"), (exitCode, output));
    }

    [Fact]
    public async Task A_template_error_is_printed_with_file_line_column_and_source_line()
    {
        var template = _folder.Write("bad.vtl", "{\n  #set($x = )\n}");

        Assert.Equal(
            [$"error: {template}(2,13): a value is expected, not ')'", "  #set($x = )", "            ^"],
            await ErrorsAsync("--template-file", template));
    }

    [Theory]
    [InlineData("The template no.vtl cannot be read: ", "--template-file", "no.vtl")]
    [InlineData("Name a template: --template-file PATH or --route NAME.PART.", "--body", "no.json")]
    [InlineData("--route needs the built assembly of the API: --assembly PATH.", "--route", "GetNote.request")]
    [InlineData("There is no assembly no.dll. Build the project of the API first.", "--route", "GetNote.request", "--assembly", "no.dll")]
    public async Task The_error_names_a_missing_template_file_or_option(string error, params string[] arguments) =>
        Assert.StartsWith($"error: {error}", Assert.Single(await ErrorsAsync(arguments)), StringComparison.Ordinal);

    [Fact]
    public async Task The_error_says_why_a_body_or_a_context_cannot_be_used()
    {
        var template = _folder.Write("t.vtl", "$input.json('$')");

        Assert.StartsWith(
            "error: The body no.json cannot be read: ",
            Assert.Single(await ErrorsAsync("--template-file", template, "--body", "no.json")),
            StringComparison.Ordinal);
        Assert.Equal(
            "error: the context is not valid: 'stage' is not allowed: use context, params, stageVariables",
            Assert.Single(await ErrorsAsync("--template-file", template, "--context", _folder.Write("c.json", """{"stage": "x"}"""))));
        Assert.StartsWith(
            $"error: {template}(1,7): ",
            (await ErrorsAsync("--template-file", template, "--body", _folder.Write("b.json", "{")))[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_with_a_problem_is_rendered_with_the_built_assembly_of_the_API()
    {
        var template = _folder.Write("t.vtl", "#problem(\"not-found\")\n$problem.status $problem.title");

        Assert.Equal("404 Not found", await OutputAsync("--template-file", template, "--assembly", SampleApi.Assembly));
        Assert.Equal(
            [$"error: #problem in {template} needs the built assembly of the API: --assembly PATH."],
            await ErrorsAsync("--template-file", template));
    }

    [Fact]
    public async Task The_template_of_a_direct_route_is_rendered_by_the_name_of_the_route()
    {
        using var project = new SampleProject();
        var context = _folder.Write("c.json", """{"stageVariables": {"tableName": "T"}, "params": {"path": {"id": "x"}}}""");

        Assert.Equal("{}\n", await OutputAsync(
            "--route", "GetNote.request", "--assembly", SampleApi.Assembly, "--project", project.Path, "--context", context));
        Assert.Equal(
            ["error: The API has no direct route with the name GetNothing."],
            await ErrorsAsync("--route", "GetNothing.request", "--assembly", SampleApi.Assembly, "--project", project.Path));
        Assert.Equal(
            ["error: --route takes NAME.request, NAME.response, NAME.error or NAME.outage, not 'GetNote.body'."],
            await ErrorsAsync("--route", "GetNote.body", "--assembly", SampleApi.Assembly, "--project", project.Path));
    }
}
