using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

/// <summary>The Auth of an API and of events. The expected values are the output of the SAM translator.</summary>
public sealed class SamAuthTests
{
    private const string Pool = "Users: { UserPoolArn: !GetAtt Users.Arn }";

    [Theory]
    [InlineData("", "Users")]
    [InlineData("security: []", "Users")]
    [InlineData("security: [ {} ]", "Users")]
    [InlineData("security: [ { NONE: [] } ]", null)]
    [InlineData("security: [ { Token: [] } ]", "Token")]
    public void Every_method_of_a_definition_without_an_authorizer_gets_the_default_authorizer(string security, string? authorizer) =>
        Assert.Equal(authorizer, Defined(security).Authorizer);

    [Fact]
    public void A_method_with_an_api_key_also_gets_the_default_authorizer()
    {
        var method = Defined("security: [ { api_key: [] } ]", "securityDefinitions: { api_key: { type: apiKey, name: x-api-key, in: header } }");

        Assert.Equal(("Users", true), (method.Authorizer, method.ApiKeyRequired));
    }

    [Fact]
    public void A_method_with_its_own_authorizer_in_the_definition_also_gets_the_default_and_is_refused() =>
        Assert.Equal(
            ["Api.Properties.DefinitionBody.paths./a.get.security: a method can have only one authorizer, not both 'Own' and 'Users'"],
            Templates.Refused(Text(
                "security: [ { Own: [] } ]",
                "securityDefinitions: { Own: { type: apiKey, name: A, in: header, x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: [ !GetAtt Users.Arn ] } } }")));

    [Theory]
    [InlineData("", "Users", false)]
    [InlineData("Authorizer: NONE", null, false)]
    [InlineData("Authorizer: Token", "Token", false)]
    [InlineData("ApiKeyRequired: true", "Users", true)]
    [InlineData("Authorizer: NONE, ApiKeyRequired: true", null, true)]
    [InlineData("Authorizer: Token, ApiKeyRequired: true", "Token", true)]
    public void An_event_chooses_its_authorizer_and_whether_it_requires_a_key(string auth, string? authorizer, bool apiKey)
    {
        var method = Event($"DefaultAuthorizer: Users, Authorizers: {{ {Pool}, Token: {{ FunctionArn: !GetAtt F.Arn }} }}", auth);

        Assert.Equal((authorizer, apiKey), (method.Authorizer, method.ApiKeyRequired));
    }

    [Theory]
    [InlineData("", true, "Users")]
    [InlineData("ApiKeyRequired: false", false, "Users")]
    [InlineData("Authorizer: NONE", true, null)]
    [InlineData("Authorizer: NONE, ApiKeyRequired: false", false, null)]
    public void ApiKeyRequired_of_the_API_applies_to_each_event_that_does_not_set_it_to_false(string auth, bool apiKey, string? authorizer)
    {
        var method = Event($"ApiKeyRequired: true, DefaultAuthorizer: Users, Authorizers: {{ {Pool} }}", auth);

        Assert.Equal((authorizer, apiKey), (method.Authorizer, method.ApiKeyRequired));
    }

    [Fact]
    public void An_event_has_the_scopes_of_the_default_authorizer_unless_it_has_its_own_scopes()
    {
        const string api = "DefaultAuthorizer: Users, Authorizers: { Users: { UserPoolArn: !GetAtt Users.Arn, AuthorizationScopes: [ read ] } }";

        Assert.Equal(["read"], Event(api, "").AuthorizationScopes);
        Assert.Equal(["write", "admin"], Event(api, "Authorizer: Users, AuthorizationScopes: [ write, admin ]").AuthorizationScopes);
    }

    [Theory]
    [InlineData("", "Authorizer: NONE", "Auth.Authorizer: NONE switches off the DefaultAuthorizer, but the API has none")]
    [InlineData("", "Authorizer: Users", "Auth.Authorizer: 'Users': the API defines no Authorizers")]
    [InlineData("Authorizers: { " + Pool + " }", "Authorizer: Others", "Auth.Authorizer: 'Others' is not among the API's Authorizers")]
    [InlineData("DefaultAuthorizer: Users, Authorizers: { " + Pool + " }", "AuthorizationScopes: [ a ]", "Auth.AuthorizationScopes: works only when Authorizer is set")]
    [InlineData("", "ApiKeyRequired: false", "Auth.ApiKeyRequired: false has an effect only if the API's Auth sets ApiKeyRequired")]
    [InlineData("", "Authorizer: AWS_IAM", "Auth.Authorizer: AWS_IAM is not supported: signed requests cannot be checked on this machine")]
    [InlineData("", "Authoriser: A", "Auth.Authoriser: not supported")]
    public void The_diagnostic_names_a_mistake_in_the_Auth_of_an_event(string api, string auth, string diagnostic) =>
        Assert.Equal([$"F.Properties.Events.E0.Properties.{diagnostic}"], Templates.Refused(EventText(api, auth)));

