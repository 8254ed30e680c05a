using System.Diagnostics;

namespace LocalGateway.Functions.Traffic;

/// <summary>
/// Hears of the HTTP requests of this process in <c>System.Net.Http</c>'s diagnostic events. It takes only the calls of DynamoDB by a function
/// whose traffic is recorded.
/// </summary>
internal sealed class HttpListener : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Sent = "System.Net.Http.Request";
    private const string Answered = "System.Net.Http.Response";
    private const string TargetHeader = "X-Amz-Target";
    private const string TargetPrefix = "DynamoDB_20120810.";

    private static readonly HttpRequestOptionsKey<ObservedCall> Call = new("LocalGateway.ObservedCall");

    private static readonly Lazy<HttpListener> Started = new(() =>
    {
        var listener = new HttpListener();
        // Both subscriptions last as long as the process.
        DiagnosticListener.AllListeners.Subscribe(listener);
        return listener;
    });

    public static void EnsureStarted() => _ = Started.Value;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
            value.Subscribe(this, static name => name is Sent or Answered && DynamoDbTraffic.Current is not null);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Sent && Member<HttpRequestMessage>(value.Value, "Request") is { } request)
            Begin(request);
        else if (value.Key == Answered && Member<HttpResponseMessage>(value.Value, "Response") is { } response)
            End(response);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static void Begin(HttpRequestMessage request)
    {
        if (!request.Headers.TryGetValues(TargetHeader, out var targets)
            || targets.FirstOrDefault() is not { } target
            || !target.StartsWith(TargetPrefix, StringComparison.Ordinal)
            || DynamoDbTraffic.Current?.Add(target[TargetPrefix.Length..]) is not { } call)
            return;
        request.Options.Set(Call, call);
        // Content in memory can be read at once. So its text is known even if no server takes it.
        if (request.Content is ByteArrayContent or ReadOnlyMemoryContent)
            request.Content.CopyTo(new ObservedStream(Stream.Null, call.Request), context: null, CancellationToken.None);
        else if (request.Content is { } content)
            request.Content = new ObservedContent(content, call.Request);
    }

    private static void End(HttpResponseMessage response)
    {
        if (response.RequestMessage is not { } request || !request.Options.TryGetValue(Call, out var call))
            return;
        call.Answered((int)response.StatusCode);
        response.Content = new ObservedContent(response.Content, call.Reply);
    }

    // The types of the events are not public.
    private static T? Member<T>(object? data, string name)
        where T : class => data?.GetType().GetProperty(name)?.GetValue(data) as T;
}
