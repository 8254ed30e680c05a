using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;
using LocalGateway.Functions;
using LocalGateway.Functions.Traffic;
using LocalGateway.Integrations;
using LocalGateway.Integrations.Mapping;
using LocalGateway.Requests;

namespace LocalGateway.Recording;

/// <summary>Makes the texts of a record.</summary>
internal sealed class DetailsReader(RequestRecord record, RequestRecorder recorder)
{
    // A reply that is compressed well is still shown only up to this size.
    private const int MaxDecompressed = 1024 * 1024;

    private readonly RecordedFacts _facts = record.Facts;
    private readonly RecordSecrets _secrets = record.Secrets;

    public RecordDetails Read() => new()
    {
        Record = record,
        Steps = [.. Steps()],
        NotReached = [.. _facts.StepNames.Skip(_facts.Trace.Steps.Count)],
        Request = new(_secrets.Headers(_facts.Request.Headers), Body(_facts.RequestBody)),
        Reply = new(_secrets.Headers(_facts.Reply.Headers), ReplyBody()),
        Templates = [.. _facts.Calls.OfType<RenderedTemplate>().Select(Template)],
        StatusSetBy = record.Status >= 400 && !record.IsRefused ? StatusSetBy() : null,
        Calls = [.. _facts.Calls.OfType<ServiceCall>().Select(Call)],
        Functions = [.. _facts.Calls.OfType<FunctionCall>().Select(Function)],
        Related = [.. RelatedRequests.Of(record, recorder.Records)],
        Warnings = [.. _facts.Warnings.Select(_secrets.Text)],
    };

    private IEnumerable<RecordedStep> Steps()
    {
        var begin = _facts.Trace.Start;
        var isRefused = _facts.Trace.Steps.Any(step => step.Error is not null);
        var hasAnswered = false;
        foreach (var step in _facts.Trace.Steps)
        {
            var answers = !hasAnswered && step.Name == _facts.AnsweredBy && (step.Error is not null || !isRefused);
            hasAnswered |= answers;
            yield return new(
                step.Name,
                _facts.Clock.GetElapsedTime(_facts.Trace.Start, begin),
                _facts.Clock.GetElapsedTime(begin, step.End),
                _secrets.Text(Decision(step)),
                step.Error is not null,
                answers);
            begin = step.End;
        }
    }

    private string Decision(StepTrace step) => step.Error is { } error
        ? error.Why + (error.ValidationError is { } rule ? $". API Gateway says: {rule}" : "")
        : (step.Name == _facts.AnsweredBy ? _facts.Words.Decision(record.SentToBackend) : null) ?? step.Decision?.ToString() ?? "";

    private TemplateLine? StatusSetBy()
    {
        for (var template = _facts.Calls.OfType<RenderedTemplate>().Count() - 1; template >= 0; template--)
        {
            if (record.Render(template) is { } run
                && run.Status == record.Status
                && run.StatusSetBy is { } set)
                return new(template, set.Line, set.Because);
        }

        return null;
    }

    private RecordedTemplate Template(RenderedTemplate rendered) => new(
        rendered.Template.Name,
        rendered.IsRequest,
        rendered.ResponseStatus,
        rendered.Template.Text,
        Body(rendered.Output),
        rendered.Error is { } error ? new(_secrets.Text(error.Problem), error.Line, error.Column) : null,
        rendered.Input is not null);

    private RecordedCall Call(ServiceCall call) => new(
        _secrets.Text(call.Name),
        new(_secrets.Headers(call.Headers), Body(call.Body)),
        call.ReplyStatus,
        new(_secrets.Headers(call.ReplyHeaders), Body(call.ReplyBody)),
        call.Problem is { } problem ? _secrets.Text(problem) : null,
        call.Latency,
        call.Capacity);

    private RecordedFunction Function(FunctionCall call) => new(
        call.LogicalId,
        call.RequestId,
        call.Outcome,
        Body(call.Event),
        Body(call.Output),
        [.. recorder.Lines.Of(call.RequestId).Select(_secrets.Text)],
        call.DynamoDbCalls is { } calls ? [.. calls.Select(FunctionCall)] : null);

    private RecordedFunctionCall FunctionCall(DynamoDbCall call) => new(
        _secrets.Text(call.Operation),
        [.. call.Tables().Select(_secrets.Text)],
        call.Status,
        call.Latency,
        Body(call.Request),
        Body(call.Reply));

    private RecordedBody ReplyBody()
    {
        var coding = _facts.Reply.Headers["Content-Encoding"].ToString();
        if (_facts.ReplyBody.IsCut || coding is not ("gzip" or "deflate"))
            return Body(_facts.ReplyBody);
        using var compressed = new MemoryStream(_facts.ReplyBody.Kept.ToArray());
        using Stream stream = coding == "gzip"
            ? new GZipStream(compressed, CompressionMode.Decompress)
            : new ZLibStream(compressed, CompressionMode.Decompress);
        var text = new byte[MaxDecompressed];
        try
        {
            var length = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return Body(new ReadOnlyMemory<byte>(text, 0, length)) with
            {
                Length = _facts.ReplyBody.Length,
                Note = $"the client got it as {coding}",
            };
        }
        catch (InvalidDataException)
        {
            return Body(_facts.ReplyBody);
        }
    }

    private RecordedBody Body(TracedBytes payload)
    {
        var isText = Utf8.IsValid(payload.Kept.Span) || payload.IsCut;
        var text = isText ? _secrets.Text(Encoding.UTF8.GetString(payload.Kept.Span)) : Convert.ToBase64String(payload.Kept.Span);
        return new(text, payload.Length, payload.IsCut
            ? string.Create(CultureInfo.InvariantCulture, $"cut: these are the first {payload.Kept.Length:N0} of {payload.Length:N0} bytes")
            : isText ? null : "not UTF-8, so it is shown in base64");
    }
}