    [Theory]
    [InlineData("DefaultAuthorizer: Users", "DefaultAuthorizer: 'Users' is not among the Authorizers, so no method would be protected")]
    [InlineData("DefaultAuthorizer: AWS_IAM", "DefaultAuthorizer: AWS_IAM is not supported: signed requests cannot be checked on this machine")]
    [InlineData("Authorizers: { A: {} }", "Authorizers.A.UserPoolArn: an authorizer needs UserPoolArn or FunctionArn")]
    [InlineData("Authorizers: { A: { FunctionArn: !GetAtt F.Arn, FunctionPayloadType: BOTH } }", "Authorizers.A.FunctionPayloadType: must be TOKEN or REQUEST")]
    [InlineData("Authorizers: { A: { FunctionArn: !GetAtt F.Arn, FunctionPayloadType: REQUEST } }", "Authorizers.A.Identity: a REQUEST authorizer needs Headers, QueryStrings, StageVariables or Context, unless ReauthorizeEvery is 0")]
    [InlineData("Authorizers: { A: { FunctionArn: !GetAtt F.Arn, Identity: { ReauthorizeEvery: 3601 } } }", "Authorizers.A.Identity.ReauthorizeEvery: must be between 0 and 3600, not 3601")]
    [InlineData("UsagePlan: { Quota: { Limit: 1, Period: DAY } }", "UsagePlan.CreateUsagePlan: is required: PER_API, SHARED or NONE")]
    [InlineData("UsagePlan: { CreateUsagePlan: PER_API, Limit: 1 }", "UsagePlan.Limit: not supported")]
    [InlineData("Typo: 1", "Typo: not supported")]
    public void The_diagnostic_names_a_mistake_in_the_Auth_of_an_API(string auth, string diagnostic) =>
        Assert.Equal([$"Api.Properties.Auth.{diagnostic}"], Templates.Refused(EventText(auth, "")));

    [Fact]
    public void A_Cognito_authorizer_may_have_several_pools_and_its_own_header()
    {
        var authorizer = Assert.IsType<CognitoAuthorizer>(Authorizer(
            "{ UserPoolArn: [ !GetAtt Users.Arn, !GetAtt Others.Arn ], Identity: { Header: X-Token, ValidationExpression: a+ } }"));

        Assert.Equal(["Users", "Others"], authorizer.UserPools);
        Assert.Equal(("X-Token", "a+"), (authorizer.Header, authorizer.ValidationExpression));
    }

    [Fact]
    public void A_Cognito_authorizer_reads_the_Authorization_header_by_default() =>
        Assert.Equal("Authorization", Assert.IsType<CognitoAuthorizer>(Authorizer("{ UserPoolArn: !GetAtt Users.Arn }")).Header);

    [Fact]
    public void A_TOKEN_authorizer_has_its_header_as_the_identity_source()
    {
        var authorizer = Assert.IsType<LambdaAuthorizer>(Authorizer(
            "{ FunctionArn: !GetAtt F.Arn, Identity: { Header: X-Token, ValidationExpression: 'Bearer .*', ReauthorizeEvery: 30 } }"));

        Assert.Equal(("F", LambdaAuthorizerType.Token), (authorizer.Function, authorizer.Type));
        Assert.Equal(["method.request.header.X-Token"], authorizer.IdentitySources);
        Assert.Equal("Bearer .*", authorizer.ValidationExpression);
        Assert.Equal(TimeSpan.FromSeconds(30), authorizer.ResultTtl);
    }

    [Fact]
    public void A_REQUEST_authorizer_has_the_identity_sources_of_the_template()
    {
        var authorizer = Assert.IsType<LambdaAuthorizer>(Authorizer(
            "{ FunctionArn: !GetAtt F.Arn, FunctionPayloadType: REQUEST, Identity: { Context: [ identity.sourceIp ], Headers: [ A, B ], QueryStrings: [ q ], StageVariables: [ s ] } }"));

        Assert.Equal(LambdaAuthorizerType.Request, authorizer.Type);
        Assert.Equal(
            ["method.request.header.A", "method.request.header.B", "method.request.querystring.q", "stageVariables.s", "context.identity.sourceIp"],
            authorizer.IdentitySources);
        Assert.Equal(TimeSpan.FromSeconds(300), authorizer.ResultTtl);
    }

    [Fact]
    public void A_REQUEST_authorizer_without_caching_needs_no_identity_source()
    {
        var authorizer = Assert.IsType<LambdaAuthorizer>(Authorizer("{ FunctionArn: !GetAtt F.Arn, FunctionPayloadType: REQUEST, Identity: { ReauthorizeEvery: 0 } }"));

        Assert.Empty(authorizer.IdentitySources);
        Assert.Equal(TimeSpan.Zero, authorizer.ResultTtl);
    }

    private static Authorizer Authorizer(string declaration) =>
        Templates.Read(EventText($"Authorizers: {{ Mine: {declaration} }}", "")).RestApis.Single().Authorizers["Mine"];

    private static ApiMethod Event(string api, string auth) => Templates.Read(EventText(api, auth)).RestApis.Single().Method("GET", "/a");

    private static string EventText(string api, string auth) => Templates.WithEvents(
        $$"""
          Users: { Type: AWS::Cognito::UserPool }
          Others: { Type: AWS::Cognito::UserPool }
          Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, Auth: { {{api}} } } }
        """,
        $"{{ Path: /a, Method: get, RestApiId: !Ref Api, Auth: {{ {auth} }} }}");

    private static ApiMethod Defined(string security, string body = "") => Templates.Read(Text(security, body)).RestApis.Single().Method("GET", "/a");

    private static string Text(string security, string body) => Templates.WithEvents(
        $$"""
          Users: { Type: AWS::Cognito::UserPool }
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              Auth: { DefaultAuthorizer: Users, Authorizers: { {{Pool}}, Token: { FunctionArn: !GetAtt F.Arn } } }
              DefinitionBody:
                swagger: '2.0'
                {{body}}
                paths:
                  /a:
                    get:
                      x-amazon-apigateway-integration: { type: mock }
                      {{security}}
        """,
        "{ Path: /a, Method: get, RestApiId: !Ref Api }");
}
