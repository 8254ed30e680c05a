using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalGateway.Errors;

/// <summary>Why a request leaves the pipeline.</summary>
internal sealed record GatewayError(GatewayResponseType Type, string? Message = null)
{
    /// <summary>What the client reads in <c>$context.error.message</c>; null is rendered as <c>null</c>.</summary>
    public string? Message { get; } = Message ?? Type.Message;

    /// <summary>Only where the service answers otherwise than the type's own status.</summary>
    public int Status { get; init; } = Type.Status;

    /// <summary><c>$context.error.validationErrorString</c>.</summary>
    public string? ValidationError { get; init; }

    /// <summary>For the log only, never for the client; without anything secret.</summary>
    public string? Reason { get; init; }

    /// <summary>The function failed, or its result is not a proxy response.</summary>
    public static GatewayError BadGateway(string reason) => new(GatewayResponseType.IntegrationFailure) { Status = 502, Reason = reason };

    /// <summary>The call of the integration was refused.</summary>
    public static GatewayError IntegrationRefused(string reason) =>
        new(GatewayResponseType.IntegrationFailure) { Status = 500, Reason = reason };

    /// <summary>The backend of an HTTP integration did not answer.</summary>
    public static GatewayError Unreachable(string reason) =>
        new(GatewayResponseType.IntegrationFailure, "Network error communicating with endpoint") { Reason = reason };

    /// <summary>A mapping reads the request's body as JSON, and it is none.</summary>
    public static GatewayError InvalidJson(string reason) =>
        new(GatewayResponseType.BadRequestBody, "Invalid JSON in request body") { Reason = reason };

    public static GatewayError Misconfigured(string reason) => new(GatewayResponseType.ApiConfigurationError) { Reason = reason };

    /// <param name="name">What follows <c>$context.</c>: <c>error.message</c>, …</param>
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
