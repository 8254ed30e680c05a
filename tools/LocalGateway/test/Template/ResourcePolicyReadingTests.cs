using LocalGateway.Model;
using LocalGateway.Template;

namespace LocalGateway.Tests.Template;

/// <summary>Resource policies in templates. The expected values of SAM's lists are the output of the SAM translator.</summary>
public sealed class ResourcePolicyReadingTests
{
    [Fact]
    public void The_lists_of_a_ResourcePolicy_become_statements_for_each_path()
    {
        var api = Read("""
            ResourcePolicy:
              IpRangeWhitelist: [ 192.0.2.0/24 ]
              IpRangeBlacklist: 198.51.100.7
              SourceVpcBlacklist: [ vpc-1, vpce-2, other ]
              IntrinsicVpceWhitelist: [ !Ref Endpoint ]
              AwsAccountWhitelist: [ '123456789012' ]
              CustomStatements: { Effect: Allow, Principal: '*', Action: 'execute-api:*', Resource: '*' }
            """);

        Assert.Equal(
            [
                "Allow execute-api:/v1/GET/a/* ",
                """Deny execute-api:/v1/GET/a/* {"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24"]}}""",
                """Deny execute-api:/v1/GET/a/* {"IpAddress":{"aws:SourceIp":["198.51.100.7"]}}""",
                """Deny execute-api:/v1/GET/a/* {"StringEquals":{"aws:SourceVpc":["vpc-1"],"aws:SourceVpce":["vpce-2"]}}""",
                """Deny execute-api:/v1/GET/a/* {"StringNotEquals":{"aws:SourceVpce":["ENDPOINT"]}}""",
                "Allow * ",
            ],
            api.ResourcePolicy!.Select(Shown).Select(text => text.Contains("StringNotEquals", StringComparison.Ordinal) ? Endpoint(text) : text));

        // The id of a resource that is left aside is not fixed.
        static string Endpoint(string text) => string.Concat(text.AsSpan(0, text.IndexOf("[\"", StringComparison.Ordinal) + 2), "ENDPOINT\"]}}");
    }

    [Fact]
    public void The_ResourcePolicy_of_an_event_concerns_its_path()
    {
        var api = Read("", "ResourcePolicy: { IpRangeBlacklist: [ 192.0.2.1 ] }");

        Assert.Equal(
            ["Allow execute-api:/v1/GET/a/* ", """Deny execute-api:/v1/GET/a/* {"IpAddress":{"aws:SourceIp":["192.0.2.1"]}}"""],
            api.ResourcePolicy!.Select(Shown));
    }

    [Fact]
    public void An_API_without_a_policy_has_none_and_an_API_for_accounts_only_has_one_without_statements()
    {
        Assert.Null(Read("").ResourcePolicy);
        Assert.Empty(Read("ResourcePolicy: { AwsAccountWhitelist: [ '123456789012' ] }").ResourcePolicy!);
    }

    [Theory]
    [InlineData("Principal: '*', Action: '*', Resource: '*', Condition: { StringMatches: { a: b } }", "Condition: the operator StringMatches is not supported")]
    [InlineData("Principal: '*', Action: '*', Resource: '*', Condition: { 'Some:StringLike': { a: b } }", "Condition: the operator Some:StringLike is not supported")]
    [InlineData("Principal: '*', Action: '*', Resource: '*', Condition: { StringLike: { a: '${aws:username}' } }", "Condition: the value of a has a policy variable, which is not supported")]
    [InlineData("Principal: '*', Action: '*', Resource: '*', Condition: { StringLike: { a: { b: c } } }", "Condition: the value of a must be a text or a list of texts")]
    [InlineData("Principal: '*', Action: '*', Resource: '*', Condition: { StringLike: a }", "Condition: StringLike must be an object")]
    [InlineData("Action: '*', Resource: '*'", "Principal: is required")]
    public void A_statement_that_cannot_be_evaluated_is_refused(string statement, string reason) => Assert.Equal(
        [$"Plain.Properties.Body.x-amazon-apigateway-policy.Statement[0].{reason}"],
        Templates.Refused($$"""
            Resources:
              Plain:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Policy: { Version: 2012-10-17, Statement: [ { Effect: Allow, {{statement}} } ] }
            """));

    [Theory]
    [InlineData("{ Condition: { a: !Select [ 5, [ x ] ] } }", "Fn::Select asks for item 5")]
    [InlineData("{ Effect: Allow, Principal: '*', Condition: { Odd: { a: b } } }", "the operator Odd is not supported")]
    public void In_a_partial_deployment_a_policy_that_cannot_be_evaluated_is_left_aside_and_named(string statement, string reason)
    {
        var deployment = SamTemplate.Parse(
            $$"""
            {{Templates.Sam}}Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  DefinitionBody: { swagger: '2.0', paths: {}, x-amazon-apigateway-policy: { Statement: [ {{statement}} ] } }
            """,
            new TemplateOptions { Partial = true });

        Assert.Null(Assert.Single(deployment.RestApis).ResourcePolicy);
        Assert.Contains(reason, Assert.Single(deployment.IgnoredLocally), StringComparison.Ordinal);
    }

    [Fact]
    public void The_Policy_of_a_plain_RestApi_is_read()
    {
        var api = Assert.Single(Templates.Read("""
            Resources:
              Plain:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Policy: { Version: 2012-10-17, Statement: { Effect: Deny, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' } }
            """).RestApis);

        Assert.Equal(["Deny execute-api:/* "], api.ResourcePolicy!.Select(Shown));
    }

    private static RestApi Read(string apiAuth, string eventAuth = "") => Assert.Single(Templates.Read($$"""
        {{Templates.Sam}}Resources:
          Endpoint: { Type: AWS::EC2::VPCEndpoint }
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              Auth:
                AddDefaultAuthorizerToCorsPreflight: true
        {{Templates.Indent(apiAuth, 8)}}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: dotnet10
              Handler: A::B::C
              CodeUri: src
              Events:
                Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: '/a/{id}', Method: get, Auth: { {{eventAuth}} } } }
        """).RestApis);

    private static string Shown(PolicyStatement statement) =>
        $"{(statement.Allows ? "Allow" : "Deny")} {string.Join(',', statement.Resources)} {statement.Condition?.ToJsonString()}";
}
