using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

public sealed class GlobalsTests
{
    [Fact]
    public void Properties_of_a_function_win_over_Globals_and_objects_are_merged_member_by_member()
    {
        var function = Read("Function: { Runtime: dotnet10, Handler: h, CodeUri: src, Timeout: 9, MemorySize: 256, Environment: { Variables: { A: global, B: global } } }",
            "Timeout: 20, Environment: { Variables: { B: own, C: own } }").Functions["F"];

        Assert.Equal((TimeSpan.FromSeconds(20), 256), (function.Timeout, function.MemorySize));
        Assert.Equal(new Dictionary<string, string> { ["A"] = "global", ["B"] = "own", ["C"] = "own" }, function.Environment);
    }

    [Fact]
    public void An_intrinsic_function_is_not_merged_with_the_object_in_Globals() =>
        Assert.Equal(
            new Dictionary<string, string> { ["B"] = "own" },
            Read(
                "Function: { Runtime: dotnet10, Handler: h, CodeUri: src, Environment: { Variables: { A: global } } }",
                "Environment: { 'Fn::If': [ Always, { Variables: { B: own } }, { Variables: { B: other } } ] }").Functions["F"].Environment);

    [Fact]
    public void Lists_are_concatenated_with_the_items_of_Globals_first()
    {
        var api = Read(
            "Function: { Runtime: dotnet10, Handler: h, CodeUri: src }\n  Api: { BinaryMediaTypes: [ image~1png ], MethodSettings: [ { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 5 } ] }",
            "Timeout: 3").RestApis.Single();

        Assert.Equal(["image/png", "application/pdf"], api.BinaryMediaTypes);
        Assert.Equal(["/*", "/a"], api.Stage.MethodSettings.Select(setting => setting.ResourcePath));
    }

    [Fact]
    public void The_implicit_API_takes_its_settings_from_Globals()
    {
        var api = Templates.Read("Globals: { Api: { Cors: \"'*'\", Variables: { color: blue } } }\n" + Templates.WithEvents("", "{ Path: /a, Method: get }")).RestApis.Single();

        Assert.Equal(["GET /a", "OPTIONS /a"], api.Routes());
        Assert.Equal("blue", api.Stage.Variables["color"]);
    }

    [Theory]
    [InlineData("Function: { Role: a }", "Globals.Function.Role: SAM does not support this property in Globals")]
    [InlineData("Api: { DefinitionBody: {} }", "Globals.Api.DefinitionBody: SAM does not support this property in Globals")]
    [InlineData("Bucket: {}", "Globals.Bucket: not supported")]
    [InlineData("Api: []", "Globals.Api: must be an object")]
    public void A_property_that_SAM_does_not_support_in_Globals_is_refused(string globals, string diagnostic) =>
        Assert.Equal([diagnostic], Templates.Refused($"Globals: {{ {globals} }}\nResources: {{ T: {{ Type: AWS::SNS::Topic }} }}"));

    private static Deployment Read(string globals, string function) => Templates.Read($$"""
        Transform: AWS::Serverless-2016-10-31
        Conditions: { Always: !Equals [ a, a ] }
        Globals:
          {{globals}}
        Resources:
          F: { Type: AWS::Serverless::Function, Properties: { {{function}} } }
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              BinaryMediaTypes: [ application/pdf ]
              MethodSettings: [ { ResourcePath: /a, HttpMethod: GET } ]
        """);
}
