using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace LocalGateway.Integrations.Mapping;

/// <summary>Payloads as text and as binary data.</summary>
internal static class PayloadText
{
    /// <summary>Decodes the payload as UTF-8; invalid bytes become U+FFFD.</summary>
    public static string TextOf(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);

    /// <summary>The payload as text for a client or an integration.</summary>
    public static ReadOnlyMemory<byte> AsText(ReadOnlyMemory<byte> payload) =>
        Utf8.IsValid(payload.Span) ? payload : Encoding.UTF8.GetBytes(TextOf(payload));

    public static ReadOnlyMemory<byte> ToBase64(ReadOnlyMemory<byte> payload) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(payload.Span));

    public static bool TryFromBase64(ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out byte[]? data)
    {
        var buffer = new byte[(payload.Length / 4 * 3) + 3];
        data = Convert.TryFromBase64String(TextOf(payload), buffer, out var length) ? buffer[..length] : null;
        return data is not null;
    }
}
