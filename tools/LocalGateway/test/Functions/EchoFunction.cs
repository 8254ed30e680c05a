using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Tests.Functions;

/// <summary>Answers with the event as it came, unread by any event class.</summary>
public sealed class EchoFunction
{
    public static Stream Handle(Stream input)
    {
        var text = new StreamReader(input).ReadToEnd();
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["body"] = text }));
    }
}

/// <summary>Its result is the request's body, byte for byte.</summary>
public sealed class ScriptedFunction
{
    public static Stream Handle(Stream input) => new MemoryStream(JsonNode.Parse(input)!["body"]!.GetValue<string>() is var body
        ? System.Text.Encoding.UTF8.GetBytes(body)
        : []);
}

/// <summary>Its result is its event, byte for byte.</summary>
public static class EventEchoFunction
{
    public static Stream Handle(Stream input) => input;
}
