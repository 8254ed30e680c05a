using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace LambdaStandIns.Tests.Runtime;

public class DefaultLambdaJsonSerializerTests
{
    private readonly DefaultLambdaJsonSerializer _serializer = new();

    [Fact]
    public void The_default_serializer_keeps_names_omits_nulls_and_writes_enums_as_numbers() => Assert.Equal(
        """{"Title":"Emma","Day":5}""",
        _serializer.ToJson(new Book { Title = "Emma", Subtitle = null, Day = DayOfWeek.Friday }));

    [Fact]
    public void The_camel_case_serializer_does_not_change_dictionary_keys() => Assert.Equal(
        """{"title":"Emma","day":5,"extra":{"FooBar":null}}""",
        new CamelCaseLambdaJsonSerializer().ToJson(
            new Book { Title = "Emma", Day = DayOfWeek.Friday, Extra = new() { ["FooBar"] = null } }));

    [Fact]
    public void XAmzId2_and_XAmzRequestId_get_their_hyphenated_S3_names_in_JSON()
    {
        var ids = new { XAmzId2 = "a", XAmzRequestId = "b", FooBar = "c" };
        Assert.Equal("""{"x-amz-id-2":"a","x-amz-request-id":"b","FooBar":"c"}""", _serializer.ToJson(ids));
        Assert.Equal("""{"x-amz-id-2":"a","x-amz-request-id":"b","fooBar":"c"}""", new CamelCaseLambdaJsonSerializer().ToJson(ids));
    }

    [Fact]
    public void The_default_serializer_uses_relaxed_JSON_escaping() =>
        Assert.Equal("\"\\\"<>&'+é\\uD83D\\uDE00\\u2028/\\\\\\n\\u0001\"", _serializer.ToJson("\"<>&'+é😀\u2028/\\\n\u0001"));

    [Fact]
    public void The_default_serializer_ignores_the_case_of_names_when_it_reads()
    {
        var book = _serializer.FromJson<Book>("""{"TITLE":"Emma","day":5}""");
        Assert.Equal("Emma", book.Title);
        Assert.Equal(DayOfWeek.Friday, book.Day);
    }

    [Theory]
    [InlineData("""{"Day":"Friday"}""")]
    [InlineData("""{"Day":"5"}""")]
    [InlineData("""{"Day":5,}""")]
    [InlineData("""{"Day":5} {}""")]
    [InlineData("""{"Day":5 /* Friday */}""")]
    [InlineData("")]
    public void The_default_serializer_throws_on_comments_trailing_commas_extra_JSON_empty_text_and_enum_names(string json) =>
        Assert.Throws<JsonSerializerException>(() => _serializer.FromJson<Book>(json));

    [Fact]
    public void A_byte_array_is_written_as_numbers_and_read_from_numbers_or_base64()
    {
        Assert.Equal("[1,2,255]", _serializer.ToJson<byte[]>([1, 2, 255]));
        Assert.Equal([1, 2, 255], _serializer.FromJson<byte[]>("\"AQL/\""));
        Assert.Equal([1, 2, 255], _serializer.FromJson<byte[]>("[1,2,255]"));
        Assert.Equal([2], _serializer.FromJson<byte[]>("""["1",2,null]"""));
        Assert.Null(_serializer.FromJson<byte[]>("null"));
        Assert.Throws<JsonSerializerException>(() => _serializer.FromJson<byte[]>("[256]"));
        var wrong = Assert.Throws<JsonSerializerException>(() => _serializer.FromJson<byte[]>("5"));
        Assert.Equal(
            "Error converting the Lambda event JSON payload to type System.Byte[]: The JSON value could not be converted to byte[].",
            wrong.Message);
    }

    [Fact]
    public void A_memory_stream_is_written_and_read_as_base64_of_all_its_bytes()
    {
        using var stream = new MemoryStream([1, 2, 255]) { Position = 2 };
        Assert.Equal("\"AQL/\"", _serializer.ToJson(stream));
        Assert.Equal([1, 2, 255], _serializer.FromJson<MemoryStream>("\"AQL/\"").ToArray());
        Assert.Throws<JsonSerializerException>(() => _serializer.FromJson<MemoryStream>("\"A\""));
    }

