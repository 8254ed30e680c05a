using LocalGateway.Model;
using LocalGateway.Template;

namespace LocalGateway.Tests.Template;

/// <summary>What <c>AWS::Cognito::UserPoolClient</c> says about sign-in.</summary>
public sealed class AppClientTests
{
    [Fact]
    public void A_client_is_read_with_its_URLs_flows_scopes_and_lifetimes()
    {
        var client = Read("""
            "GenerateSecret": true, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"],
            "CallbackURLs": ["http://localhost/a", "http://localhost/b"], "LogoutURLs": ["http://localhost/c"], "DefaultRedirectURI": "http://localhost/b",
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "USER_PASSWORD_AUTH"], "IdTokenValidity": 30, "AccessTokenValidity": 2,
            "RefreshTokenValidity": 3, "TokenValidityUnits": {"IdToken": "minutes"}
            """);

        Assert.Equal(51, client.Secret!.Length);
        Assert.Equal(["code"], client.OAuthFlows);
        Assert.Equal(["openid"], client.OAuthScopes);
        Assert.Equal(["http://localhost/a", "http://localhost/b"], client.CallbackUrls);
        Assert.Equal(["http://localhost/c"], client.LogoutUrls);
        Assert.Equal("http://localhost/b", client.DefaultRedirectUrl);
        Assert.Equal(["USER_SRP_AUTH", "USER_PASSWORD_AUTH"], client.AuthFlows);
        Assert.Equal(
            (TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromDays(3)),
            (client.IdTokenLifetime, client.AccessTokenLifetime, client.RefreshTokenLifetime));
    }

    [Fact]
    public void A_client_without_these_properties_has_the_defaults_of_Cognito()
    {
        var client = Read("""
            "AllowedOAuthFlows": ["code"], "IdTokenValidity": 0
            """);

        Assert.Null(client.Secret);
        Assert.Empty(client.OAuthFlows);
        Assert.Equal(["USER_SRP_AUTH", "REFRESH_TOKEN_AUTH", "CUSTOM_AUTH"], client.AuthFlows);
        Assert.Equal(
            (TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromDays(30)),
            (client.IdTokenLifetime, client.AccessTokenLifetime, client.RefreshTokenLifetime));
    }

    [Theory]
    [InlineData("\"IdTokenValidity\": 2, \"TokenValidityUnits\": {\"IdToken\": \"days\"}", "IdTokenValidity: 2 days is not between 5 minutes and 1 day")]
    [InlineData("\"RefreshTokenValidity\": 30, \"TokenValidityUnits\": {\"RefreshToken\": \"minutes\"}", "RefreshTokenValidity: 30 minutes is not between 1 hour and 3650 days")]
    [InlineData("\"AccessTokenValidity\": 5, \"TokenValidityUnits\": {\"AccessToken\": \"weeks\"}", "AccessToken: must be seconds, minutes, hours or days, not 'weeks'")]
    public void A_wrong_lifetime_is_named(string properties, string problem) =>
        Assert.Contains(problem, Assert.Throws<TemplateException>(() => Read(properties)).Message, StringComparison.Ordinal);

    private static AppClient Read(string properties)
    {
        var deployment = SamTemplate.Parse(
            $$$"""
            {"Transform": "AWS::Serverless-2016-10-31", "Resources": {
              "Users": {"Type": "AWS::Cognito::UserPool"},
              "Web": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": {"Ref": "Users"}, {{{properties}}}}}
            }}
            """,
            new());
        var pool = deployment.UserPools["Users"];
        Assert.Equal(pool.ClientIds["Web"], Assert.Single(pool.Clients).Key);
        return pool.Clients.Values.Single();
    }
}
