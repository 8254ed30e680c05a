using System.Buffers;
using System.Globalization;
using System.Text;
using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Json;

/// <summary>Values as compact JSON.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        ['"', '\\', .. Range('\0', '\u001F'), .. Range('\u007F', '\u009F'), .. Range('\u2000', '\u20FF')]);

    public static string Of(object? value, RenderScope? scope)
    {
        var output = new StringBuilder();
        Append(output, value, scope, depth: 0);
        return output.ToString();
    }

    public static void Append(StringBuilder output, object? value, RenderScope? scope, int depth)
    {
        JavaText.CheckDepth(scope, depth);
        scope?.Charge(2);
        switch (value)
        {
            case null:
                output.Append("null");
                break;
            case bool flag:
                output.Append(flag ? "true" : "false");
                break;
            case double number when double.IsInfinity(number):
                output.Append("null");
                break;
            case JavaMap map:
                AppendObject(output, map, scope, depth);
                break;
            case JavaList list:
                AppendArray(output, list, scope, depth);
                break;
            case not null when JavaText.IsNumber(value):
                output.Append(JavaText.Of(value, scope));
                break;
            default:
                AppendString(output, JavaText.Of(value, scope), scope);
                break;
        }
    }

    private static void AppendObject(StringBuilder output, JavaMap map, RenderScope? scope, int depth)
    {
        output.Append('{');
        var isFirst = true;
        foreach (var (key, value) in map.Entries)
        {
            if (!isFirst)
                output.Append(',');
            isFirst = false;
            AppendString(output, JavaText.Of(key, scope), scope);
            output.Append(':');
            Append(output, value, scope, depth + 1);
        }

        output.Append('}');
    }

    private static void AppendArray(StringBuilder output, JavaList list, RenderScope? scope, int depth)
    {
        output.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                output.Append(',');
            Append(output, list[i], scope, depth + 1);
        }

        output.Append(']');
    }

    private static void AppendString(StringBuilder output, string text, RenderScope? scope)
    {
        scope?.Charge(text.Length);
        output.Append('"');
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is var index and >= 0)
        {
            AppendEscaped(output.Append(rest[..index]), rest[index]);
            rest = rest[(index + 1)..];
        }

        output.Append(rest);
        output.Append('"');
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);

    private static void AppendEscaped(StringBuilder output, char c) => _ = c switch
    {
        '"' or '\\' => output.Append('\\').Append(c),
        '\b' => output.Append("\\b"),
        '\f' => output.Append("\\f"),
        '\n' => output.Append("\\n"),
        '\r' => output.Append("\\r"),
        '\t' => output.Append("\\t"),
        _ => output.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
    };
}
