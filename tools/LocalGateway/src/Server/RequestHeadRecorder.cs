using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace LocalGateway.Server;

/// <summary>
/// Records how the client wrote the names of its headers. API Gateway passes them on as sent, but Kestrel gives every name it knows its
/// usual casing. So this reader sits between the connection and Kestrel, and keeps the bytes that Kestrel reads as a request's head. It also
/// hides from Kestrel that the client has stopped sending, as long as there are bytes that Kestrel has not seen: Kestrel would drop them.
/// </summary>
internal sealed class RequestHeadRecorder : PipeReader
{
    private readonly PipeReader _connection;
    private readonly ArrayBufferWriter<byte> _head = new(1024);
    private ReadOnlySequence<byte> _read;
    private long _seen;
    private bool _isRecording = true;

    private RequestHeadRecorder(PipeReader connection) => (_connection, AsSent) = (connection, NameAsSent);

    /// <summary>Maps a name in Kestrel's casing to the name as the client wrote it.</summary>
    public Func<string, string> AsSent { get; }

    /// <summary>Connection middleware: the recorder becomes a feature of the _connection.</summary>
    public static ConnectionDelegate Attach(ConnectionDelegate next) => context =>
    {
        var recorder = new RequestHeadRecorder(context.Transport.Input);
        context.Transport = new Transport(recorder, context.Transport.Output);
        context.Features.Set(recorder);
        return next(context);
    };

    /// <summary>Must be called before the body of a request is read: the next bytes are not a head.</summary>
    public void Pause() => _isRecording = false;

    /// <summary>Must be called after a request has been read completely: the next bytes are a head.</summary>
    public void Resume()
    {
        _head.ResetWrittenCount();
        _isRecording = true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_isRecording)
        {
            foreach (var segment in _read.Slice(_read.Start, consumed))
                _head.Write(segment.Span);
        }

        _seen = _read.Slice(consumed, examined).Length;
        _connection.AdvanceTo(consumed, examined);
    }

    public override bool TryRead(out ReadResult result)
    {
        var hasRead = _connection.TryRead(out result);
        result = Received(result);
        return hasRead;
    }

    // Each request waits here once. The pooled builder allocates nothing for it.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Received(await _connection.ReadAsync(cancellationToken));

    public override void CancelPendingRead() => _connection.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _connection.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => _connection.CompleteAsync(exception);

    private string NameAsSent(string name)
    {
        var rest = _head.WrittenSpan;
        while (rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = rest[..end];
            rest = rest[(end + 1)..];
            if (line.IndexOf((byte)':') is not (var colon and > 0) || !Ascii.EqualsIgnoreCase(line[..colon], name))
                continue;
            return Ascii.Equals(line[..colon], name) ? name : Encoding.ASCII.GetString(line[..colon]);
        }

        return name;
    }

    // Ending the sending is not ending the wait for the reply: RFC 9112, 9.6.
    private ReadResult Received(ReadResult result)
    {
        _read = result.Buffer;
        return result.IsCompleted && _read.Length > _seen ? new(_read, result.IsCanceled, isCompleted: false) : result;
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
