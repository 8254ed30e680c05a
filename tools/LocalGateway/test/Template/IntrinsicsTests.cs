namespace LocalGateway.Tests.Template;

public sealed class IntrinsicsTests
{
    [Theory]
    [InlineData("!Ref Table", "Orders")]
    [InlineData("!GetAtt Table.Arn", "arn:aws:dynamodb:us-east-1:123456789012:table/Orders")]
    [InlineData("!Sub '${Table}-${AWS::Region}'", "Orders-us-east-1")]
    [InlineData("!Sub '${Table.Arn}/index/*'", "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/index/*")]
    [InlineData("!Sub '${!Table} stays, $Table too'", "${Table} stays, $Table too")]
    [InlineData("!Sub [ '${Name}/${Table}', { Name: !Ref Size } ]", "small/Orders")]
    [InlineData("!Join [ '', [ a, !Ref Size, 3, true ] ]", "asmall3true")]
    [InlineData("!Join [ '-', [ a, !Ref AWS::NoValue, b ] ]", "a-b")]
    [InlineData("!Select [ 1, [ a, b ] ]", "b")]
    [InlineData("!Select [ '0', !Split [ '/', 'x/y' ] ]", "x")]
    [InlineData("!Join [ ',', !Split [ '|', 'a||b' ] ]", "a,,b")]
    [InlineData("!FindInMap [ Sizes, !Ref Size, Units ]", "10")]
    [InlineData("!If [ IsSmall, yes!, no! ]", "yes!")]
    [InlineData("!If [ IsLive, yes!, no! ]", "no!")]
    [InlineData("{ 'Fn::Base64': !Sub 'a${Size}' }", "YXNtYWxs")]
    public void An_intrinsic_function_is_replaced_by_its_value(string function, string value) =>
        Assert.Equal(value, Templates.Read(Text(function)).Functions["F"].Environment["V"]);

    [Fact]
    public void NoValue_removes_the_property() =>
        Assert.False(Templates.Read(Text("!If [ IsLive, a, !Ref AWS::NoValue ]")).Functions["F"].Environment.ContainsKey("V"));

    [Theory]
    [InlineData("IsSmall", true)]
    [InlineData("IsLive", false)]
    [InlineData("Both", false)]
    [InlineData("Either", true)]
    [InlineData("NotLive", true)]
    public void A_condition_may_combine_other_conditions(string condition, bool holds) =>
        Assert.Equal(holds ? "1" : "2", Templates.Read(Text($"!If [ {condition}, 1, 2 ]")).Functions["F"].Environment["V"]);

    [Theory]
    [InlineData("!Ref Nothing", "refers to 'Nothing', which is neither a resource nor a parameter of the template")]
    [InlineData("!GetAtt Nothing.Arn", "refers to 'Nothing', which is neither a resource nor a parameter of the template")]
    [InlineData("!Sub '${Nothing}'", "refers to 'Nothing', which is neither a resource nor a parameter of the template")]
    [InlineData("!Sub '${Table.Nothing}'", "'Table' (AWS::DynamoDB::Table) has no supported attribute 'Nothing'")]
    [InlineData("!Sub '${a b}'", "'${a b}' is not a variable of Fn::Sub; write '${!' for a literal '${'")]
    [InlineData("!Ref LiveTable", "refers to 'LiveTable', which is not in the stack because its condition IsLive is false")]
    [InlineData("!If [ Nothing, a, b ]", "the template has no condition 'Nothing'")]
    [InlineData("!FindInMap [ Sizes, huge, Units ]", "the Mappings section has no Sizes.huge.Units")]
    [InlineData("!Select [ 2, [ a, b ] ]", "Fn::Select asks for item 2 of a list of 2")]
    [InlineData("!Join [ a, b ]", "Fn::Join needs a delimiter and a list")]
    [InlineData("!Split [ '', b ]", "Fn::Split needs a delimiter and a string")]
    [InlineData("!ImportValue Other", "the export 'Other' of another stack has no value on this machine: give it with --parameter 'import:Other=VALUE'")]
    [InlineData("!Equals [ a, b ]", "Fn::Equals is allowed only in the Conditions section")]
    [InlineData("{ Ref: Table, Other: 1 }", "Ref must be the only member of its object")]
    public void The_diagnostic_says_why_an_intrinsic_function_cannot_be_resolved(string function, string reason) =>
        Assert.Equal([$"F.Properties.Environment.Variables.V: {reason}"], Templates.Refused(Text(function)));

    [Fact]
    public void A_resource_whose_condition_is_false_is_not_deployed() => Assert.Equal(["Table"], Templates.Read(Text("a")).Tables.Keys);

    [Theory]
    [InlineData("Live: !Equals [ !Ref Table, a ]", "Conditions.Live: 'Table' is not a parameter; only parameters can be used here")]
    [InlineData("A: !Not [ !Condition B ]\n  B: !Not [ !Condition A ]", "Conditions.B: the condition 'A' depends on itself")]
    [InlineData("A: !Condition B", "Conditions.A: the template has no condition 'B'")]
    public void The_diagnostic_says_why_a_condition_cannot_be_evaluated(string conditions, string diagnostic) =>
        Assert.Equal([diagnostic], Templates.Refused($"Conditions:\n  {conditions}\nResources: {{ Table: {{ Type: AWS::SNS::Topic }} }}"));

    [Fact]
    public void A_reference_to_nothing_is_also_found_in_resources_and_outputs_without_a_local_meaning() =>
        Assert.Equal(
            [
                "Alarm.DependsOn: the template has no resource 'Gone'",
                "Alarm.Properties.Dimensions[0].Value: refers to 'Nothing', which is neither a resource nor a parameter of the template",
                "Outputs.Url.Condition: the template has no condition 'Never'",
                "Outputs.Url.Value: refers to 'Missing', which is neither a resource nor a parameter of the template",
            ],
            Templates.Refused("""
                Resources:
                  Alarm:
                    Type: AWS::CloudWatch::Alarm
                    DependsOn: Gone
                    Properties: { Dimensions: [ { Value: !GetAtt Nothing.Name } ] }
                Outputs:
                  Url: { Condition: Never, Value: !Sub 'https://${Missing}' }
                """));

    private static string Text(string value) => $$"""
        Transform: AWS::Serverless-2016-10-31
        Parameters: { Size: { Type: String, Default: small }, Stage: { Type: String, Default: dev } }
        Mappings: { Sizes: { small: { Units: 10 }, large: { Units: 90 } } }
        Conditions:
          IsSmall: !Equals [ !Ref Size, small ]
          IsLive: !Equals [ !Ref Stage, live ]
          Both: !And [ !Condition IsSmall, !Condition IsLive ]
          Either: !Or [ !Condition IsSmall, !Condition IsLive ]
          NotLive: !Not [ !Condition IsLive ]
        Resources:
          Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Sub 'Orders', KeySchema: [ { AttributeName: pk, KeyType: HASH } ] } }
          LiveTable: { Type: AWS::DynamoDB::Table, Condition: IsLive, Properties: { KeySchema: [ { AttributeName: pk, KeyType: HASH } ] } }
          F:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: dotnet10
              Handler: h
              CodeUri: .
              Environment: { Variables: { V: {{value}} } }
        """;
}
