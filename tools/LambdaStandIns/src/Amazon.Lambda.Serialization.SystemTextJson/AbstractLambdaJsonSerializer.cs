using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson.Converters;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// The base of the serializers, with their options and their exceptions, which name the type. A serializer that is created while the
/// environment variable LAMBDA_NET_SERIALIZER_DEBUG is true prints all JSON that it reads and writes to the console.
/// </summary>
public abstract class AbstractLambdaJsonSerializer
{
    private readonly bool _printsJson = string.Equals(
        Environment.GetEnvironmentVariable("LAMBDA_NET_SERIALIZER_DEBUG"), "true", StringComparison.OrdinalIgnoreCase);

    /// <param name="jsonWriterCustomizer">
    /// Has no effect, as in the published package: it changes only a copy of the options.
    /// </param>
    protected AbstractLambdaJsonSerializer(Action<JsonWriterOptions> jsonWriterCustomizer)
    {
        WriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        jsonWriterCustomizer?.Invoke(WriterOptions);
    }

    protected JsonWriterOptions WriterOptions { get; }

    /// <exception cref="JsonSerializerException">The response cannot be written as JSON.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            if (_printsJson)
            {
                using var json = new MemoryStream();
                Write(response, json);
                Console.WriteLine($"Lambda Serialize {typeof(T).FullName}: {Encoding.UTF8.GetString(json.ToArray())}");
                json.WriteTo(responseStream);
            }
            else
            {
                Write(response, responseStream);
            }
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the response object of type {typeof(T).FullName} from the Lambda function to JSON: {e.Message}", e);
        }
    }

    /// <param name="requestStream">A <see cref="MemoryStream"/> is read from its start, any other stream from its current position.</param>
    /// <exception cref="JsonSerializerException">The stream does not contain valid JSON for <typeparamref name="T"/>.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            var utf8Json = Bytes(requestStream);
            if (_printsJson)
            {
                Console.WriteLine($"Lambda Deserialize {typeof(T).FullName}: {Encoding.UTF8.GetString(utf8Json)}");
            }

            return InternalDeserialize<T>(utf8Json);
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the Lambda event JSON payload to type {typeof(T).FullName}: {e.Message}", e);
        }
    }

    protected virtual JsonSerializerOptions CreateDefaultJsonSerializationOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        PropertyNamingPolicy = new AwsNamingPolicy(),
        Converters = { new DateTimeConverter(), new MemoryStreamConverter(), new ConstantClassConverter(), new ByteArrayConverter() },
    };

    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    protected abstract T InternalDeserialize<T>(byte[] utf8Json);

    private void Write<T>(T response, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, WriterOptions);
        InternalSerialize(writer, response);
    }

    private static byte[] Bytes(Stream stream)
    {
        if (stream is MemoryStream inMemory)
        {
            return inMemory.ToArray();
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
