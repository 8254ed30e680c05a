using static LambdaStandIns.Tests.Generation.Reported;

namespace LambdaStandIns.Tests.Generation;

/// <summary>Errors of event attributes and authorizers that both generators report, with the published ids and texts.</summary>
public class EventDiagnosticTests
{
    private const string Stream = """[LambdaFunction][DynamoDBEvent("@T")] public """;
    private const string Tick = """[LambdaFunction][ScheduleEvent("rate(1 day)")] public """;
    private const string TooManyForStream =
        "Invalid Lambda method signature encountered: When using the DynamoDBEventAttribute, the Lambda method can accept at most 2 "
        + "parameters. The first parameter is required and must be of type Amazon.Lambda.DynamoDBEvents.DynamoDBEvent. The second "
        + "parameter is optional and must be of type Amazon.Lambda.Core.ILambdaContext.";

    [Theory]
    [InlineData($"{Stream}void A() {{ }}", TooManyForStream)]
    [InlineData($"{Stream}void A(string x) {{ }}", TooManyForStream)]
    [InlineData($"{Stream}void A(DynamoDBEvent x, string y) {{ }}", TooManyForStream)]
    [InlineData($"{Stream}void A(ILambdaContext y, DynamoDBEvent x) {{ }}", TooManyForStream)]
    [InlineData($"{Stream}void A(DynamoDBEvent? x) {{ }}", TooManyForStream)]
    [InlineData(
        $"{Stream}string A(DynamoDBEvent x) => null!;",
        "Invalid Lambda method signature encountered: When using the DynamoDBEventAttribute, the Lambda method can return either void or System.Threading.Tasks.Task")]
    [InlineData(
        $"{Tick}void A(string x) {{ }}",
        "Invalid Lambda method signature encountered: When using the ScheduleEventAttribute, the Lambda method can accept at most 2 parameters. The first parameter is required and must be of type Amazon.Lambda.CloudWatchEvents.ScheduledEvents.ScheduledEvent. The second parameter is optional and must be of type Amazon.Lambda.Core.ILambdaContext.")]
    [InlineData(
        $"{Tick}Task<int> A(ScheduledEvent x) => null!;",
        "Invalid Lambda method signature encountered: When using the ScheduleEventAttribute, the Lambda method can return either void or System.Threading.Tasks.Task")]
    public void A_stream_or_schedule_handler_with_a_wrong_signature_gets_AWSLambda0117(string method, string message) =>
        AssertOnMethod(method, "AWSLambda0117", message);

    [Theory]
    [InlineData("\"\"", "Stream must not be null or empty")]
    [InlineData("null!", "Stream must not be null or empty")]
    [InlineData("\"@\"", "Stream = @. The '@' prefix must be followed by a non-empty resource or parameter name")]
    [InlineData("\"T\"", "Stream = T. The DynamoDB stream ARN is invalid")]
    [InlineData("\"arn:aws:dynamodb:eu-west-1:1:table/T\"", "Stream = arn:aws:dynamodb:eu-west-1:1:table/T. The DynamoDB stream ARN is invalid")]
    [InlineData("\"@T\", BatchSize = 0", "BatchSize = 0. It must be between 1 and 10000")]
    [InlineData("\"@T\", BatchSize = 10001", "BatchSize = 10001. It must be between 1 and 10000")]
    [InlineData("\"@T\", MaximumBatchingWindowInSeconds = 301", "MaximumBatchingWindowInSeconds = 301. It must be between 0 and 300")]
    [InlineData("\"@T\", ResourceName = \"a-b\"", "ResourceName = a-b. It must only contain alphanumeric characters and must not be an empty string")]
    public void An_invalid_value_of_a_DynamoDBEvent_attribute_gets_AWSLambda0137(string arguments, string problem) => AssertOnMethod(
        $"[LambdaFunction][DynamoDBEvent({arguments})] public void A(DynamoDBEvent x) {{ }}",
        "AWSLambda0137",
        $"Invalid DynamoDBEventAttribute encountered: {problem}");

