namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The JSON of an event or a response could not be read or written; the message names the type.</summary>
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