    [Theory]
    [InlineData("\"2026-01-02T03:04:05Z\"", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("\"2026-01-02T03:04:05.12\"", "2026-01-02T03:04:05.1200000")]
    [InlineData("\"2026-01-02\"", "2026-01-02T00:00:00.0000000")]
    [InlineData("1428537600", "2015-04-09T00:00:00.0000000Z")]
    [InlineData("1428537600.5", "2015-04-09T00:00:00.5000000Z")]
    [InlineData("-1", "1969-12-31T23:59:59.0000000Z")]
    [InlineData("157753180800", "6968-12-31T00:00:00.0000000Z")]
    [InlineData("157753180801", "1974-12-31T20:19:40.8010000Z")]
    [InlineData("1428537600000", "2015-04-09T00:00:00.0000000Z")]
    public void A_DateTime_is_read_from_ISO_8601_text_or_from_seconds_or_milliseconds(string json, string expected) =>
        Assert.Equal(expected, _serializer.FromJson<DateTime>(json).ToString("O"));

    [Theory]
    [InlineData("\"02/01/2026\"", "String")]
    [InlineData("\"1428537600\"", "String")]
    [InlineData("true", "True")]
    [InlineData("null", "Null")]
    [InlineData("{}", "StartObject")]
    public void A_DateTime_in_an_unknown_format_throws_with_its_JSON_token_type(string json, string kind) => Assert.Equal(
        $"Error converting the Lambda event JSON payload to type System.DateTime: Unknown data type for DateTime: {kind}",
        Assert.Throws<JsonSerializerException>(() => _serializer.FromJson<DateTime>(json)).Message);

    [Fact]
    public void A_DateTime_is_written_as_ISO_8601_text() => Assert.Equal(
        "[\"2026-01-02T03:04:05Z\",\"2026-01-02T03:04:05.12\"]",
        _serializer.ToJson<DateTime[]>([new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new(2026, 1, 2, 3, 4, 5, 120)]));

    [Fact]
    public void A_serializer_failure_names_the_type_and_the_reason()
    {
        var reading = Assert.Throws<JsonSerializerException>(() => _serializer.FromJson<int>("x"));
        Assert.Equal(
            "Error converting the Lambda event JSON payload to type System.Int32: "
            + "'x' is an invalid start of a value. Path: $ | LineNumber: 0 | BytePositionInLine: 0.",
            reading.Message);
        Assert.IsType<JsonException>(reading.InnerException);

        var writing = Assert.Throws<JsonSerializerException>(() => _serializer.ToJson(new Failing("out of stock")));
        Assert.Equal(
            "Error converting the response object of type LambdaStandIns.Tests.Runtime.DefaultLambdaJsonSerializerTests+Failing "
            + "from the Lambda function to JSON: out of stock",
            writing.Message);
        Assert.IsType<InvalidOperationException>(writing.InnerException);
    }

    [Fact]
    public void The_customizer_changes_the_serializer_options_but_not_escaping_or_indenting()
    {
        var serializer = new DefaultLambdaJsonSerializer(
            options =>
            {
                options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
                options.Converters.Add(new JsonStringEnumConverter());
                options.WriteIndented = true;
            },
            writer => writer.Indented = true);
        Assert.Equal("""{"title":"é","day":"Friday"}""", serializer.ToJson(new Book { Title = "é", Day = DayOfWeek.Friday }));
    }

    [Fact]
    public void A_derived_serializer_creates_its_options_before_the_customizer_runs() =>
        Assert.Equal("""{"title":null,"subtitle":null,"day":0,"extra":null}""", new Derived().ToJson(new Book()));

    [Fact]
    public void The_serializer_leaves_streams_open_and_reads_a_memory_stream_from_its_start()
    {
        using var response = new MemoryStream();
        response.WriteByte((byte)'>');
        _serializer.Serialize(1, response);
        Assert.Equal(">1", Encoding.UTF8.GetString(response.ToArray()));

        using var memory = new MemoryStream("12"u8.ToArray()) { Position = 1 };
        Assert.Equal(12, _serializer.Deserialize<int>(memory));
        using var other = new BufferedStream(memory);
        Assert.Equal(2, _serializer.Deserialize<int>(other));
    }

    private sealed class Book
    {
        public string? Title { get; set; }

        public string? Subtitle { get; set; }

        public DayOfWeek Day { get; set; }

        public Dictionary<string, string?>? Extra { get; set; }
    }

    private sealed class Failing(string reason)
    {
        public int Stock => throw new InvalidOperationException(reason);
    }

    private sealed class Derived() : DefaultLambdaJsonSerializer(
        options => options.DefaultIgnoreCondition = JsonIgnoreCondition.Never)
    {
        protected override JsonSerializerOptions CreateDefaultJsonSerializationOptions()
        {
            var options = base.CreateDefaultJsonSerializationOptions();
            Assert.Equal(JsonIgnoreCondition.WhenWritingNull, options.DefaultIgnoreCondition);
            options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            return options;
        }
    }
}

[Collection(ProcessWide.Name)]
public class SerializerDebugTests
{
    [Fact]
    public void The_serializer_prints_all_JSON_if_LAMBDA_NET_SERIALIZER_DEBUG_is_true()
    {
        var before = Environment.GetEnvironmentVariable("LAMBDA_NET_SERIALIZER_DEBUG");
        Environment.SetEnvironmentVariable("LAMBDA_NET_SERIALIZER_DEBUG", "True");
        try
        {
            ILambdaSerializer serializer = new DefaultLambdaJsonSerializer();
            Assert.Equal("Lambda Serialize System.Int32[]: [1,2]\n", ConsoleOutput.Of(() => serializer.ToJson<int[]>([1, 2])));
            Assert.Equal("Lambda Deserialize System.Int32: 7\n", ConsoleOutput.Of(() => serializer.FromJson<int>("7")));
        }
        finally
        {
            Environment.SetEnvironmentVariable("LAMBDA_NET_SERIALIZER_DEBUG", before);
        }

        Assert.Equal(string.Empty, ConsoleOutput.Of(() => new DefaultLambdaJsonSerializer().ToJson(1)));
    }
}
