using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;

/// <summary>The diagnostics of the published generator for the covered features, with the published ids and texts.</summary>
internal static class PublishedDiagnostics
{
    private const string Category = "AWSLambdaCSharpGenerator";

    public static readonly DiagnosticDescriptor MultipleStartups = Error(
        "AWSLambda0101", "Multiple LambdaStartup classes not allowed",
        "Multiple LambdaStartup classes are not allowed in Lambda AWSProjectType");

    public static readonly DiagnosticDescriptor MultipleEvents = Error(
        "AWSLambda0102", "Multiple event attributes on a function",
        "Multiple event attributes on LambdaFunction are not supported");

    public static readonly DiagnosticDescriptor CodeGenerated = new(
        "AWSLambda0103", "Code generated", "{0}{1}{2}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MissingPackage = Error(
        "AWSLambda0104", "Missing reference to a required package",
        "Your project has a missing required package dependency. Please add a reference to the following package: {0}.");

    public static readonly DiagnosticDescriptor HttpResultOutsideApi = Error(
        "AWSLambda0105", "Invalid return type IHttpResult",
        "IHttpResult is not a valid return type for LambdaFunctions without HttpApiAttribute or RestApiAttribute attributes");

    public static readonly DiagnosticDescriptor InvalidResourceName = Error(
        "AWSLambda0106", "Invalid CloudFormation resource name",
        "The specified CloudFormation resource name is not valid. It must only contain alphanumeric characters.");

    public static readonly DiagnosticDescriptor Refused = Error("AWSLambda0107", "Code cannot be generated", "{0}");

    public static readonly DiagnosticDescriptor MissingSerializer = Error(
        "AWSLambda0108", "Missing LambdaSerializer attribute",
        "Assembly attribute Amazon.Lambda.Core.LambdaSerializerAttribute is missing. Add serialization package like "
        + "Amazon.Lambda.Serialization.SystemTextJson and add the assembly attribute to register the JSON serializer for Lambda events.");

    public static readonly DiagnosticDescriptor UnsupportedQueryType = Error(
        "AWSLambda0109", "Unsupported type of a query parameter",
        "Unsupported query parameter '{0}' of type '{1}' encountered. Only primitive .NET types and their corresponding enumerable can "
        + "be used as query parameters.");

    public static readonly DiagnosticDescriptor InvalidAttributeName = Error(
        "AWSLambda0110", "Invalid name in a parameter attribute",
        "Invalid parameter attribute name '{0}' for method parameter '{1}' encountered. Valid values can only contain uppercase and "
        + "lowercase alphanumeric characters, periods (.), hyphens (-), underscores (_) and dollar signs ($).");

    public static readonly DiagnosticDescriptor InvalidRuntime = Error(
        "AWSLambda0112", "Unsupported runtime",
        "The runtime selected in the Amazon.Lambda.Annotations.LambdaGlobalPropertiesAttribute is not a supported value. "
        + "The valid values are: provided.al2, provided.al2023, dotnet8, dotnet10");

    public static readonly DiagnosticDescriptor ApiParametersOutsideApi = Error(
        "AWSLambda0115", "API parameters on a function without an API",
        "The Lambda function parameters are annotated with HTTP API attributes but the Lambda function itself is not annotated with an "
        + "HTTP API attribute");

    public static readonly DiagnosticDescriptor InvalidSignature = Error(
        "AWSLambda0117", "Invalid method signature", "Invalid Lambda method signature encountered: {0}");

    public static readonly DiagnosticDescriptor HandlerTooLong = Error(
        "AWSLambda0118", "Handler string too long",
        "The handler string '{0}' exceeds the maximum length of 127 characters. Please trim down your project namespace, class name or "
        + "method name to stay within the character limit.");

    public static readonly DiagnosticDescriptor BothStartupForms = Error(
        "AWSLambda0119", "Two startup methods",
        "Both '{0}' and '{1}' methods are present. Only {1} will be used. Please consolidate your service configuration into {1}.");

    public static readonly DiagnosticDescriptor UnknownAuthorizer = Error(
        "AWSLambda0122", "Unknown authorizer",
        "Authorizer '{0}' referenced in [RestApi] attribute does not exist. Ensure a Lambda function with [RestApiAuthorizer] exists "
        + "with method name '{0}' or ResourceName = \"{0}\".");

    public static readonly DiagnosticDescriptor HttpApiAuthorizer = Error(
        "AWSLambda0124", "Authorizer of an HTTP API",
        "Cannot use HTTP API authorizer '{0}' with [RestApi] attribute. Use a [RestApiAuthorizer] instead.");

    public static readonly DiagnosticDescriptor DuplicateAuthorizer = Error(
        "AWSLambda0125", "Duplicate authorizer name",
        "Duplicate authorizer name '{0}'. Authorizer names must be unique within the same API type.");

    public static readonly DiagnosticDescriptor InvalidAuthorizerTtl = Error(
        "AWSLambda0127", "Invalid ResultTtlInSeconds", "Invalid ResultTtlInSeconds '{0}'. Must be between 0 and 3600.");

    public static readonly DiagnosticDescriptor MissingLambdaFunction = Error(
        "AWSLambda0129", "Missing LambdaFunction attribute",
        "Method has [{0}] attribute but is missing the required [LambdaFunction] attribute. Add [LambdaFunction] to this method.");

    public static readonly DiagnosticDescriptor AuthorizerResultOutsideAuthorizer = Error(
        "AWSLambda0130", "Invalid return type IAuthorizerResult",
        "IAuthorizerResult is not a valid return type for LambdaFunctions without HttpApiAuthorizer or RestApiAuthorizer attributes");

    public static readonly DiagnosticDescriptor BodyOnAuthorizer = Error(
        "AWSLambda0131", "FromBody on an authorizer",
        "[FromBody] is not supported on authorizer functions. Authorizer functions only support [FromHeader], [FromQuery], and "
        + "[FromRoute] parameter attributes.");

    public static readonly DiagnosticDescriptor InvalidDynamoDBEvent = Error(
        "AWSLambda0137", "Invalid DynamoDBEvent attribute", "Invalid DynamoDBEventAttribute encountered: {0}");

    public static readonly DiagnosticDescriptor InvalidScheduleEvent = Error(
        "AWSLambda0139", "Invalid ScheduleEvent attribute", "Invalid ScheduleEventAttribute encountered: {0}");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
