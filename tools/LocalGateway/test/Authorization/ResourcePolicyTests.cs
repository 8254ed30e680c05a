using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Tests.Authorization.LambdaAuthorizers;
using LocalGateway.Tests.Support;
using LocalGateway.Tests.Template;

namespace LocalGateway.Tests.Authorization;

/// <summary>The resource policy of an API, over HTTP. Every client has the address 127.0.0.1.</summary>
public sealed class ResourcePolicyTests(PoolKeyFolder keys) : IClassFixture<PoolKeyFolder>
{
    private const string AllowAll = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";
    private const string DenyAll = """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    [Theory]
    [InlineData(AllowAll, 200)]
    [InlineData("", 403)]
    [InlineData(AllowAll + "," + DenyAll, 403)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*","Resource":"*"}""", 200)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"*","Resource":"*"}""", 200)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/shop"},"Action":"*","Resource":"*"}""", 403)]
    [InlineData(AllowAll + """,{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"*","Resource":"*"}""", 200)]
    [InlineData(AllowAll + """,{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"*","Resource":"*"}""", 403)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/v1/GET/a"}""", 200)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/v1/POST/a"}""", 403)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:*:*:*/v1/GET/*"}""", 200)]
    [InlineData("""{"Effect":"Allow","Principal":"*","NotAction":"execute-api:InvalidateCache","NotResource":"execute-api:/*/GET/b"}""", 200)]
    [InlineData("""{"Effect":"Allow","Principal":"*","NotAction":"execute-api:Invoke","Resource":"*"}""", 403)]
    public async Task A_method_without_an_authorizer_needs_a_statement_that_allows_it(string statements, int status)
    {
        await using var gateway = await StartAsync(statements);

        await gateway.Client.GetAsync("/a").HasStatusAsync(status);
    }

    [Theory]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}""", true)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":["192.0.2.0/24","127.0.0.1"]}}""", true)]
    [InlineData("""{"IpAddress":{"AWS:sourceip":"127.0.0.9/29"}}""", false)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"2001:db8::/32"}}""", false)]
    [InlineData("""{"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24","127.0.0.1/32"]}}""", false)]
    [InlineData("""{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-1"}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}""", true)]
    [InlineData("""{"StringEqualsIfExists":{"aws:SourceVpc":"vpc-1"}}""", true)]
    [InlineData("""{"Null":{"aws:SourceVpce":"true"}}""", true)]
    [InlineData("""{"Null":{"aws:SourceIp":true}}""", false)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"false"}}""", false)]
    [InlineData("""{"StringLike":{"aws:UserAgent":"shop/*"}}""", true)]
    [InlineData("""{"StringNotLike":{"aws:UserAgent":["other","shop/?.0"]}}""", false)]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:UserAgent":"SHOP/1.0"}}""", true)]
    [InlineData("""{"StringLike":{"aws:Referer":"*"}}""", false)]
    [InlineData("""{"DateGreaterThan":{"aws:CurrentTime":"2026-07-22T11:59:59Z"}}""", true)]
    [InlineData("""{"DateLessThan":{"aws:CurrentTime":"2026-07-22T11:59:59Z"}}""", false)]
    [InlineData("""{"NumericLessThanEquals":{"aws:EpochTime":"1784721600"}}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"aws:PrincipalOrgPaths":"o-1"}}""", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:PrincipalOrgPaths":"o-1"}}""", true)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"127.0.0.1"},"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", false)]
    public async Task A_statement_counts_only_if_all_its_conditions_hold(string condition, bool holds)
    {
        await using var gateway = await StartAsync($$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{{condition}}}""");

        await gateway.SendAsync("GET", "/a", ("User-Agent", "shop/1.0")).HasStatusAsync(holds ? 200 : 403);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(AllowAll + "," + DenyAll, " with an explicit deny")]
    public async Task The_refusal_names_the_method_and_hides_the_account(string statements, string how)
    {
        await using var gateway = await StartAsync(statements);

        await gateway.Client.GetAsync("/a").IsRefusedAsync(
            403,
            $$"""{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:{{Api(statements).RestApis[0].ApiId}}/v1/GET/a{{how}}"}""",
            "AccessDeniedException");
        Assert.Contains("for the address 127.0.0.1", gateway.Log.All[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Allow", AllowAll, 200)]
    [InlineData("Allow", "", 200)]
    [InlineData("Allow", DenyAll, 403)]
    [InlineData("", AllowAll, 200)]
    [InlineData("", "", 403)]
    [InlineData("", DenyAll, 403)]
    [InlineData("Deny", AllowAll, 403)]
    [InlineData("Deny", "", 403)]
    [InlineData("Deny", DenyAll, 403)]
    public async Task A_Lambda_authorizer_and_the_policy_decide_together_as_in_table_A(string authorizer, string policy, int status)
    {
        var result = TestAuthorizer.Result(authorizer.Length == 0 ? "" : $$"""{"Effect":"{{authorizer}}","Action":"*","Resource":"*"}""");
        await using var gateway = await TestGateway.StartAsync(Behind(policy, new TestApi
        {
            Methods = [TestApi.Echo("GET", "/a") with { Authorizer = TestAuthorizer.Token.Name }],
            Authorizers = [TestAuthorizer.Token],
        }));

        await gateway.GetAsync("/a", result).HasStatusAsync(status);
    }

    [Fact]
    public async Task A_policy_that_denies_the_call_is_checked_before_a_Lambda_authorizer_runs()
    {
        await using var gateway = await TestGateway.StartAsync(Behind(DenyAll, new TestApi
        {
            Methods = [TestApi.Echo("GET", "/a") with { Authorizer = TestAuthorizer.Token.Name }],
            Authorizers = [TestAuthorizer.Token],
        }));

        await gateway.Client.GetAsync("/a").HasStatusAsync(403);
        Assert.Lacks(gateway.Log.All, line => line.Contains("cold start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Cognito_authorizer_comes_first_and_then_the_policy_must_allow_the_call()
    {
        var api = new TestApi
        {
            Methods = [TestApi.Echo("GET", "/") with { Authorizer = "Users" }],
            Authorizers = [new CognitoAuthorizer { Name = "Users", UserPools = ["Users"] }],
            UserPools = [TestPool.Pool],
        };
        var token = UserPoolTokens.Open(TestPool.Pool, keys.Path, TimeProvider.System).IdToken(TestPool.Shopper);
        await using var open = await TestGateway.StartAsync(Behind(AllowAll, api), options => options with { DataFolder = keys.Path });
        await using var silent = await TestGateway.StartAsync(Behind("", api), options => options with { DataFolder = keys.Path });

        await open.Client.GetAsync("/").HasStatusAsync(401);
        await open.GetAsync("/", token).HasStatusAsync(200);
        await silent.Client.GetAsync("/").HasStatusAsync(401);
        await silent.GetAsync("/", token).HasStatusAsync(403);
    }

    private static Deployment Behind(string statements, TestApi api)
    {
        var deployment = api.Deploy();
        return deployment with { RestApis = [deployment.RestApis[0] with { ResourcePolicy = Api(statements).RestApis[0].ResourcePolicy }] };
    }

    private static Task<TestGateway> StartAsync(string statements) => TestGateway.StartAsync(
        Api(statements), options => options with { TimeProvider = new FixedTime(new(2026, 7, 22, 12, 0, 0, TimeSpan.Zero)) });

    private static Deployment Api(string statements) => Templates.Read($$"""
        {{Templates.Sam}}Resources:
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              DefinitionBody:
                swagger: '2.0'
                info: { title: policy, version: '1' }
                x-amazon-apigateway-policy: {"Version":"2012-10-17","Statement":[{{statements}}]}
                paths:
                  /a: { get: { responses: { '200': { description: ok } }, x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '{"statusCode":200}' }, responses: { default: { statusCode: '200' } } } } }
        """);
}
