using System.Globalization;
using LocalGateway.Errors;
using LocalGateway.Model;

namespace LocalGateway.Integrations;

/// <summary>Who has answered behind the gateway, and why, in the words of the console and of the records.</summary>
internal static class BackendWords
{
    private const string ResponseTemplate = "response template";
    private const string IntegrationResponse = "integration response";

    /// <returns>Without an article: <c>function PlaceOrder</c>, <c>response template</c>, <c>DynamoDB</c>.</returns>
    public static string Author(Integration integration, IntegrationResult result) => result switch
    {
        { Error.Type: var type } => IsOfBackend(type) ? Backend(integration) : "integration",
        { Answer.Author: ReplyAuthor.RequestTemplate } => "request template",
        { Answer.Author: ReplyAuthor.ResponseTemplate } => ResponseTemplate,
        { Answer.Author: ReplyAuthor.TextOfResponseTemplate } when Says(result) is not null => ResponseTemplate,
        { Answer: { } answer, Backend: { } backend } when answer.Status != backend.Status => IntegrationResponse,
        _ => Backend(integration),
    };

    /// <summary>What the step has decided.</summary>
    /// <returns>A sentence without its full stop. It may quote what the reply says, so mask the secrets in it.</returns>
    public static string Decision(Integration integration, IntegrationResult result, string? sent = null) =>
        result is { Error: null, Answer: { } answer } && Says(result) is not null
            ? $"{The(Author(integration, result))} answers {Text(answer.Status)}: {Why(integration, result, sent)}"
            : Why(integration, result, sent);

    /// <summary>Why the reply is as it is, the cause first.</summary>
    /// <param name="integration">The integration of the method.</param>
    /// <param name="result">Its outcome.</param>
    /// <param name="sent">What the backend got, if it is short and known.</param>
    /// <param name="facts">Further sentences about the request.</param>
    public static string Why(Integration integration, IntegrationResult result, string? sent = null, string facts = "")
    {
        if (result.Answer is not { } answer)
            return $"{Name(integration)} answers {Text(result.Backend?.Status)}";
        var author = Author(integration, result);
        var isBackend = author == Backend(integration);
        var before = isBackend || integration is MockIntegration ? null : Before(integration, result, sent);
        if (Says(result) is { } says)
            return Sentences.Join(says, facts, before);
        var why = Problem(result);
        if (isBackend || before is null)
        {
            var silent = answer.Status < 400 ? "" : ", and its reply gives no reason";
            var name = isBackend ? Name(integration) : The(author);
            return Sentences.Join($"{name} answers {Text(answer.Status)}{(why is null ? silent : $": {why}")}", facts);
        }

        return answer.Status < 400
            ? $"{The(author)} answers {Text(answer.Status)} ({before})"
            : Sentences.Join(before, facts, $"{The(author)} answers {Text(answer.Status)} for it");
    }

    /// <summary><c>the function PlaceOrder</c>, <c>DynamoDB</c></summary>
    public static string The(string author) => author == "DynamoDB" ? author : $"the {author}";

    /// <summary>Whether the backend has failed or refused, although the reply may hide it.</summary>
    public static bool HasProblem(IntegrationResult result) => Problem(result) is not null;

    // What the backend did, if it is not the backend that the client hears.
    private static string? Before(Integration integration, IntegrationResult result, string? sent)
    {
        if (result.Backend is not { } backend)
            return null;
        var name = Name(integration);
        var request = sent is null ? "its request" : $"the request {sent}";
        return (Problem(result), backend.Status) switch
        {
            // A template that finds a mistake writes this. What the service says about it misleads.
            (not null, >= 400) when sent == "{}" && Says(result) is not null =>
                $"The request template sent the empty request {{}}, so {name} refused it with {Text(backend.Status)}",
            ({ } why, >= 400) => $"{name} refused {request} with {Text(backend.Status)}: {why}",
            ({ } why, _) => $"{name}: {why}",
            _ => $"{name} answered {Text(backend.Status)}",
        };
    }

    private static string? Problem(IntegrationResult result) => result.Backend?.Problem ?? result.Backend?.ServiceError;

    // A reply may pass on the error of the service.
    private static string? Says(IntegrationResult result) =>
        result.Answer?.Says is { } says && Problem(result)?.Contains(says.TrimEnd('…'), StringComparison.Ordinal) is not true
            ? says
            : null;

    private static bool IsOfBackend(GatewayResponseType type) =>
        type == GatewayResponseType.IntegrationFailure || type == GatewayResponseType.IntegrationTimeout || type == GatewayResponseType.RequestTooLarge;

    private static string Backend(Integration integration) => integration switch
    {
        LambdaProxyIntegration proxy => $"function {proxy.Function}",
        LambdaIntegration lambda => $"function {lambda.Function}",
        HttpProxyIntegration or HttpIntegration => "HTTP backend",
        AwsActionIntegration { Service: "dynamodb" } => "DynamoDB",
        AwsActionIntegration action => $"service {action.Service}",
        MockIntegration => "mock",
        _ => "integration",
    };

    private static string Name(Integration integration) => integration is AwsActionIntegration ? integration.Name : The(Backend(integration));

    private static string? Text(int? status) => status?.ToString(CultureInfo.InvariantCulture);
}
