using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaCrud;

/// <summary>Writes JSON as text. Each thread has one buffer and uses it again, because most of these texts are made in every request.</summary>
internal static class JsonText
{
    // The texts are application/json, never HTML, so letters and quotes can stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>In bytes. A longer text is rare, so its buffer is not kept.</summary>
    private const int MaxKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    public static string Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // Code that writes a part of a text may write another text, so the buffer is not in its place while it is used.
        var buffer = _kept ?? new ArrayBufferWriter<byte>(1024);
        _kept = null;
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer, value);
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        if (buffer.Capacity <= MaxKept)
        {
            buffer.ResetWrittenCount();
            _kept = buffer;
        }

        return text;
    }
}
