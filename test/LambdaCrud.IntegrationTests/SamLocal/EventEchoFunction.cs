using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaCrud.IntegrationTests.SamLocal;

/// <summary>Answers 200 with the unchanged event.</summary>
public static class EventEchoFunction
{
    public static Stream Handle(Stream input)
    {
        var text = new StreamReader(input).ReadToEnd();
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["statusCode"] = 200, ["body"] = text }));
    }
}
