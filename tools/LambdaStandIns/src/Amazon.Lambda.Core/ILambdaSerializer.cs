namespace Amazon.Lambda.Core;

/// <summary>Turns the JSON of an event into a handler's input, and a handler's output into JSON.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}

/// <summary>Names the serializer of an assembly's functions, or of one function.</summary>
/// <param name="serializerType">An <see cref="ILambdaSerializer"/> with a public parameterless constructor.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; set; } = serializerType;
}
