using System.Collections.Frozen;

namespace LocalGateway.Errors;

/// <summary>A kind of refusal or failure, with API Gateway's name for it and its built-in values.</summary>
/// <param name="Name">The key for customising it in an API.</param>
/// <param name="Status">The default status; the API or the error itself may set another.</param>
/// <param name="ErrorType">The value of <c>x-amzn-ErrorType</c>.</param>
/// <param name="Message"><c>$context.error.message</c>, unless the error has its own.</param>
internal sealed record GatewayResponseType(string Name, int Status, string ErrorType, string? Message)
{
    public static readonly GatewayResponseType AccessDenied =
        new("ACCESS_DENIED", 403, "AccessDeniedException", "User is not authorized to access this resource")
        {
            Template = """{"Message":$context.error.messageString}""",
        };

    public static readonly GatewayResponseType ApiConfigurationError =
        new("API_CONFIGURATION_ERROR", 500, "InternalServerErrorException", "Internal server error");
    public static readonly GatewayResponseType AuthorizerConfigurationError =
        new("AUTHORIZER_CONFIGURATION_ERROR", 500, "AuthorizerConfigurationException", null);
    public static readonly GatewayResponseType AuthorizerFailure = new("AUTHORIZER_FAILURE", 500, "AuthorizerConfigurationException", null);
    public static readonly GatewayResponseType BadRequestBody =
        new("BAD_REQUEST_BODY", 400, "BadRequestException", "Invalid request body") { Template = Spaced };
    public static readonly GatewayResponseType BadRequestParameters =
        new("BAD_REQUEST_PARAMETERS", 400, "BadRequestException", "Invalid request parameters") { Template = Spaced };
    public static readonly GatewayResponseType ExpiredToken =
        new("EXPIRED_TOKEN", 403, "ExpiredTokenException", "The security token included in the request is expired");
    public static readonly GatewayResponseType IntegrationFailure =
        new("INTEGRATION_FAILURE", 504, "InternalServerErrorException", "Internal server error") { Template = Spaced };
    public static readonly GatewayResponseType IntegrationTimeout =
        new("INTEGRATION_TIMEOUT", 504, "InternalServerErrorException", "Endpoint request timed out") { Template = Spaced };
    public static readonly GatewayResponseType InvalidApiKey = new("INVALID_API_KEY", 403, "ForbiddenException", "Forbidden");
    public static readonly GatewayResponseType InvalidSignature =
        new("INVALID_SIGNATURE", 403, "InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided.");
    public static readonly GatewayResponseType MissingAuthenticationToken =
        new("MISSING_AUTHENTICATION_TOKEN", 403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    public static readonly GatewayResponseType QuotaExceeded = new("QUOTA_EXCEEDED", 429, "LimitExceededException", "Limit Exceeded");
    public static readonly GatewayResponseType RequestTooLarge =
        new("REQUEST_TOO_LARGE", 413, "RequestTooLargeException", "Request Too Long") { IsCustomisable = false };
    public static readonly GatewayResponseType ResourceNotFound = new("RESOURCE_NOT_FOUND", 404, "NotFoundException", "Not Found");
    public static readonly GatewayResponseType Throttled = new("THROTTLED", 429, "TooManyRequestsException", "Too Many Requests");
    public static readonly GatewayResponseType Unauthorized = new("UNAUTHORIZED", 401, "UnauthorizedException", "Unauthorized");
    public static readonly GatewayResponseType UnsupportedMediaType =
        new("UNSUPPORTED_MEDIA_TYPE", 415, "BadRequestException", "Unsupported Media Type");
    public static readonly GatewayResponseType WafFiltered = new("WAF_FILTERED", 403, "ForbiddenException", "Forbidden");

    /// <summary>A request for a stage that does not exist reaches no API. So no API can customise this response.</summary>
    public static readonly GatewayResponseType StageNotFound =
        new("STAGE_NOT_FOUND", 403, "ForbiddenException", "Forbidden") { IsCustomisable = false };

    /// <summary>The response types of an API, by name. An API also has DEFAULT_4XX and DEFAULT_5XX.</summary>
    public static readonly FrozenDictionary<string, GatewayResponseType> OfApi = new[]
    {
        AccessDenied, ApiConfigurationError, AuthorizerConfigurationError, AuthorizerFailure, BadRequestBody, BadRequestParameters,
        ExpiredToken, IntegrationFailure, IntegrationTimeout, InvalidApiKey, InvalidSignature, MissingAuthenticationToken, QuotaExceeded,
        RequestTooLarge, ResourceNotFound, Throttled, Unauthorized, UnsupportedMediaType, WafFiltered,
    }.ToFrozenDictionary(type => type.Name);

    private const string Spaced = """{"message": $context.error.messageString}""";

    /// <summary>The built-in body, in the template language of gateway responses.</summary>
    public string Template { get; private init; } = """{"message":$context.error.messageString}""";

    /// <summary>False if the service accepts a customised response but does not use it.</summary>
    public bool IsCustomisable { get; private init; } = true;
}
