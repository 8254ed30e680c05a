namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The JSON of an event or a response cannot be read or written. The message names the type.</summary>
public class JsonSerializerException : Exception
{
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
