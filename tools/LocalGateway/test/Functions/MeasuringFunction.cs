using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace LocalGateway.Tests.Functions;

/// <summary>Writes the body of its event as a line of its log.</summary>
public sealed class MeasuringFunction
{
    public static Stream Handle(Stream input, ILambdaContext context)
    {
        context.Logger.Log(JsonNode.Parse(input)!["body"]!.GetValue<string>());
        return new MemoryStream(Encoding.UTF8.GetBytes("""{"statusCode":200}"""));
    }
}
