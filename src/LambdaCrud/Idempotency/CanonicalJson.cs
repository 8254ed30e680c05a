using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace LambdaCrud.Idempotency;

/// <summary>
/// Writes all spellings of a JSON value as the same text: members sorted by name, no blanks, one form for each string and number. Two
/// values have the same text if they are equal, and only then.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>A number whose exponent has more digits than this keeps its spelling, so that no number takes long to write.</summary>
    private const int MaxExponentDigits = 30;

    /// <param name="keepNulls">
    /// Whether a null member differs from an absent one. It does in a merge patch. It does not in a complete representation.
    /// </param>
    public static string Write(JsonElement value, bool keepNulls) =>
        JsonText.Write((value, keepNulls), static (writer, it) => Write(writer, it.value, it.keepNulls));

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool keepNulls)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                var members = new List<Member>();
                foreach (var member in value.EnumerateObject())
                {
                    if (keepNulls || member.Value.ValueKind != JsonValueKind.Null)
                        members.Add(new(member.Name, member.Value));
                }

                // The sort is stable: members with the same name keep their order.
                foreach (var member in members.OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, keepNulls);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, keepNulls);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number(value.GetRawText()), skipInputValidation: true);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>A class, because sorting structs is compiled at the first request (docs/deploy.md, Cold starts).</summary>
    private sealed record Member(string Name, JsonElement Value);

    /// <summary>The digits without leading and trailing zeros, and a power of ten: <c>12.50</c> is <c>125e-1</c>.</summary>
    private static string Number(string text)
    {
        var (mantissa, exponentText) = text.IndexOfAny(['e', 'E']) is var e and >= 0 ? (text[..e], text[(e + 1)..]) : (text, "0");
        var sign = mantissa[0] == '-' ? "-" : "";
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0');
        if (digits.Length == 0)
            return "0";
        if (exponentText.TrimStart('+', '-').TrimStart('0').Length > MaxExponentDigits)
            return text;

        var significant = digits.TrimEnd('0');
        var exponent = BigInteger.Parse(exponentText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            - fraction + (digits.Length - significant.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{significant}e{exponent}");
    }
}
