using System.Text;

namespace LocalHost;

/// <summary>
/// A log that is held back while the host starts: the requests that seed the tables are nobody's traffic. They are only shown when the start
/// fails, to say why.
/// </summary>
internal sealed class HeldLog(TextWriter log) : TextWriter
{
    private readonly Lock _lock = new();
    private StringBuilder? _held = new();

    public override Encoding Encoding => log.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (_lock)
        {
            if (_held is null)
                log.Write(value);
            else
                _held.Append(value);
        }
    }

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => log.Flush();

    /// <summary>From now on all lines pass.</summary>
    /// <param name="show">Whether those held back follow now, or are forgotten.</param>
    public void Open(bool show)
    {
        lock (_lock)
        {
            if (show)
                log.Write(_held);
            _held = null;
        }
    }
}
