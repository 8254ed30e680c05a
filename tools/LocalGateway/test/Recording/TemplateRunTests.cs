using LocalGateway.Model;
using LocalGateway.Recording;
using LocalGateway.Tests.Support;

namespace LocalGateway.Tests.Recording;

public sealed class TemplateRunTests
{
    private const string Response = """
        #set($name = $input.params('name'))
        #foreach($item in ["a", "b"])
        - $item
        #end
        {"name": "$name",
         "from": "$input.params('X-From')"}
        """;

    private static Task<RecordedGateway> StartAsync(string response = Response, string request = """{"statusCode": 200}""") =>
        RecordedGateway.StartAsync(new()
        {
            Methods =
            [
                Methods.Of(new MockIntegration
                {
                    RequestTemplates = Methods.Json(request),
                    Responses = [Methods.Response(200) with { ResponseTemplates = Methods.Json(response) }],
                }),
            ],
        });

    [Fact]
    public async Task Each_value_has_the_line_that_set_it()
    {
        await using var gateway = await StartAsync();
        var record = await gateway.SendAsync("POST", "/?name=sam");

        var run = record.Render(1)!;

        Assert.Equal(
            [new AssignedValue(1, "$name", "sam"), new AssignedValue(2, "$item", "a"), new AssignedValue(2, "$item", "b")],
            run.Values);
    }

    [Fact]
    public async Task Each_part_of_the_output_has_the_line_that_made_it()
    {
        await using var gateway = await StartAsync();
        var record = await gateway.SendAsync("POST", "/?name=sam");

        var run = record.Render(1)!;

        Assert.Equal(record.Open().Templates[1].Output.Text, string.Concat(run.Output.Select(part => part.Text)));
        Assert.Equal([3, 3, 5], run.Output.Where(part => part.IsValue).Select(part => part.Line));
        Assert.Equal(new OutputPart("sam", 5, IsValue: true), run.Output.Single(part => part.Text == "sam"));
        Assert.Contains(run.Output, part => part is { Line: 6, IsValue: false } && part.Text.Contains("\"from\"", StringComparison.Ordinal));
        Assert.Lacks(run.Output, part => part.Line == 0);
    }

    [Fact]
    public async Task The_output_has_its_lines_also_after_an_interpolated_string()
    {
        await using var gateway = await StartAsync("#set($name = \"$input.params('name')!\")\n{\"name\": \"$name\"}");

        var run = (await gateway.SendAsync("POST", "/?name=sam")).Render(1)!;

        Assert.Equal(new OutputPart("sam!", 2, IsValue: true), Assert.Single(run.Output, part => part.IsValue));
    }

    [Fact]
    public async Task A_reference_that_does_not_exist_is_named_with_the_members_that_exist()
    {
        await using var gateway = await StartAsync("""
            ## $context.comment
            #set($context.responseOverride.header.X-One = "1")
            $context.identity.sourceIp $context.identity.sourceip.length() ${context.identity['sourceIp']}
            $!{context.nothing.at.all}
            """);

        var run = (await gateway.SendAsync("POST", "/")).Render(1)!;

        Assert.Equal([(3, "$context.identity.sourceip", "$context.identity"), (4, "$context.nothing", "$context")],
            run.Unknown.Select(unknown => (unknown.Line, unknown.Name, unknown.Owner)));
        Assert.Contains("sourceIp", run.Unknown[0].Members);
    }

    [Fact]
    public async Task A_changed_template_is_rendered_with_the_recorded_input()
    {
        await using var gateway = await StartAsync();
        var record = await gateway.SendAsync("POST", "/?name=sam");

        var run = record.Render(1, "Hello $input.params('name')!")!;

        Assert.Equal("Hello sam!", string.Concat(run.Output.Select(part => part.Text)));
        Assert.Null(run.Error);
        Assert.Equal(Response, record.Open().Templates[1].Source);
    }

    [Theory]
    [InlineData("one\n#if($x)", 2)]
    [InlineData("one\ntwo $util.parseJson('{')", 2)]
    public async Task An_error_has_its_line_and_column(string source, int line)
    {
        await using var gateway = await StartAsync();
        var record = await gateway.SendAsync("POST", "/?name=sam");

        var error = record.Render(1, source)!.Error;

        Assert.Equal(line, error?.Line);
        Assert.True(error?.Column >= 1);
        Assert.NotEmpty(error!.Message);
    }

    [Fact]
    public async Task A_response_template_sees_what_the_request_template_has_set()
    {
        await using var gateway = await StartAsync(
            "$context.responseOverride.header.X-Own#set($context.responseOverride.status = 404)",
            """#set($context.responseOverride.header.X-Own = "set before"){"statusCode": 200}""");
        var record = await gateway.SendAsync("POST", "/");

        var run = record.Render(1)!;

        Assert.Equal(404, record.Status);
        Assert.Equal("set before", string.Concat(run.Output.Select(part => part.Text)));
        Assert.Equal(404, run.Status);
        Assert.Equal([new RecordedHeader("X-Own", "set before")], run.ReplyHeaders);
        Assert.Equal([new AssignedValue(1, "$context.responseOverride.status", "404")], run.Values);
    }

    [Fact]
    public async Task A_secret_in_the_output_is_masked()
    {
        await using var gateway = await StartAsync();
        var record = await gateway.SendAsync("POST", "/", null, ("Authorization", "Bearer very-secret-value"));

        var run = record.Render(1, "#set($a = $input.params('Authorization'))\nx $a")!;

        Assert.Equal("x (masked)", string.Concat(run.Output.Select(part => part.Text)));
        Assert.Equal("(masked)", Assert.Single(run.Values).Value);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task A_template_that_the_record_does_not_have_is_not_rendered(int index)
    {
        await using var gateway = await StartAsync();

        Assert.Null((await gateway.SendAsync("POST", "/")).Render(index));
    }
}
