using System.Collections;
using System.Globalization;
using System.Text;

namespace LocalGateway.Functions;

/// <summary>Log messages with named placeholders, <c>{OrderId}</c> or <c>{Total:N2}</c>. Arguments fill them by position.</summary>
internal static class MessageTemplate
{
    public static string Fill(string? message, object?[]? arguments)
    {
        if (message is null || arguments is null or [])
            return message ?? "";
        var text = new StringBuilder();
        var next = 0;
        for (var index = 0; index < message.Length; index++)
        {
            var character = message[index];
            if (character is '{' or '}' && index + 1 < message.Length && message[index + 1] == character)
            {
                text.Append(character);
                index++;
            }
            else if (character == '{' && message.IndexOf('}', index) is var end and > 0 && next < arguments.Length)
            {
                var placeholder = message[(index + 1)..end];
                var colon = placeholder.IndexOf(':', StringComparison.Ordinal);
                text.Append(Format(arguments[next++], colon < 0 ? null : placeholder[(colon + 1)..]));
                index = end;
            }
            else
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }

    private static string? Format(object? value, string? format) => value switch
    {
        null => "null",
        string text => text,
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Format(item, format)))}]",
        _ => value.ToString(),
    };
}
