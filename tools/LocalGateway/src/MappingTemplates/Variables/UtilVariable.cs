using System.Globalization;
using System.Text;
using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Json;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Variables;

/// <summary><c>$util</c>. An argument that is not a text is converted to its text.</summary>
internal sealed class UtilVariable : ITemplateObject
{
    private const int ValueCost = 4;

    private UtilVariable()
    {
    }

    public static UtilVariable Only { get; } = new();

    public object? GetProperty(string name, RenderScope scope) => null;

    public object? Invoke(string method, object?[] arguments, RenderScope scope)
    {
        if (arguments is not [var argument])
            return null;
        var text = JavaText.Of(argument, scope);
        scope.Charge(text.Length);
        return method switch
        {
            "escapeJavaScript" => EscapeJavaScript(text),
            "parseJson" => ParseJson(text, scope),
            "urlEncode" => UrlEncode(text),
            "urlDecode" => UrlDecode(text, scope),
            "base64Encode" => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
            "base64Decode" => Base64Decode(text, scope),
            _ => null,
        };
    }

    private static object? ParseJson(string text, RenderScope scope)
    {
        scope.Charge((long)text.Length * ValueCost);
        return PermissiveJson.TryParse(text, out var value, out var problem)
            ? value
            : throw scope.Error($"$util.parseJson: {problem}", MappingTemplateErrorKind.InvalidJson);
    }

    private static string EscapeJavaScript(string text)
    {
        var output = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            _ = c switch
            {
                '"' or '\'' or '\\' or '/' => output.Append('\\').Append(c),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                < ' ' or > '~' => output.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => output.Append(c),
            };
        return output.ToString();
    }

    /// <summary>Encodes as java.net.URLEncoder: a blank becomes <c>+</c>; letters, digits and <c>. - * _</c> stay.</summary>
    private static string UrlEncode(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
            _ = (char)b switch
            {
                ' ' => output.Append('+'),
                (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '*' or '_' => output.Append((char)b),
                _ => output.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture)),
            };
        return output.ToString();
    }

    private static string UrlDecode(string text, RenderScope scope)
    {
        var bytes = new MemoryStream(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                WriteCharacter(bytes, text, ref i);
                continue;
            }

            if (i + 2 >= text.Length
                || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                throw scope.Error("$util.urlDecode: a % is not followed by two hexadecimal digits");
            bytes.WriteByte(value);
            i += 2;
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void WriteCharacter(MemoryStream bytes, string text, ref int index)
    {
        Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out var length);
        Span<byte> encoded = stackalloc byte[4];
        bytes.Write(encoded[..(rune == new Rune('+') ? new Rune(' ') : rune).EncodeToUtf8(encoded)]);
        index += length - 1;
    }

    private static string Base64Decode(string text, RenderScope scope)
    {
        var bytes = new byte[((text.Length + 3) / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw scope.Error("$util.base64Decode: the text is not base64");
    }
}
