using LocalHost.MappingTemplates;

namespace LocalHost.Tests;

public sealed class MappingTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Comment_lines_indentation_and_empty_lines_are_removed_from_a_mapping_template()
    {
        var path = _folder.Write("t.vtl", "## What it does.\n#if($x)\n  {\"a\": 1}##\n\n  ## Why.\n#end  \n");

        Assert.Equal(["#if($x)", "{\"a\": 1}##", "#end"], TemplateSource.Lines(path));
    }

    [Fact]
    public void A_parse_directive_is_replaced_by_the_lines_of_a_file_relative_to_the_parsing_file()
    {
        Directory.CreateDirectory(_folder.File("shared"));
        _folder.Write("shared/inner.vtl", "inner");
        _folder.Write("shared/outer.vtl", "before\n#parse(\"inner.vtl\")\nafter");

        var path = _folder.Write("t.vtl", "1\n  #parse(\"shared/outer.vtl\")\n2");

        Assert.Equal(["1", "before", "inner", "after", "2"], TemplateSource.Lines(path));
    }

    [Fact]
    public void The_error_names_a_file_that_parses_itself_or_is_missing()
    {
        var loop = _folder.Write("loop.vtl", "#parse(\"loop.vtl\")");
        var missing = _folder.Write("missing.vtl", "#parse(\"none.vtl\")");

        Assert.Equal(
            $"The mapping template {loop} parses itself.",
            Assert.Throws<LocalHostException>(() => TemplateSource.Lines(loop)).Message);
        Assert.StartsWith(
            $"The mapping template {_folder.File("none.vtl")} cannot be read: ",
            Assert.Throws<LocalHostException>(() => TemplateSource.Lines(missing)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Only_template_lines_that_name_their_file_are_updated()
    {
        _folder.Write("t.vtl", "#set($a = '\\\"<é')\n$a");
        const string before = """
            {
              "a": { "Fn::Join": [ "\n", [ "## t.vtl", "old" ] ] },
              "b": [ { "Fn::Join": [ "\n", [ "t.vtl", "old" ] ] }, { "Fn::Join": [ "-", [ "x", { "Ref": "y" } ] ] }, 1, null ]
            }
            """;

        var after = TemplateLines.Update(before, _folder.Path, out var count);

        Assert.Equal(1, count);
        Assert.Equal(
            """
            {
              "a": {
                "Fn::Join": [
                  "\n",
                  [
                    "## t.vtl",
                    "#set($a = '\\\"<é')",
                    "$a"
                  ]
                ]
              },
              "b": [
                {
                  "Fn::Join": [
                    "\n",
                    [
                      "t.vtl",
                      "old"
                    ]
                  ]
                },
                {
                  "Fn::Join": [
                    "-",
                    [
                      "x",
                      {
                        "Ref": "y"
                      }
                    ]
                  ]
                },
                1,
                null
              ]
            }
            """,
            after);
        Assert.Equal(after, TemplateLines.Update(after, _folder.Path, out _));
    }

    [Fact]
    public async Task The_templates_command_writes_the_file_only_when_it_changes_and_prints_what_it_did()
    {
        _folder.Write("t.vtl", "new");
        var template = _folder.Write("serverless.template", """{ "a": { "Fn::Join": [ "\n", [ "## t.vtl" ] ] } }""");

        Assert.Equal([$"1 mapping templates are written: {template}"], await RunAsync(template));
        Assert.Contains("\"new\"", await File.ReadAllTextAsync(template), StringComparison.Ordinal);
        Assert.Equal([$"1 mapping templates were already up to date: {template}"], await RunAsync(template));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(string template)
    {
        using var host = HostProcess.Start(["templates", "--template", template]);
        var (exitCode, output, errors) = await host.EndAsync();
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        return output;
    }
}
