using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LambdaCrud.Tests.Support;

/// <summary>The contexts with the JSON shapes of the API: <see cref="ApiJson"/> and those of the resources.</summary>
internal static class JsonContexts
{
    public static IReadOnlyList<JsonSerializerContext> All { get; } =
    [
        .. typeof(ApiJson).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)) && type != typeof(LambdaJson))
            .Select(type => (JsonSerializerContext)type.GetProperty("Default", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!),
    ];

    public static JsonTypeInfo TypeInfoOf(Type type) => All.Select(context => context.GetTypeInfo(type)).OfType<JsonTypeInfo>().First();
}
