namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>The types of the Amazon.Lambda packages that the generator knows, by their full names.</summary>
internal static class KnownNames
{
    public const string LambdaFunction = "Amazon.Lambda.Annotations.LambdaFunctionAttribute";
    public const string LambdaStartup = "Amazon.Lambda.Annotations.LambdaStartupAttribute";
    public const string LambdaGlobalProperties = "Amazon.Lambda.Annotations.LambdaGlobalPropertiesAttribute";
    public const string LambdaSerializer = "Amazon.Lambda.Core.LambdaSerializerAttribute";

    public const string LambdaSerializerContract = "Amazon.Lambda.Core.ILambdaSerializer";
    public const string Host = "Microsoft.Extensions.Hosting.IHost";

    public const string RestApi = "Amazon.Lambda.Annotations.APIGateway.RestApiAttribute";
    public const string RestApiAuthorizer = "Amazon.Lambda.Annotations.APIGateway.RestApiAuthorizerAttribute";
    public const string HttpApiAuthorizer = "Amazon.Lambda.Annotations.APIGateway.HttpApiAuthorizerAttribute";
    public const string DurableExecution = "Amazon.Lambda.Annotations.DurableExecutionAttribute";
    public const string DynamoDBEvent = "Amazon.Lambda.Annotations.DynamoDB.DynamoDBEventAttribute";
    public const string ScheduleEvent = "Amazon.Lambda.Annotations.Schedule.ScheduleEventAttribute";

    public const string FromServices = "Amazon.Lambda.Annotations.FromServicesAttribute";
    public const string FromQuery = "Amazon.Lambda.Annotations.APIGateway.FromQueryAttribute";
    public const string FromHeader = "Amazon.Lambda.Annotations.APIGateway.FromHeaderAttribute";
    public const string FromBody = "Amazon.Lambda.Annotations.APIGateway.FromBodyAttribute";
    public const string FromRoute = "Amazon.Lambda.Annotations.APIGateway.FromRouteAttribute";
    public const string FromCustomAuthorizer = "Amazon.Lambda.Annotations.APIGateway.FromCustomAuthorizerAttribute";

    public const string HttpResult = "Amazon.Lambda.Annotations.APIGateway.IHttpResult";
    public const string AuthorizerResult = "Amazon.Lambda.Annotations.APIGateway.IAuthorizerResult";
    public const string ProxyRequest = "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest";
    public const string ProxyResponse = "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse";
    public const string AuthorizerRequest = "Amazon.Lambda.APIGatewayEvents.APIGatewayCustomAuthorizerRequest";
    public const string LambdaContext = "Amazon.Lambda.Core.ILambdaContext";
    public const string LambdaLogger = "Amazon.Lambda.Core.ILambdaLogger";
    public const string DynamoDBStreamEvent = "Amazon.Lambda.DynamoDBEvents.DynamoDBEvent";
    public const string ScheduledEvent = "Amazon.Lambda.CloudWatchEvents.ScheduledEvents.ScheduledEvent";
    public const string ServiceCollection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";

    /// <summary>The attributes that say what triggers a function. A method may have only one kind of them.</summary>
    public static readonly string[] EventAttributes = [RestApi, RestApiAuthorizer, DynamoDBEvent, ScheduleEvent];

    /// <summary>The event attributes that the stand-in does not cover. Their use is a compiler error (CS0619).</summary>
    public static readonly string[] UncoveredEventAttributes =
    [
        "Amazon.Lambda.Annotations.APIGateway.HttpApiAttribute", HttpApiAuthorizer,
        "Amazon.Lambda.Annotations.APIGateway.FunctionUrlAttribute", "Amazon.Lambda.Annotations.ALB.ALBApiAttribute",
        "Amazon.Lambda.Annotations.S3.S3EventAttribute", "Amazon.Lambda.Annotations.SNS.SNSEventAttribute",
        "Amazon.Lambda.Annotations.SQS.SQSEventAttribute", DurableExecution,
    ];

    public static readonly string[] ParameterAttributes =
        [FromServices, FromQuery, FromHeader, FromBody, FromCustomAuthorizer, FromRoute];
}
