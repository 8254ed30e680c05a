using System.Numerics;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace LocalGateway.Validation;

/// <summary>Reads a body for the validator: strictly as JSON, without converting strings, and with the position of each token.</summary>
internal sealed class BodyReader : JsonTextReader
{
    // Maximum depth of a body: enough for real requests, and too small for recursion to overflow the stack.
    private const int Levels = 256;

    private BodyReader(string text)
        : base(new StringReader(text))
    {
        DateParseHandling = DateParseHandling.None;
        MaxDepth = Levels;
    }

    /// <returns>
    /// Null if the body is not JSON, or has an integer of more than 380 digits, which the library does not read. An empty body is an empty
    /// object.
    /// </returns>
    public static JToken? Read(ReadOnlyMemory<byte> body)
    {
        var text = body.IsEmpty ? "{}" : Encoding.UTF8.GetString(body.Span);
        try
        {
            // This reader would also accept comments, single quotes and more. System.Text.Json does not.
            using (JsonDocument.Parse(text, new() { MaxDepth = Levels }))
            using (var reader = new BodyReader(text))
                return JToken.Load(reader);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or JsonReaderException)
        {
            return null;
        }
    }

    /// <summary>The validator can compare integers of 64 bits. An integer beyond them is greater or less than all others.</summary>
    public override bool Read()
    {
        var hasRead = base.Read();
        if (Value is BigInteger integer)
            SetToken(JsonToken.Integer, integer.Sign > 0 ? long.MaxValue : long.MinValue, updateIndex: false);
        return hasRead;
    }
}
