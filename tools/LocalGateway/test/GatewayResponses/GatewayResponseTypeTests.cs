using System.Text;
using LocalGateway.Errors;
using LocalGateway.GatewayResponses;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Tests.GatewayResponses;

/// <summary>Each type in the documentation of API Gateway ("Gateway response types").</summary>
public sealed class GatewayResponseTypeTests
{
    private const string InternalError = "InternalServerErrorException";

    public static TheoryData<string, int, string, string> Types { get; } = new()
    {
        { "ACCESS_DENIED", 403, """{"Message":"User is not authorized to access this resource"}""", "AccessDeniedException" },
        { "API_CONFIGURATION_ERROR", 500, """{"message":"Internal server error"}""", InternalError },
        { "AUTHORIZER_CONFIGURATION_ERROR", 500, """{"message":null}""", "AuthorizerConfigurationException" },
        { "AUTHORIZER_FAILURE", 500, """{"message":null}""", "AuthorizerConfigurationException" },
        { "BAD_REQUEST_BODY", 400, """{"message": "Invalid request body"}""", "BadRequestException" },
        { "BAD_REQUEST_PARAMETERS", 400, """{"message": "Invalid request parameters"}""", "BadRequestException" },
        { "EXPIRED_TOKEN", 403, """{"message":"The security token included in the request is expired"}""", "ExpiredTokenException" },
        { "INTEGRATION_FAILURE", 504, """{"message": "Internal server error"}""", InternalError },
        { "INTEGRATION_TIMEOUT", 504, """{"message": "Endpoint request timed out"}""", InternalError },
        { "INVALID_API_KEY", 403, """{"message":"Forbidden"}""", "ForbiddenException" },
        {
            "INVALID_SIGNATURE",
            403,
            """{"message":"The request signature we calculated does not match the signature you provided."}""",
            "InvalidSignatureException"
        },
        { "MISSING_AUTHENTICATION_TOKEN", 403, """{"message":"Missing Authentication Token"}""", "MissingAuthenticationTokenException" },
        { "QUOTA_EXCEEDED", 429, """{"message":"Limit Exceeded"}""", "LimitExceededException" },
        { "REQUEST_TOO_LARGE", 413, """{"message":"Request Too Long"}""", "RequestTooLargeException" },
        { "RESOURCE_NOT_FOUND", 404, """{"message":"Not Found"}""", "NotFoundException" },
        { "THROTTLED", 429, """{"message":"Too Many Requests"}""", "TooManyRequestsException" },
        { "UNAUTHORIZED", 401, """{"message":"Unauthorized"}""", "UnauthorizedException" },
        { "UNSUPPORTED_MEDIA_TYPE", 415, """{"message":"Unsupported Media Type"}""", "BadRequestException" },
        { "WAF_FILTERED", 403, """{"message":"Forbidden"}""", "ForbiddenException" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_gateway_response_type_has_its_documented_status_message_and_error_type(
        string type, int status, string body, string errorType)
    {
        var reply = Render(type, []);

        Assert.Equal((status, body), (reply.StatusCode, Text(reply)));
        Assert.Equal(
            [("Content-Type", "application/json"), ("x-amzn-ErrorType", errorType)],
            reply.Headers.Select(header => (header.Key, header.Value.ToString())));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_without_its_own_response_takes_status_headers_and_body_of_DEFAULT_4XX_or_DEFAULT_5XX(
        string type, int status, string body, string errorType)
    {
        var reply = Render(type, new()
        {
            ["DEFAULT_4XX"] = Customised(418, "4"),
            ["DEFAULT_5XX"] = Customised(599, "5"),
        });

        // The documentation: "Customizing the 413 REQUEST_TOO_LARGE default gateway response is currently not supported."
        var expected = (type, status) switch
        {
            ("REQUEST_TOO_LARGE", _) => (status, "", body),
            (_, < 500) => (418, "4", $"4 {type}"),
            _ => (599, "5", $"5 {type}"),
        };
        Assert.Equal(expected, (reply.StatusCode, reply.Headers["X-Class"].ToString(), Text(reply)));
        Assert.Equal(errorType, reply.Headers["x-amzn-ErrorType"].ToString());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_with_its_own_response_takes_nothing_from_DEFAULT_4XX_or_DEFAULT_5XX(
        string type, int status, string body, string errorType)
    {
        var reply = Render(type, new()
        {
            [type] = new() { Parameters = new Dictionary<string, string> { ["gatewayresponse.header.X-Own"] = "'yes'" } },
            ["DEFAULT_4XX"] = Customised(418, "4"),
            ["DEFAULT_5XX"] = Customised(599, "5"),
        });

        Assert.Equal((status, "", body), (reply.StatusCode, reply.Headers["X-Class"].ToString(), Text(reply)));
        Assert.Equal(type == "REQUEST_TOO_LARGE" ? "" : "yes", reply.Headers["X-Own"].ToString());
        Assert.Equal(errorType, reply.Headers["x-amzn-ErrorType"].ToString());
    }

    [Fact]
    public void The_gateway_knows_exactly_the_documented_gateway_response_types() => Assert.Equal(
        Types.Select(row => (string)row[0]), GatewayResponseType.OfApi.Keys.Order(StringComparer.Ordinal));

    private static CustomGatewayResponse Customised(int status, string name) => new()
    {
        StatusCode = status,
        Parameters = new Dictionary<string, string> { ["gatewayresponse.header.X-Class"] = $"'{name}'" },
        Templates = new Dictionary<string, string> { ["text/plain"] = $"{name} $context.error.responseType" },
    };

    private static Reply Render(string type, Dictionary<string, CustomGatewayResponse> responses)
    {
        var api = new RestApi { LogicalId = "Api", ApiId = "abcdefghij", Stage = new() { Name = "prod" }, GatewayResponses = responses };
        var responder = new GatewayResponder(api, new RequestVariables(api, "123456789012"));
        return responder.Render(AnyExchange, new GatewayError(GatewayResponseType.OfApi[type]));
    }

    private static Exchange AnyExchange => new()
    {
        Request = new()
        {
            HttpMethod = "GET",
            RawPath = "/",
            RawQuery = "",
            Headers = [],
            QueryParameters = [],
            Body = default,
            Protocol = "HTTP/1.1",
            SourceIp = "127.0.0.1",
        },
        RequestId = "request",
        ExtendedRequestId = "extended",
        TraceId = "trace",
        RequestTime = DateTimeOffset.UnixEpoch,
        TimeProvider = TimeProvider.System,
        StartTimestamp = 0,
    };

    private static string Text(Reply reply) => Encoding.UTF8.GetString(reply.Body.Span);
}
