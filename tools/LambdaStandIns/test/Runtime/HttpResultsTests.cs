using System.Net;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace LambdaStandIns.Tests.Runtime;

public class HttpResultsTests
{
    public static TheoryData<IHttpResult, HttpStatusCode> StatusCodes => new()
    {
        { HttpResults.Ok(), HttpStatusCode.OK },
        { HttpResults.Created(), HttpStatusCode.Created },
        { HttpResults.Accepted(), HttpStatusCode.Accepted },
        { HttpResults.BadRequest(), HttpStatusCode.BadRequest },
        { HttpResults.Unauthorized(), HttpStatusCode.Unauthorized },
        { HttpResults.Forbid(), HttpStatusCode.Forbidden },
        { HttpResults.NotFound(), HttpStatusCode.NotFound },
        { HttpResults.Conflict(), HttpStatusCode.Conflict },
        { HttpResults.InternalServerError(), HttpStatusCode.InternalServerError },
        { HttpResults.BadGateway(), HttpStatusCode.BadGateway },
        { HttpResults.ServiceUnavailable(), HttpStatusCode.ServiceUnavailable },
        { HttpResults.NewResult((HttpStatusCode)418), (HttpStatusCode)418 },
    };

    [Theory]
    [MemberData(nameof(StatusCodes))]
    public void An_HttpResult_without_a_body_has_only_a_status_code(IHttpResult result, HttpStatusCode expected)
    {
        Assert.Equal(expected, result.StatusCode);
        Assert.Equal($$"""{"statusCode":{{(int)expected}},"multiValueHeaders":null,"body":null,"isBase64Encoded":false}""", Json(result));
    }

    [Fact]
    public void A_string_body_is_text_plain_and_is_written_with_strict_JSON_escaping() => Assert.Equal(
        """{"statusCode":200,"multiValueHeaders":{"content-type":["text/plain"]},"body":"\u00E5 \u0022b\u0022 \u003C","isBase64Encoded":false}""",
        Json(HttpResults.Ok("å \"b\" <")));

    [Fact]
    public void An_object_body_is_written_by_the_serializer_of_the_function()
    {
        Assert.Equal(
            """{"statusCode":400,"multiValueHeaders":{"content-type":["application/json"]},"body":"{\u0022Id\u0022:7}","isBase64Encoded":false}""",
            Json(HttpResults.BadRequest(new { Id = 7, Name = (string?)null })));
        Assert.Equal(
            """{"statusCode":200,"multiValueHeaders":{"content-type":["application/json"]},"body":"{\u0022id\u0022:7}","isBase64Encoded":false}""",
            Json(HttpResults.Ok(new { Id = 7 }), new CamelCaseLambdaJsonSerializer()));
    }

    [Theory]
    [InlineData(5, 5, "AQIDBAU=")]
    [InlineData(2, 5, "AQI=")]
    [InlineData(100, 3, "AQIDBAU=")]
    [InlineData(100, 0, "")]
    public void A_stream_body_contains_the_bytes_from_a_single_call_of_Read(int chunk, int length, string body) =>
        Assert.Contains($"\"body\":\"{body}\",\"isBase64Encoded\":true", Json(HttpResults.Ok(new Chunks(chunk, length))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 2048)]
    [InlineData((1L << 32) + 17, 32)]
    public void A_stream_body_is_read_once_with_its_length_rounded_up_to_a_power_of_two(long length, int room)
    {
        var stream = new Asked(length);

        Json(HttpResults.Ok(stream));

        Assert.Equal([room], stream.Counts);
    }

