using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Tests.Functions;

/// <summary>Answers with the number of its calls. Headers of the request choose the status, the size and a malformed result.</summary>
public sealed class CountingFunction
{
    private int _calls;

    public Stream Handle(Stream input)
    {
        var request = JsonNode.Parse(input)!;
        var size = int.Parse((string?)request["headers"]!["X-Size"] ?? "0", CultureInfo.InvariantCulture);
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["statusCode"] = (string?)request["headers"]!["X-Status"] ?? "200",
            ["headers"] = new JsonObject { ["X-Call"] = $"{++_calls}", ["Date"] = "mine" },
            ["body"] = (string?)request["headers"]!["X-Malformed"] is null ? _calls.ToString(CultureInfo.InvariantCulture).PadRight(size) : new JsonArray(),
        }));
    }
}
