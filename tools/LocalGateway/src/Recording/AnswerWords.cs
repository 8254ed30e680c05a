using LocalGateway.Errors;
using LocalGateway.Integrations;
using LocalGateway.Model;
using LocalGateway.Requests;

namespace LocalGateway.Recording;

/// <summary>
/// Who has answered a request, and why, in the words of the console and of the records. They are made when somebody reads them.
/// </summary>
/// <param name="step">The step that made the reply.</param>
/// <param name="error">Null if no step refused the request.</param>
/// <param name="integration">Null if no route matched.</param>
/// <param name="result">Null if the integration was not called.</param>
/// <param name="request">Its headers are quoted.</param>
/// <param name="reply">Its headers are quoted.</param>
/// <param name="names">The headers whose values are secrets.</param>
internal sealed class AnswerWords(
    string step,
    GatewayError? error,
    Integration? integration,
    IntegrationResult? result,
    GatewayRequest request,
    Reply reply,
    SecretNames names)
{
    // A longer request is shown in the record.
    private const int MaxSent = 40;

    /// <summary>What has answered, without an article: <c>validation</c>, <c>function PlaceOrder</c>, <c>response template</c>.</summary>
    public string Author => error?.By ?? (IsOfIntegration ? BackendWords.Author(integration!, result!) : step);

    /// <summary>The reason, for the console; null if the request succeeded.</summary>
    public string? WhyNot => error is not null || (IsOfIntegration && (reply.StatusCode >= 400 || BackendWords.HasProblem(result!)))
        ? Why()
        : SaysFromCache;

    /// <summary>What an error says that the cache has kept; null if the reply is not such an error.</summary>
    public string? SaysFromCache => step == "cache" && error is null && reply.StatusCode >= 400 ? ReplyWords.Of(reply) : null;

    /// <summary>Why the request has this reply.</summary>
    /// <param name="sent">What the backend got, as text.</param>
    /// <returns>
    /// The cause first, without its full stop; null if only the step knows it. It may quote what the reply says, so mask the secrets in it.
    /// </returns>
    public string? Why(string? sent = null) => error?.Why
        ?? (IsOfIntegration ? BackendWords.Why(integration!, result!, Short(sent), Headers()) : null);

    /// <summary>What the integration decided; null if it was not called.</summary>
    public string? Decision(string? sent) =>
        error is null && IsOfIntegration ? BackendWords.Decision(integration!, result!, Short(sent)) : null;

    private bool IsOfIntegration => step == "integration" && integration is not null && result is not null;

    private string Headers() => HeaderWords.Of(result!.Answer?.Says ?? "", request, reply, names);

    private static string? Short(string? sent) => sent?.Trim() is { Length: > 0 and <= MaxSent } text ? Sentences.Plain(text, MaxSent) : null;
}
