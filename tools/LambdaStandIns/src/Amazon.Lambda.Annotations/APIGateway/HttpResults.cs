using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>
/// Creates the responses of an API function. A string body is text/plain. Bytes, and a stream from its current position, are
/// application/octet-stream in base64. Any other body is JSON. <see cref="AddHeader"/> can set another content type.
/// A stream must have a length and return all its bytes from one call of Read. All other bytes are lost.
/// </summary>
public class HttpResults : IHttpResult
{
    private const string ContentType = "content-type";

    private readonly object _body;
    private readonly Dictionary<string, List<string>> _headers = [];

    private HttpResults(HttpStatusCode statusCode, object body = null)
    {
        StatusCode = statusCode;
        _body = body;
    }

    public HttpStatusCode StatusCode { get; }

    public static IHttpResult Ok(object body = null) => NewResult(HttpStatusCode.OK, body);

    public static IHttpResult Created(string uri = null, object body = null) => WithLocation(HttpStatusCode.Created, uri, body);

    public static IHttpResult Accepted(object body = null) => NewResult(HttpStatusCode.Accepted, body);

    /// <summary>
    /// 302, or 301 if <paramref name="permanent"/>. 307 or 308 if the client must repeat the method and body of the request.
    /// </summary>
    public static IHttpResult Redirect(string uri, bool permanent = false, bool preserveMethod = false) => WithLocation(
        (permanent, preserveMethod) switch
        {
            (false, false) => HttpStatusCode.Found,
            (true, false) => HttpStatusCode.MovedPermanently,
            (false, true) => HttpStatusCode.TemporaryRedirect,
            (true, true) => HttpStatusCode.PermanentRedirect,
        },
        uri);

    public static IHttpResult BadRequest(object body = null) => NewResult(HttpStatusCode.BadRequest, body);

    public static IHttpResult Unauthorized() => NewResult(HttpStatusCode.Unauthorized);

    public static IHttpResult Forbid(object body = null) => NewResult(HttpStatusCode.Forbidden, body);

    public static IHttpResult NotFound(object body = null) => NewResult(HttpStatusCode.NotFound, body);

    public static IHttpResult Conflict(object body = null) => NewResult(HttpStatusCode.Conflict, body);

    public static IHttpResult InternalServerError(object body = null) => NewResult(HttpStatusCode.InternalServerError, body);

    public static IHttpResult BadGateway() => NewResult(HttpStatusCode.BadGateway);

    /// <param name="delaySeconds">When the client may try again. The header is omitted unless the value is above 0.</param>
    public static IHttpResult ServiceUnavailable(int? delaySeconds = null)
    {
        var result = NewResult(HttpStatusCode.ServiceUnavailable);
        return delaySeconds > 0 ? result.AddHeader("retry-after", delaySeconds.Value.ToString(CultureInfo.InvariantCulture)) : result;
    }

    public static IHttpResult NewResult(HttpStatusCode statusCode, object body = null) => new HttpResults(statusCode, body);

    /// <inheritdoc/>
    /// <remarks>Names are written in lower case, in the order of their first value.</remarks>
    public IHttpResult AddHeader(string name, string value)
    {
        var key = name.ToLower(CultureInfo.CurrentCulture);
        if (!_headers.TryGetValue(key, out var values))
        {
            _headers[key] = values = [];
        }

        values.Add(value);
        return this;
    }

    /// <inheritdoc/>
    public Stream Serialize(HttpResultSerializationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (text, isBase64, contentType) = Encode(_body, options.Serializer);
        if (!string.IsNullOrEmpty(text) && !_headers.ContainsKey(ContentType))
        {
            AddHeader(ContentType, contentType);
        }

        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode", (int)StatusCode);
            WriteHeaders(json);
            json.WriteString("body", text);
            json.WriteBoolean("isBase64Encoded", isBase64);
            json.WriteEndObject();
        }

        stream.Position = 0;
        return stream;
    }

    private static IHttpResult WithLocation(HttpStatusCode statusCode, string uri, object body = null)
    {
        var result = NewResult(statusCode, body);
        return uri is null ? result : result.AddHeader("location", uri);
    }

    private static (string Text, bool IsBase64, string ContentType) Encode(object body, ILambdaSerializer serializer)
    {
        switch (body)
        {
            case null:
                return (null, false, null);
            case string text:
                return (text, false, "text/plain");
            case Stream stream:
                return (FirstRead(stream), true, "application/octet-stream");
            case IList<byte> bytes:
                return (Convert.ToBase64String([.. bytes]), true, "application/octet-stream");
            default:
                var buffer = new MemoryStream();
                serializer.Serialize(body, buffer);
                buffer.Position = 0;
                return (new StreamReader(buffer).ReadToEnd(), false, "application/json");
        }
    }

    private static string FirstRead(Stream stream)
    {
        var room = new byte[Room((int)stream.Length)];
        var count = stream.Read(room, 0, room.Length);
        return Convert.ToBase64String(room.AsSpan(0, count));
    }

    /// <summary>How many bytes the call of Read may return: the length rounded up to a power of two, but at least 16.</summary>
    private static int Room(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return length is 0 or > 1 << 30 ? length : Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)length));
    }

    private void WriteHeaders(Utf8JsonWriter json)
    {
        if (_headers.Count == 0)
        {
            json.WriteNull("multiValueHeaders");
            return;
        }

        json.WriteStartObject("multiValueHeaders");
        foreach (var (name, values) in _headers)
        {
            json.WriteStartArray(name);
            values.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
