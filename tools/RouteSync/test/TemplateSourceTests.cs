using RouteSync.Declarations;
using RouteSync.MappingTemplates;

namespace RouteSync.Tests;

public sealed class TemplateSourceTests : IDisposable
{
    private static readonly TemplateSource Source =
        new(() => [new DeclaredProblem("lost", 404, "It is lost", "urn:sample:lost", "", []) { Declaration = "Problems.One" }]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Comment_lines_indentation_and_empty_lines_are_removed_from_a_mapping_template()
    {
        var path = _folder.Write("t.vtl", "## What it does.\n#if($x)\n  {\"a\": 1}##\n\n  ## Why.\n#end  \n");

        Assert.Equal(["#if($x)", "{\"a\": 1}##", "#end"], Source.Lines(path));
    }

    [Fact]
    public void A_parse_directive_is_replaced_by_the_lines_of_a_file_relative_to_the_parsing_file()
    {
        Directory.CreateDirectory(_folder.File("shared"));
        _folder.Write("shared/inner.vtl", "inner");
        _folder.Write("shared/outer.vtl", "before\n#parse(\"inner.vtl\")\nafter");

        var path = _folder.Write("t.vtl", "1\n  #parse(\"shared/outer.vtl\")\n2");

        Assert.Equal(["1", "before", "inner", "after", "2"], Source.Lines(path));
    }

    [Fact]
    public void The_error_names_a_file_that_parses_itself_or_is_missing()
    {
        var loop = _folder.Write("loop.vtl", "#parse(\"loop.vtl\")");
        var missing = _folder.Write("missing.vtl", "#parse(\"none.vtl\")");

        Assert.Equal(
            $"The mapping template {loop} parses itself.",
            Assert.Throws<RouteSyncException>(() => Source.Lines(loop)).Message);
        Assert.StartsWith(
            $"The mapping template {_folder.File("none.vtl")} cannot be read: ",
            Assert.Throws<RouteSyncException>(() => Source.Lines(missing)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t.vtl", 3, 5)]
    [InlineData("shared.vtl", 2, 3)]
    public void The_error_of_broken_VTL_names_the_place_in_the_file_that_has_it(string file, int line, int column)
    {
        _folder.Write("shared.vtl", file == "shared.vtl" ? "## Why.\n  #set($a = )\n" : "fine");
        var path = _folder.Write("t.vtl", $"## What.\n#parse(\"shared.vtl\")\n    {(file == "t.vtl" ? "#set($a = )" : "fine")}\n");

        var message = Assert.Throws<RouteSyncException>(() => Source.Lines(path)).Message;

        Assert.StartsWith($"{_folder.File(file)}({line},", message, StringComparison.Ordinal);
        Assert.True(int.Parse(message.Split(',', ')')[1], System.Globalization.CultureInfo.InvariantCulture) >= column);
    }

    [Fact]
    public void A_block_without_an_end_is_reported_in_the_file()
    {
        var path = _folder.Write("t.vtl", "#if($x)\n  text\n");

        Assert.StartsWith($"{path}(", Assert.Throws<RouteSyncException>(() => Source.Lines(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_directive_is_replaced_by_an_assignment_of_the_declared_problem() => Assert.Equal(
        ["""#set($problem = {"type": "urn:sample:lost", "status": 404, "code": "lost", "title": "It is lost"})"""],
        Source.Lines(_folder.Write("t.vtl", "  #problem(\"lost\")")));

    [Fact]
    public void The_error_names_a_problem_that_the_api_does_not_declare()
    {
        var path = _folder.Write("t.vtl", "#problem(\"gone\")");

        Assert.Equal(
            $"{path}: the API declares no problem with the code gone.",
            Assert.Throws<RouteSyncException>(() => Source.Lines(path)).Message);
    }

    [Fact]
    public void The_error_names_a_title_that_would_break_the_template()
    {
        var source = new TemplateSource(() => [new DeclaredProblem("lost", 404, "It costs $5", "urn:sample:lost", "", []) { Declaration = "Problems.One" }]);

        Assert.Equal(
            """A mapping template cannot contain the title of the problem lost: 'It costs $5' has one of " \ $ # or a control character.""",
            Assert.Throws<RouteSyncException>(() => source.Lines(["#problem(\"lost\")"], "t", ".")).Message);
    }
}
