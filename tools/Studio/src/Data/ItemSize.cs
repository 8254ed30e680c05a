using System.Text;
using System.Text.Json.Nodes;

namespace Studio.Data;

/// <summary>The size of an item by the rules of the DynamoDB Developer Guide ("DynamoDB item sizes and formats").</summary>
internal static class ItemSize
{
    // A list or map has this overhead, and one more byte for each element.
    private const int Document = 3;

    public static int Of(JsonObject item) => item.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + OfValue(attribute.Value));

    private static int OfValue(JsonNode? value)
    {
        if (value is not JsonObject { Count: 1 } typed)
            return 0;
        var (type, content) = typed.Single();
        return (type, content) switch
        {
            ("S", JsonValue text) => Encoding.UTF8.GetByteCount(text.ToString()),
            ("N", JsonValue number) => OfNumber(number.ToString()),
            ("B", JsonValue bytes) => OfBinary(bytes.ToString()),
            ("SS" or "NS" or "BS", JsonArray set) => set.Sum(element => OfValue(new JsonObject { [type[..1]] = element?.DeepClone() })),
            ("L", JsonArray list) => Document + list.Sum(element => 1 + OfValue(element)),
            ("M", JsonObject map) => Document + map.Count + Of(map),
            _ => 1,
        };
    }

    // One byte for two significant digits, and one byte more.
    private static int OfNumber(string number)
    {
        var digits = number.Split('e', 'E')[0].Where(char.IsAsciiDigit).ToArray().AsSpan().Trim('0');
        return ((digits.Length + 1) / 2) + 1;
    }

    private static int OfBinary(string base64) =>
        (base64.Length / 4 * 3) - base64.AsSpan().Count('=');
}
