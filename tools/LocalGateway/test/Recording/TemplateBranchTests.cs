using LocalGateway.Recording;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording;

/// <summary>Which branches of a template were taken, and which of them led to the status of the reply.</summary>
public sealed class TemplateBranchTests
{
    private const string Response = """
        #set($id = $input.params("id"))
        #set($problem = "")
        #if($id == "")
        #set($problem = "The id is missing")
        #elseif(!$id.matches("[0-9]+"))
        #set($problem = "The id is not a number")
        #else
        #set($other = 1)
        #end
        #if($input.params().header.containsKey("X-None"))
        none
        #end
        #if($problem != "")
        #set($context.responseOverride.status = 400)
        {"title": "$problem"}
        #end
        """;

    private static async Task<RequestRecord> SendAsync(string target, string response = Response, params (string, string)[] headers)
    {
        await using var gateway = await RecordedGateway.StartAsync(new() { Methods = [Methods.Mock(response)] });
        return await gateway.SendAsync("POST", target, null, headers);
    }

    private static string Text(TemplateBranch branch) =>
        $"{branch.Line} {(branch.IsTaken ? "taken" : "not taken")}{string.Concat(branch.Values.Select(value => $" {value.Name}={value.Value}"))}";

    [Fact]
    public async Task Each_condition_has_its_line_its_values_and_whether_it_was_true()
    {
        var run = (await SendAsync("/?id=x")).Render(1)!;

        Assert.Equal(
            ["3 not taken $id=x", "5 taken $id=x", "10 not taken $input.params().header.containsKey(…)=false", "13 taken $problem=The id is not a number"],
            run.Branches.Select(Text));
    }

    [Fact]
    public async Task An_else_is_a_branch_too()
    {
        var run = (await SendAsync("/?id=7")).Render(1)!;

        Assert.Equal(["3 not taken $id=7", "5 not taken $id=7", "7 taken"], run.Branches.Take(3).Select(Text));
        Assert.Null(run.StatusSetBy);
    }

    [Fact]
    public async Task The_line_of_the_status_names_the_branches_that_led_to_it()
    {
        var record = await SendAsync("/?id=x");

        var set = record.Open().StatusSetBy!;
        Assert.Equal((1, 14), (set.Template, set.Line));
        Assert.Equal(["5 taken $id=x", "13 taken $problem=The id is not a number"], set.Because.Select(Text));
        Assert.Equal([null, 200], record.Open().Templates.Select(template => template.Status));
        Assert.Equal("The id is not a number", record.Reason);
    }

    [Fact]
    public async Task Reading_the_values_of_a_condition_changes_nothing()
    {
        const string Template = """
            #set($list = [])
            #define($block)#set($n = $n + 1)#end
            #set($n = 0)
            #if($list.add("a") && $list.size() == 1 && "$block" == "" && $text.substring(5) == "")
            $list.size() $n
            #end
            """;

        var record = await SendAsync("/", Template);

        Assert.Equal(record.Open().Templates[1].Output.Text, string.Concat(record.Render(1)!.Output.Select(part => part.Text)));
        Assert.Equal("1 1", record.Open().Templates[1].Output.Text.Trim());
    }

    [Fact]
    public async Task A_secret_in_a_condition_is_masked()
    {
        var record = await SendAsync("/", """#if($input.params("Authorization") != "")signed in#end""", ("Authorization", "a-secret-token"));

        Assert.Equal("1 taken $input.params(…)=(masked)", Text(Assert.Single(record.Render(1)!.Branches)));
    }
}