    [Fact]
    public void A_stream_body_with_a_negative_length_throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Json(HttpResults.Ok(new Asked(-1))));

    [Fact]
    public void A_stream_body_without_a_length_throws() =>
        Assert.Throws<NotSupportedException>(() => Json(HttpResults.Ok(new Chunks(5, null))));

    [Theory]
    [InlineData(true, false, "t")]
    [InlineData(false, true, null)]
    public void An_HttpResult_omits_a_byte_order_mark_and_throws_if_the_serializer_closes_the_stream(bool mark, bool closes, string? body)
    {
        var serializer = new Plain(mark, closes);

        if (body is null)
            Assert.Throws<ObjectDisposedException>(() => Json(HttpResults.Ok(1), serializer));
        else
            Assert.Contains($"\"body\":\"{body}\"", Json(HttpResults.Ok(1), serializer), StringComparison.Ordinal);
    }

    public static TheoryData<object> BinaryBodies => new()
    {
        new byte[] { 2, 3 },
        new List<byte> { 2, 3 },
        new MemoryStream([1, 2, 3]) { Position = 1 },
    };

    [Theory]
    [MemberData(nameof(BinaryBodies))]
    public void A_byte_body_and_the_unread_rest_of_a_stream_are_written_as_base64(object body) => Assert.Equal(
        """{"statusCode":200,"multiValueHeaders":{"content-type":["application/octet-stream"]},"body":"AgM=","isBase64Encoded":true}""",
        Json(HttpResults.Ok(body)));

    [Fact]
    public void An_HttpResult_with_an_empty_body_has_no_content_type()
    {
        Assert.Equal("""{"statusCode":200,"multiValueHeaders":null,"body":"","isBase64Encoded":false}""", Json(HttpResults.Ok("")));
        Assert.Equal(
            """{"statusCode":200,"multiValueHeaders":null,"body":"","isBase64Encoded":true}""", Json(HttpResults.Ok(Array.Empty<byte>())));
    }

    [Fact]
    public void HttpResult_headers_are_lower_case_and_in_the_order_of_their_first_value()
    {
        var result = HttpResults.Ok("x");
        Assert.Same(result, result.AddHeader("X-B", "1").AddHeader("x-a", "2").AddHeader("x-b", "3"));
        Assert.Equal(
            """{"statusCode":200,"multiValueHeaders":{"x-b":["1","3"],"x-a":["2"],"content-type":["text/plain"]},"body":"x","isBase64Encoded":false}""",
            Json(result));
    }

    [Fact]
    public void A_content_type_set_with_AddHeader_replaces_the_default_content_type() => Assert.Equal(
        """{"statusCode":200,"multiValueHeaders":{"content-type":["text/html"]},"body":"x","isBase64Encoded":false}""",
        Json(HttpResults.Ok("x").AddHeader("Content-Type", "text/html")));

    [Fact]
    public void HttpResults_Created_sets_the_location_header()
    {
        Assert.Equal(
            """{"statusCode":201,"multiValueHeaders":{"location":["/books/7"]},"body":null,"isBase64Encoded":false}""",
            Json(HttpResults.Created("/books/7")));
        Assert.Equal(
            """{"statusCode":201,"multiValueHeaders":{"location":["/books/7"],"content-type":["text/plain"]},"body":"x","isBase64Encoded":false}""",
            Json(HttpResults.Created("/books/7", "x")));
    }

    [Theory]
    [InlineData(false, false, 302)]
    [InlineData(true, false, 301)]
    [InlineData(false, true, 307)]
    [InlineData(true, true, 308)]
    public void HttpResults_Redirect_sets_the_location_and_the_status(bool permanent, bool preserveMethod, int expected) => Assert.Equal(
        $$"""{"statusCode":{{expected}},"multiValueHeaders":{"location":["/new"]},"body":null,"isBase64Encoded":false}""",
        Json(HttpResults.Redirect("/new", permanent, preserveMethod)));

    [Theory]
    [InlineData(5, """{"retry-after":["5"]}""")]
    [InlineData(12000, """{"retry-after":["12000"]}""")]
    [InlineData(0, "null")]
    [InlineData(-1, "null")]
    public void A_503_result_has_a_retry_after_header_only_for_a_positive_delay(int delaySeconds, string expectedHeaders) => Assert.Equal(
        $$"""{"statusCode":503,"multiValueHeaders":{{expectedHeaders}},"body":null,"isBase64Encoded":false}""",
        Json(HttpResults.ServiceUnavailable(delaySeconds)));

    [Fact]
    public void An_HttpResult_can_be_written_twice()
    {
        var result = HttpResults.Ok("x").AddHeader("a", "1");
        Assert.Equal(Json(result), Json(result));
    }

    private static string Json(IHttpResult result, ILambdaSerializer? serializer = null)
    {
        using var stream = result.Serialize(new HttpResultSerializationOptions
        {
            Format = HttpResultSerializationOptions.ProtocolFormat.RestApi,
            Version = HttpResultSerializationOptions.ProtocolVersion.V1,
            Serializer = serializer ?? new DefaultLambdaJsonSerializer(),
        });
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A stream of five bytes that returns at most <c>chunk</c> bytes per read. Without a length it cannot seek.</summary>
    private sealed class Chunks(int chunk, int? length) : MemoryStream([1, 2, 3, 4, 5])
    {
        public override bool CanSeek => length is not null;

        public override long Length => length ?? throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }

    /// <summary>An empty stream that reports a given length and records how many bytes each read asks for.</summary>
    private sealed class Asked(long length) : MemoryStream
    {
        public List<int> Counts { get; } = [];

        public override long Length => length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            Counts.Add(count);
            return 0;
        }
    }

    private sealed class Plain(bool mark, bool closes) : ILambdaSerializer
    {
        public T Deserialize<T>(Stream requestStream) => throw new NotSupportedException();

        public void Serialize<T>(T response, Stream responseStream)
        {
            if (mark)
                responseStream.Write([0xEF, 0xBB, 0xBF]);
            responseStream.Write("t"u8);
            if (closes)
                responseStream.Dispose();
        }
    }
}
