using System.Text;

namespace LambdaStandIns.Tests.Template;

public class TemplateTextTests
{
    private const string Function = """[LambdaFunction(ResourceName = "A")] public void M() { }""";

    [Fact]
    public void Values_that_the_generator_does_not_own_are_written_in_a_normal_form()
    {
        using var project = new TemplateProject("""
            { /* lost */ "Resources": { },
            	"Mappings": { "numbers": [1.50, 1e3, 12345678901234567890123], "text": "\u00e5\/<&>", "date": "2026-01-02T03:04:05.000Z",
                "day": "2026-01-02",
                "twice": 1, "twice": 2, "empty": [{}, []], }
            }
            """);

        project.Build("");

        Assert.Equal(
            """
            {
              "Resources": {},
              "Mappings": {
                "numbers": [
                  1.5,
                  1000.0,
                  12345678901234567890123
                ],
                "text": "å/<&>",
                "date": "2026-01-02T03:04:05Z",
                "day": "2026-01-02",
                "twice": 2,
                "empty": [
                  {},
                  []
                ]
              }
            }
            """,
            project.Template);
    }

    [Fact]
    public void A_byte_order_mark_and_a_final_newline_are_removed_from_the_template()
    {
        using var project = new TemplateProject("\uFEFF{\n  \"Resources\": {}\n}\n");

        project.Build("");

        Assert.Equal(Encoding.ASCII.GetBytes("{\n  \"Resources\": {}\n}"), project.ReadBytes("serverless.template"));
    }

    [Fact]
    public void A_second_build_does_not_change_the_template()
    {
        using var project = new TemplateProject(properties: "");
        project.Build(Function);
        var first = project.Template;

        project.Build(Function);

        Assert.Equal(first, project.Template);
    }

    [StandInFact]
    public void A_template_that_already_matches_the_code_is_not_written()
    {
        using var project = new TemplateProject();
        project.Build(Function);
        var written = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(project.PathOf("serverless.template"), written);

        project.Build(Function);

        Assert.Equal(written, File.GetLastWriteTimeUtc(project.PathOf("serverless.template")));
    }

    [Theory]
    [InlineData("""{ "Resources": """)]
    [InlineData("""{ "Resources": {} } more""")]
    [InlineData("""{ "Resources": null }""")]
    [InlineData("""{ "Resources": [] }""")]
    [InlineData("""{ "Resources": { " ": { "Type": "AWS::Serverless::Function" } } }""")]
    [InlineData("""{ "Resources": { "Fn::ForEach::X": ["a", ["b"], {}] } }""")]
    [InlineData("""{ "Resources": { "A": { "Metadata": { "Tool": {} } } } }""")]
    [InlineData("""{ "Resources": { "A": { "Metadata": { "Tool": "Amazon.Lambda.Annotations" }, "Properties": null } } }""")]
    [InlineData("""{ "Resources": { "A": { "Metadata": { "Tool": "Amazon.Lambda.Annotations", "SyncedEvents": null } } } }""")]
    [InlineData("""{ "Resources": { "A": { "Metadata": { "Tool": "Amazon.Lambda.Annotations", "SyncedEventProperties": 1 } } } }""")]
    [InlineData(" \n")]
    public void A_template_that_cannot_be_synchronised_is_an_error_and_stays_unchanged(string template)
    {
        using var project = new TemplateProject(template);

        Assert.Equal(["AWSLambda0001"], project.BuildAndReport(Function));

        Assert.Equal(template, project.Template);
    }

    [StandInFact]
    public void Broken_JSON_in_the_template_is_reported_at_its_line()
    {
        using var project = new TemplateProject("{\n  \"Resources\": oops\n}");

        var span = Assert.Single(project.Compile(Function)).Location.GetLineSpan();

        Assert.Equal(project.PathOf("serverless.template"), span.Path);
        Assert.Equal(1, span.StartLinePosition.Line);
    }

    [StandInFact]
    public void A_YAML_template_gets_LambdaStandIn1001_and_stays_unchanged()
    {
        using var project = new TemplateProject("Resources: {}\n");

        Assert.Equal(["LambdaStandIn1001"], project.BuildAndReport(Function));

        Assert.Equal("Resources: {}\n", project.Template);
    }

    [Fact]
    public void Code_that_does_not_parse_does_not_change_the_template()
    {
        using var project = new TemplateProject("""{"Resources":{}}""");

        project.Compile($"{Function} public void");

        Assert.Equal("""{"Resources":{}}""", project.Template);
    }

    [Fact]
    public void Code_that_parses_but_does_not_compile_still_updates_the_template()
    {
        using var project = new TemplateProject("""{"Resources":{}}""");

        project.Compile($"{Function} public int N() => Missing;");

        Assert.NotNull(project["Resources.A"]);
    }

    [Fact]
    public void A_function_with_an_error_does_not_change_the_template()
    {
        using var project = new TemplateProject("""{"Resources":{}}""");

        Assert.Equal(["AWSLambda0106"], project.BuildAndReport("""[LambdaFunction(ResourceName = "not-valid")] public void M() { }"""));

        Assert.Equal("""{"Resources":{}}""", project.Template);
    }
}
