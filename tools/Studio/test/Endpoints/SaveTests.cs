using Studio.Templates;

namespace Studio.Tests.Endpoints;

public sealed class SaveTests
{
    private static Task<(int Status, System.Text.Json.Nodes.JsonNode? Answer)> SaveAsync(StudioHost host, string source) =>
        host.PostAsync("records/1/save", new { template = 1, source });

    [Fact]
    public async Task A_template_of_a_YAML_block_is_saved_there_and_the_rest_of_the_file_stays()
    {
        await using var host = await StudioHost.StartAsync();
        var record = await host.SendAsync("GET", "/hello");
        var before = await File.ReadAllTextAsync(host.TemplateFile);
        var source = record.Open().Templates[1].Source;

        var (status, answer) = await SaveAsync(host, source.Replace("\"nobody\"", "\"somebody\"", StringComparison.Ordinal));

        Assert.Equal((200, "template.yaml"), (status, (string?)answer!["file"]));
        Assert.Equal(before.Replace("\"nobody\"", "\"somebody\"", StringComparison.Ordinal), await File.ReadAllTextAsync(host.TemplateFile));
    }

    [Fact]
    public async Task A_template_with_an_error_is_not_saved()
    {
        await using var host = await StudioHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        var before = await File.ReadAllTextAsync(host.TemplateFile);

        var (status, answer) = await SaveAsync(host, "#if($x)");

        Assert.Equal(409, status);
        Assert.StartsWith("a template with an error is not saved (line 1, column ", (string?)answer!["message"], StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(host.TemplateFile));
    }

    [Fact]
    public async Task A_template_that_comes_from_a_vtl_file_is_saved_in_this_file()
    {
        const string Text = "{\"text\": \"one\",\n\"more\": 1}";
        await using var host = await StudioHost.StartAsync(
            change: template => template.Replace(
                "application/json: $input.json('$.Item')",
                "application/json: \"## Own/One.response.vtl\\n{\\\"text\\\": \\\"one\\\",\\n\\\"more\\\": 1}\"",
                StringComparison.Ordinal),
            files: ("src/Own/One.response.vtl", Text + "\n"));
        await host.SendAsync("GET", "/things/1");
        var before = await File.ReadAllTextAsync(host.TemplateFile);

        var (status, answer) = await SaveAsync(host, "## Own/One.response.vtl\n{\"text\": \"two\"}");

        Assert.Equal((200, Path.Combine("src", "Own", "One.response.vtl")), (status, (string?)answer!["file"]));
        Assert.Equal("{\"text\": \"two\"}\n", await File.ReadAllTextAsync(Path.Combine(host.Folder, "src", "Own", "One.response.vtl")));
        Assert.Equal(before, await File.ReadAllTextAsync(host.TemplateFile));
    }

    [Fact]
    public void Lines_of_a_JSON_list_keep_their_indentation_and_their_commas()
    {
        const string File = "{\n  \"Fn::Join\": [\"\\n\", [\n    \"## one\",\n    \"#set($a = \\\"x\\\")\",\n    \"$a\"\n  ]]\n}\n";

        var (text, problem) = TemplatePlace.Replace(File, "## one\n#set($a = \"x\")\n$a", "## one\n$b", everywhere: false);

        Assert.Null(problem);
        Assert.Equal(
            "{\n  \"Fn::Join\": [\"\\n\", [\n    \"## one\",\n    \"$b\"\n  ]]\n}\n",
            text);
    }

    [Fact]
    public void A_JSON_string_of_several_lines_stays_one_string()
    {
        var (text, _) = TemplatePlace.Replace("{\"a\": \"one\\ntwo\"}", "one\ntwo", "one\nthree \"3\"", everywhere: false);

        Assert.Equal("{\"a\": \"one\\nthree \\\"3\\\"\"}", text);
    }

    [Theory]
    [InlineData("  one\n  two\n", "one\nthree", "the file does not contain the template as a whole")]
    [InlineData("  one\n  two\n\n    one\n    two\n", "one\ntwo", "the file contains the template more than once")]
    public void A_template_without_exactly_one_place_is_not_saved(string file, string template, string expected)
    {
        var (text, problem) = TemplatePlace.Replace(file, template, "new", everywhere: false);

        Assert.Null(text);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void Every_place_of_a_template_is_replaced_on_demand()
    {
        var (text, _) = TemplatePlace.Replace("  one\n  two\n\n    one\n    two\n", "one\ntwo", "one\nthree", everywhere: true);

        Assert.Equal("  one\n  three\n\n    one\n    three\n", text);
    }

    [Theory]
    [InlineData("#set($a = 1)\n$a $b $c\n", "#set($a = 2)\n$a $b $c\n", "  #set($a = 1)\n$a", "  #set($a = 2)\n$a")]
    [InlineData("#set($a = 1)", "#set($a = 1)\n#set($b = 1)", "#set($a = 1)", "#set($a = 1)")]
    [InlineData("#end", "#end ##", "#end", "#end")]
    public void Only_lines_that_a_change_replaces_one_for_one_are_replaced_in_other_templates(string before, string after, string other, string expected) =>
        Assert.Equal(expected, ChangedLines.Between(before, after).Apply(other));

    [Fact]
    public async Task A_template_that_the_file_does_not_have_any_more_is_not_saved()
    {
        await using var host = await StudioHost.StartAsync();
        var source = (await host.SendAsync("GET", "/hello")).Open().Templates[1].Source;
        var changed = source.Replace("nobody", "somebody", StringComparison.Ordinal);
        Assert.Equal(200, (await SaveAsync(host, changed)).Status);

        var (status, answer) = await SaveAsync(host, source.Replace("nobody", "anybody", StringComparison.Ordinal));

        Assert.Equal((409, "the file has a newer version of this template"), (status, (string?)answer!["message"]));
        Assert.Equal(changed, (string?)(await host.PostAsync("records/1/version", new { template = 1 })).Answer!["text"]);
        // The page that has saved it goes on with the saved text.
        var (again, _) = await host.PostAsync("records/1/save", new { template = 1, source = changed + " ", original = changed });
        Assert.Equal(200, again);
    }
}
