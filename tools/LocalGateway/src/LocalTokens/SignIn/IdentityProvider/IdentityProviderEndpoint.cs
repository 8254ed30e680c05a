using LocalGateway.Requests;

namespace LocalGateway.LocalTokens.SignIn.IdentityProvider;

/// <summary>
/// The calls of Cognito's user pools API that an app's library makes to sign in a user, by the JSON protocol of AWS: the header
/// <c>X-Amz-Target</c> names the call. An app uses this address as the endpoint of its user pool.
/// </summary>
internal sealed class IdentityProviderEndpoint(AuthFlows flows)
{
    private const string Service = "AWSCognitoIdentityProviderService.";
    private const string MediaType = "application/x-amz-json-1.1";
    private const int MaxBody = 64 * 1024;

    private readonly Dictionary<string, Func<CallInput, object>> _calls = new(StringComparer.Ordinal)
    {
        ["InitiateAuth"] = flows.Initiate,
        ["RespondToAuthChallenge"] = flows.Respond,
        ["GetTokensFromRefreshToken"] = flows.TokensFromRefreshToken,
        ["RevokeToken"] = flows.Revoke,
        ["GetUser"] = flows.User,
    };

    public Reply Answer(GatewayRequest request)
    {
        var headers = LocalReply.NoStore();
        if (LocalPages.WhyRefused(request, headers) is { } problem)
            return Error(new("ForbiddenException", problem), headers, 403);
        headers.Add("Access-Control-Expose-Headers", "x-amzn-ErrorType");
        switch (request.HttpMethod)
        {
            case "OPTIONS":
                // Libraries of AWS add headers of their own to each call.
                var asked = request.Headers["Access-Control-Request-Headers"].ToString();
                return LocalPages.Preflight(headers, "POST", asked.Length > 0 ? asked : "Content-Type, X-Amz-Target");
            case "POST":
                return Call(request, headers);
            default:
                headers.Add("Allow", "POST, OPTIONS");
                return Error(new("UnknownOperationException", "send POST"), headers, 405);
        }
    }

    private Reply Call(GatewayRequest request, HeaderList headers)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        var name = target.StartsWith(Service, StringComparison.Ordinal) ? target[Service.Length..] : "";
        if (!_calls.TryGetValue(name, out var call))
            return Error(new("UnknownOperationException", $"This machine answers {string.Join(", ", _calls.Keys)}, not '{target}'."), headers);
        if (request.Body.Length > MaxBody || CallInput.Read(request.Body.Span) is not { } input)
            return Error(new("SerializationException", "The body is not the JSON object of this call."), headers);
        return call(input) is var answer && answer is CognitoError error
            ? Error(error, headers)
            : LocalReply.Json(200, answer, headers, MediaType);
    }

    private static Reply Error(CognitoError error, HeaderList headers, int status = 400)
    {
        headers.Set("x-amzn-ErrorType", error.Type);
        return LocalReply.Json(
            status, new Dictionary<string, object> { ["__type"] = error.Type, ["message"] = error.Message }, headers, MediaType);
    }
}
