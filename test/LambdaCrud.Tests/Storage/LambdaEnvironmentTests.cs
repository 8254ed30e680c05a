using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Endpoints;
using Amazon.DynamoDBv2.Internal;
using LambdaCrud.Storage;

namespace LambdaCrud.Tests.Storage;

public class LambdaEnvironmentTests
{
    [Theory]
    [InlineData("eu-west-1", "https://dynamodb.eu-west-1.amazonaws.com")]
    [InlineData("ap-southeast-5", "https://dynamodb.ap-southeast-5.amazonaws.com")]
    public void The_client_calls_the_endpoint_of_its_region(string region, string endpoint)
    {
        var config = Configure(("AWS_REGION", region));

        Assert.Equal(endpoint, config.ServiceURL.TrimEnd('/'));
        Assert.Equal(region, config.AuthenticationRegion);
    }

    [Theory]
    [InlineData("eu-west-1")]
    [InlineData("ap-southeast-5")]
    [InlineData("us-east-1")]
    [InlineData("il-central-1")]
    public void The_endpoint_of_a_region_is_the_one_that_the_SDK_finds(string region)
    {
        var found = new AmazonDynamoDBEndpointProvider().ResolveEndpoint(new DynamoDBEndpointParameters { Region = region });

        Assert.Equal(found.URL.TrimEnd('/'), Configure(("AWS_REGION", region)).ServiceURL.TrimEnd('/'));
    }

    [Fact]
    public void A_configured_endpoint_of_DynamoDB_has_priority()
    {
        var config = Configure(("AWS_REGION", "eu-west-1"), ("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000"));

        Assert.Equal("http://127.0.0.1:8000", config.ServiceURL.TrimEnd('/'));
        Assert.Equal("eu-west-1", config.AuthenticationRegion);
    }

    [Theory]
    [InlineData("cn-north-1")]
    [InlineData("us-gov-west-1")]
    [InlineData("us-iso-east-1")]
    [InlineData("eusc-de-east-1")]
    [InlineData("eu-central-x")]
    public void The_SDK_finds_the_endpoint_of_a_region_outside_the_partition_aws(string region) =>
        Assert.Null(Configure(("AWS_REGION", region)).ServiceURL);

    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")]
    [InlineData("AWS_USE_FIPS_ENDPOINT")]
    [InlineData("AWS_USE_DUALSTACK_ENDPOINT")]
    public void The_SDK_finds_the_endpoint_if_another_variable_has_a_say(string variable) =>
        Assert.Null(Configure(("AWS_REGION", "eu-west-1"), (variable, "true")).ServiceURL);

    [Fact]
    public async Task The_credentials_are_those_of_the_variables()
    {
        var credentials = await LambdaEnvironment.Credentials(
            Variables(("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "token")))!.GetCredentialsAsync();

        Assert.Equal(("id", "secret", "token"), (credentials.AccessKey, credentials.SecretKey, credentials.Token));
    }

    [Fact]
    public void The_SDK_finds_the_credentials_if_there_are_no_variables() => Assert.Null(LambdaEnvironment.Credentials(Variables()));

    private static AmazonDynamoDBConfig Configure(params (string, string)[] variables) =>
        LambdaEnvironment.Configure(new AmazonDynamoDBConfig(), Variables(variables));

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value).GetValueOrDefault;
}
