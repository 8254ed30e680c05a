using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Reads and writes any type by reflection. Names are the same as in C#. Nulls are not written.</summary>
[RequiresUnreferencedCode("Reads and writes by reflection. Use SourceGeneratorLambdaJsonSerializer in trimmed functions.")]
public class DefaultLambdaJsonSerializer : AbstractLambdaJsonSerializer, ILambdaSerializer
{
    public DefaultLambdaJsonSerializer()
        : this(null, null)
    {
    }

    public DefaultLambdaJsonSerializer(Action<JsonSerializerOptions> customizer)
        : this(customizer, null)
    {
    }

    /// <param name="customizer">Changes the options. Changes of escaping and indenting have no effect.</param>
    /// <param name="jsonWriterCustomizer">Has no effect.</param>
    public DefaultLambdaJsonSerializer(Action<JsonSerializerOptions> customizer, Action<JsonWriterOptions> jsonWriterCustomizer)
        : base(jsonWriterCustomizer)
    {
        SerializerOptions = CreateDefaultJsonSerializationOptions();
        customizer?.Invoke(SerializerOptions);
    }

    protected JsonSerializerOptions SerializerOptions { get; }

    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) =>
        JsonSerializer.Serialize(writer, response, SerializerOptions);

    protected override T InternalDeserialize<T>(byte[] utf8Json) => JsonSerializer.Deserialize<T>(utf8Json, SerializerOptions);
}

/// <summary>Works like <see cref="DefaultLambdaJsonSerializer"/>, with camelCase names.</summary>
[RequiresUnreferencedCode("Reads and writes by reflection. Use SourceGeneratorLambdaJsonSerializer in trimmed functions.")]
public class CamelCaseLambdaJsonSerializer()
    : DefaultLambdaJsonSerializer(options => options.PropertyNamingPolicy = new AwsNamingPolicy(JsonNamingPolicy.CamelCase));
