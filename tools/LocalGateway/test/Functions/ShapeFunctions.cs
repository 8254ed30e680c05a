using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace LocalGateway.Tests.Functions;

public sealed record Answer(string Body);

/// <summary>Handlers of all forms. Each answers with the name of its form.</summary>
public sealed class ShapeFunctions
{
    public static Dictionary<string, string> StaticWithoutParameters() => Body("static");

    public static Dictionary<string, string> InputOnly(JsonElement input) => Body($"input {input.GetProperty("httpMethod")}");

    public static Dictionary<string, string> ContextOnly(ILambdaContext context) => Body($"context {context.FunctionName}");

    public static Stream StreamInAndOut(Stream input, ILambdaContext context) =>
        new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(Body("stream")));

    public static Task<Stream> TaskOfStream(Stream input) =>
        Task.FromResult<Stream>(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(Body("task of stream"))));

    public static async Task<Dictionary<string, string>> TaskOfResult(APIGatewayProxyRequest request)
    {
        await Task.Yield();
        return Body($"task of {request.HttpMethod}");
    }

    [LambdaSerializer(typeof(CamelCaseLambdaJsonSerializer))]
    public static Answer MethodSerializer() => new("camel case");

    public static Answer AssemblySerializer() => new("pascal case");

    public static void Nothing()
    {
    }

    public static Task PlainTask() => Task.CompletedTask;

    public static async void AsyncVoid() => await Task.Yield();

    public static Dictionary<string, string> ThreeParameters(string a, ILambdaContext b, string c) => Body(a + b + c);

    public static Dictionary<string, string> WrongOrder(ILambdaContext context, string input) => Body(input + context);

    public static T Generic<T>(T input) => input;

    public static void Overloaded()
    {
    }

    public static void Overloaded(string input) => _ = input;

    private static Dictionary<string, string> PrivateMethod() => Body("private");

    private static Dictionary<string, string> Body(string text) => new() { ["body"] = text };
}

public sealed class NeedsArgument(string argument)
{
    public string Handle() => argument;
}
