using System.Globalization;
using System.Numerics;
using System.Text;
using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Json;

namespace LocalGateway.MappingTemplates.Values;

/// <summary>Values as Java's <c>toString</c> writes them.</summary>
internal static class JavaText
{
    public static string Of(object? value, RenderScope? scope = null)
    {
        if (value is string text)
            return text;
        var output = new StringBuilder();
        Append(output, value, scope, depth: 0);
        return output.ToString();
    }

    /// <summary>Writes the value. The characters count against the rendering's limit.</summary>
    public static void Append(StringBuilder output, object? value, RenderScope? scope) => Append(output, value, scope, depth: 0);

    private static void Append(StringBuilder output, object? value, RenderScope? scope, int depth)
    {
        var start = output.Length;
        switch (value)
        {
            case null:
                output.Append(depth == 0 ? "" : "null");
                break;
            case ITemplateObject:
                // $input, $util, $context and $foreach have no text.
                break;
            case string text:
                output.Append(text);
                break;
            case bool flag:
                output.Append(flag ? "true" : "false");
                break;
            case JavaList { IsJson: true } array:
                JsonText.Append(output, array, scope, depth);
                return;
            case JavaList list:
                AppendItems(output, list, scope, depth);
                return;
            case JavaMap map:
                AppendMap(output, map, scope, depth);
                return;
            case JavaMapEntry entry:
                AppendEntry(output, entry.Key, entry.Value, scope, depth);
                return;
            case double number:
                output.Append(JavaDouble.ToText(number));
                break;
            case IFormattable formattable:
                output.Append(formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                output.Append(value);
                break;
        }

        scope?.Charge(output.Length - start);
    }

    private static void AppendItems(StringBuilder output, JavaList items, RenderScope? scope, int depth)
    {
        CheckDepth(scope, depth);
        output.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                output.Append(", ");
            scope?.Step();
            Append(output, items[i], scope, depth + 1);
        }

        output.Append(']');
    }

    private static void AppendMap(StringBuilder output, JavaMap map, RenderScope? scope, int depth)
    {
        CheckDepth(scope, depth);
        output.Append('{');
        var separator = "";
        foreach (var (key, value) in map.Entries)
        {
            output.Append(separator);
            AppendEntry(output, key, value, scope, depth);
            separator = ", ";
        }

        output.Append('}');
    }

    private static void AppendEntry(StringBuilder output, object key, object? value, RenderScope? scope, int depth)
    {
        CheckDepth(scope, depth);
        scope?.Step();
        Append(output, key, scope, depth + 1);
        output.Append('=');
        Append(output, value, scope, depth + 1);
    }

    /// <summary>A list may contain itself. In Java the stack then overflows.</summary>
    internal static void CheckDepth(RenderScope? scope, int depth)
    {
        if (depth <= MappingTemplateLimits.Nesting)
            return;
        const string problem = "the value is nested too deeply to be rendered, or contains itself";
        throw scope?.Error(problem, MappingTemplateErrorKind.LimitExceeded)
            ?? new MappingTemplateException(MappingTemplateErrorKind.LimitExceeded, "", 1, 1, problem);
    }

    /// <summary>Whether a value is one of Java's numbers.</summary>
    public static bool IsNumber(object? value) => value is int or long or double or BigInteger or BigDecimal;
}