    [Theory]
    [InlineData("\"\"", "Schedule must not be null or empty")]
    [InlineData("\"Rate(1 day)\"", "Schedule = Rate(1 day). It must start with 'rate(' or 'cron('")]
    [InlineData("\"rate(1 day)\", ResourceName = \"\"", "ResourceName = . It must only contain alphanumeric characters and must not be an empty string")]
    public void An_invalid_value_of_a_ScheduleEvent_attribute_gets_AWSLambda0139(string arguments, string problem) => AssertOnMethod(
        $"[LambdaFunction][ScheduleEvent({arguments})] public void A(ScheduledEvent x) {{ }}",
        "AWSLambda0139",
        $"Invalid ScheduleEventAttribute encountered: {problem}");

    [Fact]
    public void Each_invalid_value_of_a_DynamoDBEvent_attribute_gets_its_own_error() => Assert.Equal(
        ["AWSLambda0137", "AWSLambda0137", "AWSLambda0137"],
        Ids("""[LambdaFunction][DynamoDBEvent("@T", BatchSize = 0, MaximumBatchingWindowInSeconds = 999, ResourceName = "_")] public void A(DynamoDBEvent x) { }"""));

    [Theory]
    [InlineData("[RestApi(LambdaHttpMethod.Get, \"/a\")]", "RestApi")]
    [InlineData("[RestApiAuthorizer]", "RestApiAuthorizer")]
    [InlineData("[DynamoDBEvent(\"@T\")][DynamoDBEvent(\"@U\")]", "DynamoDBEvent")]
    [InlineData("[ScheduleEvent(\"rate(1 day)\")][DynamoDBEvent(\"@T\")]", "ScheduleEvent")]
    public void An_event_attribute_without_LambdaFunction_gets_AWSLambda0129(string attributes, string name) => AssertOnMethod(
        $"{attributes} public void A() {{ }}",
        "AWSLambda0129",
        $"Method has [{name}] attribute but is missing the required [LambdaFunction] attribute. Add [LambdaFunction] to this method.");

    [Fact]
    public void A_route_names_its_authorizer_by_method_name_or_resource_name()
    {
        const string Authorizer = "[RestApiAuthorizer] public IAuthorizerResult Door() => null!;";
        const string Guarded = """[LambdaFunction][RestApi(LambdaHttpMethod.Get, "/a", Authorizer = "Door")] public void A() { }""";

        Assert.Empty(Ids($"{Guarded} [LambdaFunction] {Authorizer}"));
        AssertWithoutLocation(
            $"{Guarded} [LambdaFunction(ResourceName = \"Gate\")] {Authorizer}",
            "AWSLambda0122",
            "Authorizer 'Door' referenced in [RestApi] attribute does not exist. Ensure a Lambda function with [RestApiAuthorizer] exists with method name 'Door' or ResourceName = \"Door\".");
    }

    [Fact]
    public void Two_authorizers_with_the_same_name_get_AWSLambda0125() => AssertWithoutLocation(
        "[LambdaFunction][RestApiAuthorizer] public IAuthorizerResult Door() => null!;",
        "AWSLambda0125",
        "Duplicate authorizer name 'Door'. Authorizer names must be unique within the same API type.",
        "public class Other { [LambdaFunction][RestApiAuthorizer] public IAuthorizerResult Door() => null!; }");

    [Theory]
    [InlineData(-1)]
    [InlineData(3601)]
    public void An_authorizer_TTL_outside_0_to_3600_seconds_gets_AWSLambda0127(int seconds) => AssertWithoutLocation(
        $"[LambdaFunction][RestApiAuthorizer(ResultTtlInSeconds = {seconds})] public IAuthorizerResult Door() => null!;",
        "AWSLambda0127",
        $"Invalid ResultTtlInSeconds '{seconds}'. Must be between 0 and 3600.");
}
