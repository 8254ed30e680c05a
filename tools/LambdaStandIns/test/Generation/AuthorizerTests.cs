using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.TestUtilities;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Authorizer functions, and the values that they put into the request context.</summary>
public class AuthorizerTests
{
    private const string Arn = "arn:aws:execute-api:eu-west-1:1:api/prod/GET/loans";

    [Theory]
    [InlineData(
        "IAuthorizerResult A() => AuthorizerResults.Allow().WithPrincipalId(\"ann\").WithContext(\"role\", \"admin\");",
        """{"principalId":"ann","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"arn:aws:execute-api:eu-west-1:1:api/prod/GET/loans"}]},"context":{"role":"admin"}}""")]
    [InlineData(
        "Task<IAuthorizerResult> A() => Task.FromResult(AuthorizerResults.Deny());",
        """{"principalId":"user","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"arn:aws:execute-api:eu-west-1:1:api/prod/GET/loans"}]}}""")]
    public async Task An_authorizer_result_becomes_a_policy_for_the_method(string method, string json) =>
        Assert.Equal(json, await Authorizer(method).CallAsync(new APIGatewayCustomAuthorizerRequest { MethodArn = Arn }));

    [Fact]
    public async Task An_authorizer_result_that_is_not_an_IAuthorizerResult_is_returned_unchanged()
    {
        var project = Authorizer("async Task<APIGatewayCustomAuthorizerResponse> A(APIGatewayCustomAuthorizerRequest r) { await Task.Yield(); return new() { PrincipalID = r.Type }; }");

        var answer = Assert.IsType<APIGatewayCustomAuthorizerResponse>(await project.CallAsync(new APIGatewayCustomAuthorizerRequest { Type = "TOKEN" }));

        Assert.Equal("TOKEN", answer.PrincipalID);
    }

    [Fact]
    public async Task The_parameters_of_an_authorizer_come_from_the_header_query_and_path_maps()
    {
        var project = Authorizer("string A(ILambdaContext c, [FromHeader(Name = \"X-Key\")] string h, [FromQuery] int q, [FromRoute] bool r) => c.AwsRequestId + h + q + r;", "(Type = RestApiAuthorizerType.Request)");
        var request = new APIGatewayCustomAuthorizerRequest
        {
            Headers = new Dictionary<string, string> { ["x-key"] = "k" },
            QueryStringParameters = new Dictionary<string, string> { ["q"] = "4" },
            PathParameters = new Dictionary<string, string> { ["r"] = "true" },
        };

        Assert.Equal("idk4True", await project.CallAsync(request, new TestLambdaContext { AwsRequestId = "id" }));
        Assert.Equal("id0False", await project.CallAsync(new APIGatewayCustomAuthorizerRequest(), new TestLambdaContext { AwsRequestId = "id" }));
    }

    [Theory]
    [InlineData("", "t|h")]
    [InlineData("(Type = RestApiAuthorizerType.Request)", "a|h")]
    [InlineData("(IdentityHeader = \"x-other\")", "a|t")]
    public async Task A_token_authorizer_reads_its_identity_header_from_AuthorizationToken(string attribute, string expected)
    {
        var project = Authorizer("string A([FromHeader(Name = \"authorization\")] string a, [FromHeader(Name = \"X-Other\")] string o) => $\"{a}|{o}\";", attribute);
        var request = new APIGatewayCustomAuthorizerRequest
        {
            AuthorizationToken = "t",
            Headers = new Dictionary<string, string> { ["Authorization"] = "a", ["X-Other"] = "h" },
        };

        Assert.Equal(expected, await project.CallAsync(request));
    }

    [Fact]
    public async Task An_authorizer_logs_a_failed_conversion_and_the_parameter_keeps_its_default()
    {
        var project = Authorizer("string A([FromHeader(Name = \"Authorization\")] int a, [FromHeader] int h, [FromQuery] int q, [FromRoute] Guid r) => $\"{a}{h}{q}{r == default}\";");
        var context = new TestLambdaContext();
        var map = new Dictionary<string, string> { ["h"] = "x", ["q"] = "x", ["r"] = "x" };

        var answer = await project.CallAsync(
            new APIGatewayCustomAuthorizerRequest { AuthorizationToken = "x", Headers = map, QueryStringParameters = map, PathParameters = map }, context);

        Assert.Equal("000True", answer);
        var log = ((TestLambdaLogger)context.Logger).Buffer.ToString();
        Assert.Contains("Failed to extract authorization token.", log, StringComparison.Ordinal);
        Assert.Contains("Failed to extract header 'h'.", log, StringComparison.Ordinal);
        Assert.Contains("Failed to extract query parameter 'q'.", log, StringComparison.Ordinal);
        Assert.Contains("Failed to extract route parameter 'r'.", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_FromCustomAuthorizer_parameter_gets_the_authorizer_value_with_its_key()
    {
        var project = Api("string A([FromCustomAuthorizer] string sub, [FromCustomAuthorizer(Name = \"n\")] int? number) => $\"{sub} {number}\";");

        Assert.Equal("ann 5", (await project.RespondAsync(With(("sub", "ann"), ("n", 5)))).Body);
        Assert.Equal("ann 5", (await project.RespondAsync(With(("sub", "ann"), ("n", "5")))).Body);
    }

    [Fact]
    public async Task A_missing_authorizer_value_gives_401_even_if_other_parameters_are_invalid()
    {
        var project = Api("string A([FromQuery] int first, [FromCustomAuthorizer] string sub, [FromQuery] int last) => sub;");
        var context = new TestLambdaContext();
        var request = With(("other", "x"));
        request.QueryStringParameters = new Dictionary<string, string> { ["first"] = "bad", ["last"] = "bad" };

        foreach (var unauthorized in new[] { request, new() { QueryStringParameters = request.QueryStringParameters, RequestContext = new() }, new() })
        {
            var answer = await project.RespondAsync(unauthorized, context);
            Assert.Equal(401, answer.StatusCode);
            Assert.Equal([new("Content-Type", "application/json"), new("x-amzn-ErrorType", "AccessDeniedException")], answer.Headers);
            Assert.Null(answer.Body);
        }

        Assert.Contains(
            "Debug: Authorizer attribute 'sub' was missing, returning unauthorized.",
            ((TestLambdaLogger)context.Logger).Buffer.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorizer_value_that_cannot_be_converted_gives_401()
    {
        var context = new TestLambdaContext();
        var answer = await Api("IHttpResult A([FromCustomAuthorizer] int n) => HttpResults.Ok();").CallAsync(With(("n", "x")), context);

        Assert.Equal(
            """{"statusCode":401,"headers":{"Content-Type":"application/json","x-amzn-ErrorType":"AccessDeniedException"},"isBase64Encoded":false}""",
            answer);
        Assert.Contains(
            "Error: Failed to convert authorizer attribute 'n', returning unauthorized.",
            ((TestLambdaLogger)context.Logger).Buffer.ToString(),
            StringComparison.Ordinal);
    }

    private static APIGatewayProxyRequest With(params (string Key, object Value)[] values)
    {
        var authorizer = new APIGatewayCustomAuthorizerContext();
        foreach (var (key, value) in values)
            authorizer[key] = value;
        return new() { RequestContext = new() { Authorizer = authorizer } };
    }

    private static FunctionProject Authorizer(string method, string attribute = "") =>
        FunctionProject.WithMembers($"[LambdaFunction][RestApiAuthorizer{attribute}] public {method}");

    private static FunctionProject Api(string method) =>
        FunctionProject.WithMembers($$"""[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a")] public {{method}}""");
}
