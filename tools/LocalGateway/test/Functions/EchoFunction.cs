using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Tests.Functions;

/// <summary>Answers with the event as text, without an event class.</summary>
public sealed class EchoFunction
{
    public static Stream Handle(Stream input)
    {
        var text = new StreamReader(input).ReadToEnd();
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["body"] = text }));
    }
}

/// <summary>Returns the body of the request as its result, byte for byte.</summary>
public sealed class ScriptedFunction
{
    public static Stream Handle(Stream input) => new MemoryStream(JsonNode.Parse(input)!["body"]!.GetValue<string>() is var body
        ? System.Text.Encoding.UTF8.GetBytes(body)
        : []);
}

/// <summary>Returns its event as its result, byte for byte.</summary>
public static class EventEchoFunction
{
    public static Stream Handle(Stream input) => input;
}
