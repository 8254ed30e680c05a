using System.Net;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>A response with status code, headers and body. <see cref="HttpResults"/> creates it.</summary>
public interface IHttpResult
{
    HttpStatusCode StatusCode { get; }

    /// <summary>Returns the response as the JSON that API Gateway expects from a function.</summary>
    Stream Serialize(HttpResultSerializationOptions options);

    /// <summary>Adds a value to a header, and returns the same result.</summary>
    IHttpResult AddHeader(string name, string value);
}

/// <summary>The options for writing an <see cref="IHttpResult"/>.</summary>
public class HttpResultSerializationOptions
{
    public enum ProtocolFormat
    {
        RestApi = 0,

        [Obsolete(AnnotationsNotCovered.Message, error: true)]
        HttpApi = 1,
    }

    /// <summary>The payload format of an HTTP API. It has no effect on a REST API.</summary>
    public enum ProtocolVersion
    {
        V1 = 0,
        V2 = 1,
    }

    public ProtocolFormat Format { get; set; }

    public ProtocolVersion Version { get; set; }

    /// <summary>The serializer for bodies that are neither text nor bytes.</summary>
    public ILambdaSerializer Serializer { get; set; }
}
