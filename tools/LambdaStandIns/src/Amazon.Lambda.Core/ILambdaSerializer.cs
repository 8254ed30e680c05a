namespace Amazon.Lambda.Core;

/// <summary>Converts the JSON of an event to the input of a handler, and the output of a handler to JSON.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}

/// <summary>Names the serializer of all functions of an assembly, or of one function.</summary>
/// <param name="serializerType">An <see cref="ILambdaSerializer"/> with a public parameterless constructor.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; set; } = serializerType;
}
