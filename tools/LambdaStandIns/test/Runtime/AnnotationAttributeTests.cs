using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.Annotations.DynamoDB;
using Amazon.Lambda.Annotations.Schedule;

namespace LambdaStandIns.Tests.Runtime;

public class AnnotationAttributeTests
{
    [Fact]
    public void A_LambdaFunction_attribute_without_arguments_has_only_default_values()
    {
        var function = new LambdaFunctionAttribute();
        Assert.Null(function.ResourceName);
        Assert.Equal((0u, 0u), (function.Timeout, function.MemorySize));
        Assert.Null(function.Role);
        Assert.Null(function.Policies);
        Assert.Equal(LambdaPackageType.Zip, function.PackageType);
    }

    [Fact]
    public void A_RestApi_attribute_keeps_its_method_and_template()
    {
        var route = new RestApiAttribute(LambdaHttpMethod.Put, "/books/{id}");
        Assert.Equal((LambdaHttpMethod.Put, "/books/{id}", null), (route.Method, route.Template, (string?)route.Authorizer));
    }

    [Fact]
    public void A_RestApiAuthorizer_attribute_defaults_to_an_uncached_token_in_the_Authorization_header()
    {
        var authorizer = new RestApiAuthorizerAttribute();
        Assert.Equal(
            ("Authorization", RestApiAuthorizerType.Token, 0), (authorizer.IdentityHeader, authorizer.Type, authorizer.ResultTtlInSeconds));
    }

    [Theory]
    [InlineData("@Books", "Books")]
    [InlineData("@Books-2", "Books-2")]
    [InlineData("arn:aws:dynamodb:eu-north-1:123456789012:table/My-Books_2/stream/2026-01-02T03:04:05.678", "MyBooks2")]
    [InlineData("junk!", "junk")]
    public void The_default_name_of_a_DynamoDBEvent_attribute_comes_from_its_table(string stream, string expected) =>
        Assert.Equal(expected, new DynamoDBEventAttribute(stream).ResourceName);

    [Fact]
    public void A_DynamoDBEvent_attribute_has_the_default_values_of_Lambda_until_they_are_set()
    {
        var stream = new DynamoDBEventAttribute("@Books");
        Assert.Equal((100u, 0u, true), (stream.BatchSize, stream.MaximumBatchingWindowInSeconds, stream.Enabled));
        Assert.Equal(StartingPosition.LATEST, stream.StartingPosition);
        Assert.Null(stream.Filters);

        stream = new("@Books") { ResourceName = "R", BatchSize = 0, MaximumBatchingWindowInSeconds = 9, Enabled = false };
        Assert.Equal(("R", 0u, 9u, false), (stream.ResourceName, stream.BatchSize, stream.MaximumBatchingWindowInSeconds, stream.Enabled));
    }

    [Theory]
    [InlineData("rate(5 minutes)", "rate5minutes")]
    [InlineData("cron(0 12 * * ? *)", "cron012")]
    [InlineData("***", "ScheduleEvent")]
    public void The_default_name_of_a_ScheduleEvent_attribute_comes_from_its_expression(string schedule, string expected)
    {
        var scheduled = new ScheduleEventAttribute(schedule);
        Assert.Equal((expected, true), (scheduled.ResourceName, scheduled.Enabled));
        Assert.Equal("R", new ScheduleEventAttribute(schedule) { ResourceName = "R" }.ResourceName);
    }
}
