using LocalGateway.Template;

namespace LocalGateway.Tests.Template;

public sealed class ParameterTests
{
    [Fact]
    public void A_given_value_replaces_the_default_of_a_parameter()
    {
        const string declaration = "{ Type: String, Default: dev }";

        Assert.Equal("dev", Value(declaration));
        Assert.Equal("live", Value(declaration, "live"));
    }

    [Theory]
    [InlineData("{ Type: String }", null, "Default: the parameter has no default: give it a value with --parameter Value=VALUE")]
    [InlineData("{ Type: String, AllowedValues: [a, b] }", "c", "AllowedValues: the value 'c' must be one of a, b")]
    [InlineData("{ Type: String, Default: x, AllowedValues: [a, b] }", null, "AllowedValues: the value 'x' must be one of a, b")]
    [InlineData("{ Type: String, AllowedPattern: '[a-z]+' }", "ab1", "AllowedPattern: the value 'ab1' does not match [a-z]+")]
    [InlineData("{ Type: String, MinLength: 3 }", "ab", "MinLength: the value 'ab' is shorter than 3")]
    [InlineData("{ Type: String, MaxLength: 1 }", "ab", "MaxLength: the value 'ab' is longer than 1")]
    [InlineData("{ Type: Number }", "many", "Type: the value 'many' is not a number")]
    [InlineData("{ Type: Number, MinValue: 2 }", "1", "MinValue: the value '1' is less than 2")]
    [InlineData("{ Type: Number, MaxValue: 2 }", "2.5", "MaxValue: the value '2.5' is more than 2")]
    [InlineData("{ Type: Text }", "a", "Type: 'Text' is not supported")]
    [InlineData("{ Type: String, Deafult: a }", "a", "Deafult: not supported")]
    [InlineData("{ Type: String, MinLength: 9, ConstraintDescription: nine at least }", "a", "MinLength: the value 'a' is shorter than 9 (nine at least)")]
    public void A_parameter_value_outside_its_constraints_is_refused(string declaration, string? value, string diagnostic) =>
        Assert.Equal([$"Parameters.Value.{diagnostic}"], value is null ? Templates.Refused(Text(declaration)) : Templates.Refused(Text(declaration), ("Value", value)));

    [Fact]
    public void Each_item_of_a_list_must_be_an_allowed_value() =>
        Assert.Contains(
            "Parameters.Value.AllowedValues: the value 'c' must be one of a, b",
            Templates.Refused(Text("{ Type: CommaDelimitedList, AllowedValues: [a, b] }"), ("Value", "a,c")));

    [Fact]
    public void The_diagnostic_does_not_contain_the_value_of_a_NoEcho_parameter() =>
        Assert.Equal(
            ["Parameters.Value.MinLength: the value is shorter than 20"],
            Templates.Refused(Text("{ Type: String, NoEcho: true, MinLength: 20 }"), ("Value", "hunter2")));

    [Fact]
    public void A_value_for_an_unknown_parameter_is_refused() =>
        Assert.Equal(
            ["Parameters.Stagee: a value is given, but the template declares no such parameter"],
            Templates.Refused(Text("{ Type: String, Default: a }"), ("Stagee", "prod")));

    [Fact]
    public void A_CommaDelimitedList_is_split_at_its_commas()
    {
        const string text = """
            Parameters: { Value: { Type: CommaDelimitedList } }
            Transform: AWS::Serverless-2016-10-31
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: { Runtime: dotnet10, Handler: h, CodeUri: ., Environment: { Variables: { V: !Join [ '|', !Ref Value ], W: !Select [ 1, !Ref Value ] } } }
            """;

        var variables = Templates.Read(text, ("Value", "a, b,c")).Functions["F"].Environment;

        Assert.Equal("a|b|c", variables["V"]);
        Assert.Equal("b", variables["W"]);
    }

    [Theory]
    [InlineData("AWS::Region", "eu-central-1")]
    [InlineData("AWS::AccountId", "111122223333")]
    [InlineData("AWS::StackName", "shop")]
    [InlineData("AWS::Partition", "aws")]
    [InlineData("AWS::URLSuffix", "amazonaws.com")]
    public void Pseudo_parameters_have_values(string name, string value)
    {
        var options = new TemplateOptions { Region = "eu-central-1", AccountId = "111122223333", StackName = "shop" };

        Assert.Equal(value, SamTemplate.Parse(Text("{ Type: String, Default: a }", name), options).Functions["F"].Environment["V"]);
    }

    private static string Value(string declaration, string? value = null) =>
        (value is null ? Templates.Read(Text(declaration)) : Templates.Read(Text(declaration), ("Value", value))).Functions["F"].Environment["V"];

    private static string Text(string declaration, string reference = "Value") => $$"""
        Parameters: { Value: {{declaration}} }
        Transform: AWS::Serverless-2016-10-31
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties: { Runtime: dotnet10, Handler: h, CodeUri: ., Environment: { Variables: { V: !Ref {{reference}} } } }
        """;
}
