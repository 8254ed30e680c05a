using System.Numerics;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace LocalGateway.Validation;

/// <summary>Reads a body for the validator: as JSON and nothing looser, texts as texts, every token with its position.</summary>
internal sealed class BodyReader : JsonTextReader
{
    // Levels of a body: deep enough for people, and not so deep that recursion could end the process.
    private const int Levels = 256;

    private BodyReader(string text)
        : base(new StringReader(text))
    {
        DateParseHandling = DateParseHandling.None;
        MaxDepth = Levels;
    }

    /// <returns>Null if it is no JSON. An empty body is an empty object.</returns>
    public static JToken? Read(ReadOnlyMemory<byte> body)
    {
        var text = body.IsEmpty ? "{}" : Encoding.UTF8.GetString(body.Span);
        try
        {
            // This reader would take comments, single quotes and more for JSON; System.Text.Json does not.
            using (JsonDocument.Parse(text, new() { MaxDepth = Levels }))
            using (var reader = new BodyReader(text))
                return JToken.Load(reader);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>The validator can compare 64 bits of an integer; what has more is greater or less than anything it compares with.</summary>
    public override bool Read()
    {
        var hasRead = base.Read();
        if (Value is BigInteger integer)
            SetToken(JsonToken.Integer, integer.Sign > 0 ? long.MaxValue : long.MinValue, updateIndex: false);
        return hasRead;
    }
}
