using System.Text;
using LocalGateway.Integrations;
using LocalGateway.Integrations.Mapping;
using LocalGateway.Requests;

namespace LocalGateway.Recording;

/// <summary>
/// What the gateway did with one request. Every text of it is made when it is read, and secrets (tokens, keys, cookies, passwords) are
/// masked in it.
/// </summary>
public sealed class RequestRecord
{
    // The objects of a record without its payloads.
    private const int OverheadBytes = 6 * 1024;

    private readonly RecordedFacts _facts;
    private readonly RequestRecorder _recorder;
    private RecordSecrets? _secrets;

    internal RequestRecord(long number, RecordedFacts facts, RequestRecorder recorder)
    {
        (Number, _facts, _recorder) = (number, facts, recorder);
        Size = OverheadBytes + facts.PayloadSize;
        Duration = facts.Trace.Steps is [.., var last]
            ? facts.Clock.GetElapsedTime(facts.Trace.Start, last.End)
            : TimeSpan.Zero;
    }

    /// <summary>Counts the records of a recorder, from 1.</summary>
    public long Number { get; }

    /// <summary><c>x-amzn-RequestId</c>. A client may have chosen it, so it need not be unique.</summary>
    public string RequestId => _facts.RequestId;

    public DateTimeOffset Start => _facts.Start;

    /// <summary>The time in all steps together.</summary>
    public TimeSpan Duration { get; }

    public string HttpMethod => Secrets.Text(_facts.Request.HttpMethod);

    /// <summary>As the client sent it, undecoded.</summary>
    public string Path => Secrets.Text(_facts.Request.RawPath);

    /// <summary>As the client sent it, undecoded, without the question mark.</summary>
    public string Query => Secrets.Query(_facts.Request.RawQuery);

    /// <summary><c>GET /products/{id}</c>; null if no route matched.</summary>
    public string? Route => _facts.Route?.Method.Name.ToString();

    /// <summary>The user or the principal, with the user's groups; null if no authorizer has accepted the request.</summary>
    public string? Caller => _facts.Caller is { } caller ? Secrets.Text(caller.Who) : null;

    /// <summary>The status that the client got.</summary>
    public int Status => _facts.Reply.StatusCode;

    /// <summary>The step that made the reply: <c>authorizer</c>, <c>cache</c>, <c>integration</c>, …</summary>
    public string AnsweredBy => _facts.AnsweredBy;

    /// <summary>
    /// What has answered, as precisely as it is known: the step, or what decided in it: <c>function PlaceOrder</c>, <c>response template</c>,
    /// <c>DynamoDB</c>, <c>throttle of the method</c>.
    /// </summary>
    public string Author => Secrets.Text(_facts.Words.Author);

    /// <summary>API Gateway's name for the refusal: <c>UNAUTHORIZED</c>, …; null if no step refused the request.</summary>
    public string? Refusal => _facts.Error?.Type.Name;

    /// <summary>Whether a step refused the request or failed. Then the reply is a gateway response.</summary>
    public bool IsRefused => _facts.Error is not null;

    /// <summary>
    /// Sentences without the last full stop: why the request has this reply, the cause first. Of a body it has only what a reply with an
    /// error says about itself.
    /// </summary>
    public string Reason => Secrets.Text(
        _facts.Words.Why(SentToBackend)
        ?? Sentences.Join(
            _facts.Words.SaysFromCache,
            StepsOf(_facts.AnsweredBy).Select(step => step.Decision?.ToString()).FirstOrDefault()));

    /// <summary>The mapping templates that can be rendered again, each <c>Request</c> or <c>Response</c>.</summary>
    public IReadOnlyList<string> Templates =>
    [
        .. _facts.Calls.OfType<RenderedTemplate>().Where(rendered => rendered.Input is not null).Select(rendered => rendered.IsRequest ? "Request" : "Response"),
    ];

    internal RecordedFacts Facts => _facts;

    /// <summary>The body of the last call of the gateway itself.</summary>
    internal string? SentToBackend => _facts.Calls.OfType<ServiceCall>().LastOrDefault()?.Body is { IsCut: false, Kept.Length: < 100 } sent
        ? Encoding.UTF8.GetString(sent.Kept.Span)
        : null;

    /// <summary>Bytes of memory, estimated.</summary>
    internal int Size { get; }

    internal RecordSecrets Secrets => _secrets ??= new(_facts.Secrets, _facts.Request, _facts.Reply);

    /// <summary>Everything that the record knows.</summary>
    public RecordDetails Open() => new DetailsReader(this, _recorder).Read();

    /// <summary>Renders one of the record's mapping templates again, with the recorded input. Nothing is called.</summary>
    /// <param name="template">Its place in <see cref="RecordDetails.Templates"/>.</param>
    /// <param name="source">A changed template; null renders the recorded one.</param>
    /// <returns>Null if there is no such template, or its input is not kept.</returns>
    public TemplateRun? Render(int template, string? source = null) => new TemplateRerun(this).Run(template, source);

    private IEnumerable<StepTrace> StepsOf(string name) => _facts.Trace.Steps.Where(step => step.Name == name);
}
