using Amazon.Lambda.Annotations.APIGateway;
using static Amazon.Lambda.Annotations.APIGateway.AuthorizerResultSerializationOptions;

namespace LambdaStandIns.Tests.Runtime;

public class AuthorizerResultsTests
{
    [Fact]
    public void Allow_and_Deny_are_written_as_IAM_policies_for_the_method()
    {
        Assert.Equal(
            """{"principalId":"user","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"arn:m"}]}}""",
            Json(AuthorizerResults.Allow(), "arn:m"));
        Assert.Equal(
            """{"principalId":"user","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"*"}]}}""",
            Json(AuthorizerResults.Deny(), methodArn: null));
    }

    [Fact]
    public void An_authorizer_result_is_written_with_its_principal_and_its_context()
    {
        var result = AuthorizerResults.Allow();
        Assert.Same(result, result
            .WithPrincipalId("ada").WithContext("s", "é").WithContext("i", 1).WithContext("l", 2L).WithContext("b", true)
            .WithContext("d", 1.5).WithContext("f", 2.5f).WithContext("n", null).WithContext("i", 3));
        Assert.Equal(
            """{"principalId":"ada","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"arn:m"}]},"context":{"s":"\u00E9","i":3,"l":2,"b":true,"d":1.5,"f":2.5,"n":null}}""",
            Json(result, "arn:m"));
    }

    [Fact]
    public void An_authorizer_result_exposes_its_decision_principal_and_context()
    {
        Assert.True(AuthorizerResults.Allow().IsAuthorized);
        Assert.False(AuthorizerResults.Deny().IsAuthorized);
        Assert.Null(AuthorizerResults.Allow().PrincipalId);
        Assert.Null(AuthorizerResults.Allow().Context);
        Assert.Equal("ada", AuthorizerResults.Allow().WithPrincipalId("ada").PrincipalId);
        Assert.Equal(1, AuthorizerResults.Allow().WithContext("a", 1).Context["a"]);
    }

    public static TheoryData<object> RefusedContextValues => new() { 1.5m, new Uri("https://a.example"), DateTime.UnixEpoch, 'c', DayOfWeek.Friday, 1u };

    [Theory]
    [MemberData(nameof(RefusedContextValues))]
    public void An_authorizer_result_throws_for_a_context_value_of_an_unsupported_type(object value) =>
        Assert.Throws<NotSupportedException>(() => Json(AuthorizerResults.Allow().WithContext("v", value), "arn:m"));

    [Fact]
    public void An_authorizer_result_is_written_as_a_simple_response_by_default()
    {
        using var reader = new StreamReader(AuthorizerResults.Deny().WithContext("a", 1).Serialize(new()));
        Assert.Equal("""{"isAuthorized":false,"context":{"a":1}}""", reader.ReadToEnd());
    }

    private static string Json(IAuthorizerResult result, string? methodArn)
    {
        using var stream = result.Serialize(new() { Format = AuthorizerFormat.RestApi, MethodArn = methodArn });
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
