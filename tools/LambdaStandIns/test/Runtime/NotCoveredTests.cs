namespace LambdaStandIns.Tests.Runtime;

public class NotCoveredTests
{
    [StandInTheory]
    [InlineData("""[Amazon.Lambda.Annotations.APIGateway.HttpApi(Amazon.Lambda.Annotations.APIGateway.LambdaHttpMethod.Get, "/")]""", "HttpApiAttribute")]
    [InlineData("""[Amazon.Lambda.Annotations.APIGateway.HttpApiAuthorizer(EnableSimpleResponses = false)]""", "HttpApiAuthorizerAttribute")]
    [InlineData("""[Amazon.Lambda.Annotations.APIGateway.FunctionUrl(AllowCredentials = true)]""", "FunctionUrlAttribute")]
    [InlineData("""[Amazon.Lambda.Annotations.ALB.ALBApi("@l", "/x", 1, HostHeader = "h")]""", "ALBApiAttribute")]
    [InlineData("""[Amazon.Lambda.Annotations.SQS.SQSEvent("@q", BatchSize = 5)]""", "SQSEventAttribute")]
    [InlineData("""[Amazon.Lambda.Annotations.SNS.SNSEvent("@t", FilterPolicy = "{}")]""", "SNSEventAttribute")]
    [InlineData("""[Amazon.Lambda.Annotations.S3.S3Event("@b", FilterPrefix = "x")]""", "S3EventAttribute")]
    [InlineData("""[Amazon.Lambda.Annotations.DurableExecution(60)]""", "DurableExecutionAttribute")]
    public void The_use_of_an_uncovered_attribute_is_a_build_error_that_names_it(string attribute, string name) =>
        AssertNamed($$"""class Program { {{attribute}} static void Main() { } }""", name);

    [StandInTheory]
    [InlineData("[assembly: Amazon.Lambda.Annotations.LambdaGlobalProperties(GenerateMain = true)]", "LambdaGlobalPropertiesAttribute.GenerateMain")]
    [InlineData("[assembly: Amazon.Lambda.Core.LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.LambdaJsonSerializer))]", "LambdaJsonSerializer")]
    public void The_use_of_an_uncovered_assembly_setting_is_a_build_error_that_names_it(string attribute, string name) =>
        AssertNamed($$"""{{attribute}} class Program { static void Main() { } }""", name);

    [StandInTheory]
    [InlineData("Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest", "APIGatewayHttpApiV2ProxyRequest")]
    [InlineData("Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyResponse", "APIGatewayHttpApiV2ProxyResponse")]
    [InlineData("Amazon.Lambda.APIGatewayEvents.APIGatewayCustomAuthorizerV2Request", "APIGatewayCustomAuthorizerV2Request")]
    [InlineData("Amazon.Lambda.CloudWatchEvents.S3Events.S3ObjectCreateEvent", "S3ObjectCreateEvent")]
    [InlineData("Amazon.Lambda.Core.ResponseStreaming.LambdaResponseStream", "LambdaResponseStream")]
    [InlineData("Amazon.Lambda.DynamoDBEvents.DynamoDBTimeWindowEvent", "DynamoDBTimeWindowEvent")]
    public void The_use_of_an_uncovered_type_is_a_build_error_that_names_it(string type, string name) =>
        AssertNamed($$"""class Program { static void Main() { } static void Handle({{type}} input) { } }""", name);

    [StandInTheory]
    [InlineData(
        "var format = Amazon.Lambda.Annotations.APIGateway.HttpResultSerializationOptions.ProtocolFormat.HttpApi;",
        "HttpResultSerializationOptions.ProtocolFormat.HttpApi")]
    [InlineData("Amazon.Lambda.Core.LambdaLogger.ConfigureStructuredLogging(null);", "LambdaLogger.ConfigureStructuredLogging(StructuredLoggingOptions)")]
    public void The_use_of_an_uncovered_member_is_a_build_error_that_names_it(string statement, string name) =>
        AssertNamed($$"""class Program { static void Main() { {{statement}} } }""", name);

    private static void AssertNamed(string source, string name)
    {
        var error = Assert.Single(Compiled.From(source).Errors);
        Assert.Equal("CS0619", error.Id);
        Assert.StartsWith($"'{name}' is obsolete: 'The stand-in of Amazon.Lambda.", error.GetMessage(null), StringComparison.Ordinal);
        Assert.EndsWith("build with -p:LambdaPackages=published.'", error.GetMessage(null), StringComparison.Ordinal);
    }
}
