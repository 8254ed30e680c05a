using LambdaStandIns.Tests.Generation;

namespace LambdaStandIns.Tests.Template;

public class AuthorizerTests
{
    private const string Route = """[LambdaFunction(ResourceName = "A"), RestApi(LambdaHttpMethod.Get, "/a")] public string M() => "";""";
    private const string Authorizer = """
        [LambdaFunction(ResourceName = "Check"), RestApiAuthorizer]
        public IAuthorizerResult C(APIGatewayCustomAuthorizerRequest request) => AuthorizerResults.Allow();
        """;

    private const string Check = """
        { "FunctionArn": { "Fn::GetAtt": ["Check", "Arn"] }, "Identity": { "Header": "Authorization" },
        "FunctionPayloadType": "TOKEN", "AuthorizerResultTtlInSeconds": 0 }
        """;

    [Fact]
    public void An_authorizer_in_the_template_has_its_resource_name_or_else_its_method_name()
    {
        using var project = new TemplateProject();

        project.Build($$"""
            {{Authorizer}}

            [LambdaFunction, RestApiAuthorizer(Type = RestApiAuthorizerType.Request, IdentityHeader = "X-Id", ResultTtlInSeconds = 60)]
            public IAuthorizerResult ById(APIGatewayCustomAuthorizerRequest request) => AuthorizerResults.Allow();
            """);

        project.AssertHolds("Resources.AnnotationsRestApi.Properties.Auth.Authorizers", $$$"""
            { "Check": {{{Check}}}, "ById": { "FunctionArn": { "Fn::GetAtt": ["AppFunctionsByIdGenerated", "Arn"] },
            "Identity": { "Header": "X-Id" }, "FunctionPayloadType": "REQUEST",
            "AuthorizerResultTtlInSeconds": 60 } }
            """);
    }

    [Fact]
    public void An_API_added_by_hand_keeps_its_values_and_gets_the_authorizers_of_the_code()
    {
        const string Mine = """
            { "StageName": "v1", "Auth": { "DefaultAuthorizer": "Mine",
            "Authorizers": { "Mine": { "UserPoolArn": "x" }, "Check": { "Identity": { "ReauthorizeEvery": 1 } } } } }
            """;
        using var project = new TemplateProject($$"""
            { "Resources": { "AnnotationsRestApi": { "Type": "AWS::Serverless::Api", "Properties": {{Mine}} } } }
            """);

        project.Build(Authorizer);

        project.AssertHolds("Resources.AnnotationsRestApi.Properties", """
            { "StageName": "v1", "Auth": { "DefaultAuthorizer": "Mine",
            "Authorizers": { "Mine": { "UserPoolArn": "x" }, "Check": { "Identity": { "ReauthorizeEvery": 1,
            "Header": "Authorization" }, "FunctionArn": { "Fn::GetAtt": ["Check", "Arn"] },
            "FunctionPayloadType": "TOKEN", "AuthorizerResultTtlInSeconds": 0 } } } }
            """);
    }

    [Fact]
    public void An_API_added_by_hand_keeps_an_authorizer_that_was_removed_from_the_code()
    {
        var template = $$"""
            { "Resources": { "AnnotationsRestApi": { "Type": "AWS::Serverless::Api",
            "Properties": { "Auth": { "Authorizers": { "Check": {{Check}} } } } } } }
            """;
        using var project = new TemplateProject(template);

        project.Build(Route);

        project.AssertHolds("Resources.AnnotationsRestApi.Properties.Auth.Authorizers", $$"""{"Check":{{Check}}}""");
    }

    [Fact]
    public void A_generated_API_loses_authorizers_that_were_removed_from_the_code()
    {
        using var project = new TemplateProject();
        project.Build($"{Route} {Authorizer}");

        project.Build($"{Route} {Authorizer.Replace("Check", "Examine", StringComparison.Ordinal)}");

        project.AssertHolds("Resources.AnnotationsRestApi.Properties.Auth.Authorizers", $$"""
            { "Examine": {{Check.Replace("Check", "Examine", StringComparison.Ordinal)}} }
            """);
        Assert.Null(project["Resources.Check"]);
    }

    [Fact]
    public void A_generated_API_is_removed_with_its_last_authorizer_and_the_references_one_build_later()
    {
        using var project = new TemplateProject();
        project.Build($"{Route} {Authorizer}");

        var reported = project.BuildAndReport(Route);

        Assert.Equal(GeneratorUnderTest.IsStandIn ? ["LambdaStandIn1002"] : [], reported);
        Assert.Null(project["Resources.AnnotationsRestApi"]);
        project.AssertHolds("Resources.A.Properties.Events.RootGet.Properties.RestApiId", """{"Ref":"AnnotationsRestApi"}""");

        project.Build(Route);

        Assert.Null(project["Resources.A.Properties.Events.RootGet.Properties.RestApiId"]);
    }

    [StandInFact]
    public void A_removed_authorizer_that_was_added_by_hand_gets_a_warning()
    {
        using var project = new TemplateProject("""
            {
              "Resources": {
                "AnnotationsRestApi": {
                  "Type": "AWS::Serverless::Api",
                  "Metadata": { "Tool": "Amazon.Lambda.Annotations" },
                  "Properties": { "Auth": { "Authorizers": { "Mine": { "UserPoolArn": "x" } } } }
                }
              }
            }
            """);

        Assert.Equal(["LambdaStandIn1003"], project.BuildAndReport(Authorizer));

        project.AssertHolds("Resources.AnnotationsRestApi.Properties.Auth.Authorizers", $$"""{"Check":{{Check}}}""");
    }

    [Fact]
    public void Authorizer_resources_from_early_generator_versions_are_removed()
    {
        const string Mark = """ "Metadata": { "Tool": "Amazon.Lambda.Annotations" } """;
        using var project = new TemplateProject($$"""
            {
              "Resources": {
                "Authorizer": { "Type": "AWS::ApiGateway::Authorizer", {{Mark}} },
                "HttpAuthorizer": { "Type": "AWS::ApiGatewayV2::Authorizer", {{Mark}} },
                "CheckAuthorizerPermission": { "Type": "AWS::Lambda::Permission", {{Mark}} },
                "AnnotationsHttpApi": { "Type": "AWS::Serverless::HttpApi", {{Mark}} },
                "Permission": { "Type": "AWS::Lambda::Permission", {{Mark}} },
                "Mine": { "Type": "AWS::ApiGateway::Authorizer" }
              }
            }
            """);

        project.Build("");

        project.AssertHolds("Resources", """
            { "Permission": { "Type": "AWS::Lambda::Permission",
            "Metadata": { "Tool": "Amazon.Lambda.Annotations" } },
            "Mine": { "Type": "AWS::ApiGateway::Authorizer" } }
            """);
    }
}
