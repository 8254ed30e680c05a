using System.Net;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>An answer with status, headers and body; made by <see cref="HttpResults"/>.</summary>
public interface IHttpResult
{
    HttpStatusCode StatusCode { get; }

    /// <summary>The answer as the JSON that API Gateway expects of a function.</summary>
    Stream Serialize(HttpResultSerializationOptions options);

    /// <summary>Adds a value to a header, and returns the same result.</summary>
    IHttpResult AddHeader(string name, string value);
}

/// <summary>How an <see cref="IHttpResult"/> is written.</summary>
public class HttpResultSerializationOptions
{
    public enum ProtocolFormat
    {
        RestApi = 0,

        [Obsolete(AnnotationsNotCovered.Message, error: true)]
        HttpApi = 1,
    }

    /// <summary>The payload format of an HTTP API; makes no difference to a REST API.</summary>
    public enum ProtocolVersion
    {
        V1 = 0,
        V2 = 1,
    }

    public ProtocolFormat Format { get; set; }

    public ProtocolVersion Version { get; set; }

    /// <summary>Writes bodies that are neither text nor bytes.</summary>
    public ILambdaSerializer Serializer { get; set; }
}
