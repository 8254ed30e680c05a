using LocalGateway.Template;

namespace LocalGateway.Tests.Template;

public sealed class ReadingTests
{
    private const string Function = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: dotnet10
              Handler: A::B::C
              CodeUri: src
              Environment:
                Variables: {VARIABLES}
        """;

    [Fact]
    public void The_short_forms_of_YAML_have_the_same_value_as_the_long_forms()
    {
        var shortForm = Environment("{ Region: !Ref AWS::Region, Joined: !Join [ '-', [ a, !Sub '${AWS::AccountId}' ] ], Arn: !GetAtt Hello.Arn }");
        var longForm = Environment(
            "{ Region: { Ref: AWS::Region }, Joined: { 'Fn::Join': [ '-', [ a, { 'Fn::Sub': '${AWS::AccountId}' } ] ] }, Arn: { 'Fn::GetAtt': [ Hello, Arn ] } }");

        Assert.Equal("us-east-1", shortForm["Region"]);
        Assert.Equal("a-123456789012", shortForm["Joined"]);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:Hello", shortForm["Arn"]);
        Assert.Equal(longForm, shortForm);
    }

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("010", "8")]
    [InlineData("yes", "true")]
    [InlineData("Off", "false")]
    [InlineData("'yes'", "yes")]
    [InlineData("'010'", "010")]
    [InlineData("2012-10-17", "2012-10-17")]
    [InlineData("089", "089")]
    [InlineData("1_000", "1_000")]
    [InlineData(".5", "0.5")]
    [InlineData("+7", "7")]
    public void A_plain_scalar_is_read_by_the_rules_of_YAML_1_1(string scalar, string text) =>
        Assert.Equal(text, Environment($"{{ Value: {scalar} }}")["Value"]);

    [Fact]
    public void JSON_and_YAML_give_the_same_deployment()
    {
        var json = Templates.Read(
            """
            {
              "Transform": "AWS::Serverless-2016-10-31",
              "Resources": { "Hello": { "Type": "AWS::Serverless::Function", "Properties": {
                "Runtime": "dotnet10", "Handler": "A::B::C", "CodeUri": "src", "Environment": { "Variables": { "Limit": 5, "On": true } } } } }
            }
            """);

        Assert.Equal(Environment("{ Limit: 5, On: true }"), json.Functions["Hello"].Environment);
    }

    [Fact]
    public void The_diagnostic_for_invalid_JSON_has_the_line() =>
        Assert.Equal(
            ["template: line 2, column 16: ',' is an invalid start of a value."],
            Templates.Refused("{\n  \"Resources\": , }"));

    [Fact]
    public void A_key_that_appears_twice_in_JSON_is_refused_with_its_place() =>
        Assert.Equal(
            ["template: line 3, column 14: the key 'é' appears twice"],
            Templates.Refused("{ \"Resources\": {},\n  \"Metadata\":\n  { \"é\": 1,  \"é\": { \"a\": 1 } } }"));

    [Fact]
    public void The_diagnostic_for_a_duplicate_key_in_YAML_has_the_line() =>
        Assert.Equal(["template: line 2, column 1: the key 'Resources' appears twice"], Templates.Refused("Resources: {}\nResources: {}"));

    [Fact]
    public void The_diagnostic_for_invalid_YAML_has_the_line() =>
        Assert.StartsWith("template: line 3, column 1: ", Assert.Single(Templates.Refused("Resources:\n  a: [1, 2")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Resources: {}\n---\nResources: {}", "template: line 2, column 1: a template must be one YAML document, not several")]
    [InlineData("- a", "template: a template must be an object with a Resources section")]
    [InlineData("", "template: a template must be an object with a Resources section")]
    public void YAML_that_CloudFormation_does_not_support_is_refused(string text, string diagnostic) =>
        Assert.Equal([diagnostic], Templates.Refused(text));

    [Fact]
    public void The_diagnostic_for_a_null_value_names_its_place() =>
        Assert.Equal(
            ["Hello.Properties.Environment.Variables.Value: null values are not allowed in templates"],
            Templates.Refused(Function.Replace("{VARIABLES}", "{ Value: }", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Resources: {}", "Template.Resources: a template needs at least one resource")]
    [InlineData("Transform: Mine\nResources: { T: { Type: AWS::SNS::Topic } }", "Template.Transform: the macro 'Mine' cannot run on this machine: write its result into the template")]
    [InlineData("Resources: { A: { Type: AWS::Serverless::SimpleTable } }", "Template.Transform: AWS::Serverless resources need \"Transform\": \"AWS::Serverless-2016-10-31\"")]
    [InlineData("Resources: { T: { Properties: {} } }", "T.Type: is required")]
    [InlineData("Resources: { my-topic: { Type: AWS::SNS::Topic } }", "my-topic: a logical id can contain only letters and digits")]
    [InlineData("Resources: { T: { Type: AWS::SNS::Topic, Typo: 1 } }", "T.Typo: not supported")]
    public void The_sections_and_resource_entries_of_a_template_are_checked(string text, string diagnostic) =>
        Assert.Equal([diagnostic], Templates.Refused(text));

    [Fact]
    public void The_code_path_of_a_template_file_is_relative_to_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "serverless.template");
            File.WriteAllText(path, Function.Replace("{VARIABLES}", "{ A: b }", StringComparison.Ordinal));

            Assert.Equal(Path.Combine(folder.FullName, "src"), SamTemplate.Load(path, new TemplateOptions()).Functions["Hello"].CodePath);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyDictionary<string, string> Environment(string variables) =>
        Templates.Read(Function.Replace("{VARIABLES}", variables, StringComparison.Ordinal)).Functions["Hello"].Environment;
}
