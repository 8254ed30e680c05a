using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalGateway.Errors;

/// <summary>The reason why a step refuses a request.</summary>
internal sealed record GatewayError(GatewayResponseType Type, string? Message = null)
{
    /// <summary>The value of <c>$context.error.message</c>; null is rendered as <c>null</c>.</summary>
    public string? Message { get; } = Message ?? Type.Message;

    /// <summary>Set only if the service does not answer with the type's own status.</summary>
    public int Status { get; init; } = Type.Status;

    /// <summary><c>$context.error.validationErrorString</c>.</summary>
    public string? ValidationError { get; init; }

    /// <summary>For the log only, never for the client. Contains no secrets.</summary>
    public string? Reason { get; init; }

    /// <summary>What has refused the request, if the name of the step does not say it. For the log only.</summary>
    public string? By { get; init; }

    /// <summary>The reason in the words of the console and of the records.</summary>
    public string Why => Reason ?? Type.Message ?? Type.Name;

    /// <summary>The function failed, or its result is not a proxy response.</summary>
    public static GatewayError BadGateway(string reason) => new(GatewayResponseType.IntegrationFailure) { Status = 502, Reason = reason };

    /// <summary>The integration refused the call.</summary>
    public static GatewayError IntegrationRefused(string reason) =>
        new(GatewayResponseType.IntegrationFailure) { Status = 500, Reason = reason };

    /// <summary>The backend of an HTTP integration did not answer.</summary>
    public static GatewayError Unreachable(string reason) =>
        new(GatewayResponseType.IntegrationFailure, "Network error communicating with endpoint") { Reason = reason };

    /// <summary>A mapping reads the request's body as JSON, but the body is not JSON.</summary>
    public static GatewayError InvalidJson(string reason) =>
        new(GatewayResponseType.BadRequestBody, "Invalid JSON in request body") { Reason = reason };

    public static GatewayError Misconfigured(string reason) => new(GatewayResponseType.ApiConfigurationError) { Reason = reason };

    /// <param name="name">The name after <c>$context.</c>: <c>error.message</c>, …</param>
    public string? Variable(string name) => name switch
    {
        "error.message" => Message,
        "error.messageString" => Message is null
            ? "null"
            : $"\"{JsonEncodedText.Encode(Message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        "error.responseType" => Type.Name,
        "error.validationErrorString" => ValidationError,
        _ => null,
    };
}
