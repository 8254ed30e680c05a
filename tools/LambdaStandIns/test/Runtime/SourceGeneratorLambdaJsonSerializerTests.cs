using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace LambdaStandIns.Tests.Runtime;

public partial class SourceGeneratorLambdaJsonSerializerTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<Context> _serializer = new();

    [Fact]
    public void The_source_generator_serializer_applies_the_Lambda_options_to_the_types_of_its_context()
    {
        Assert.Equal("""{"Title":"é"}""", _serializer.ToJson(new Loan { Title = "é" }));
        Assert.Equal("2015-04-09T00:00:00.0000000Z", _serializer.FromJson<Loan>("""{"due":1428537600}""").Due?.ToString("O"));
    }

    [Fact]
    public void The_source_generator_serializer_writes_a_value_declared_as_object_with_its_actual_type() =>
        Assert.Equal("""{"Title":"Emma"}""", _serializer.ToJson<object>(new Loan { Title = "Emma" }));

    [Fact]
    public void The_source_generator_serializer_names_a_type_that_is_missing_from_its_context()
    {
        const string reason = "No JsonTypeInfo registered in LambdaStandIns.Tests.Runtime.SourceGeneratorLambdaJsonSerializerTests+Context "
            + "for type System.Version.";
        var writing = Assert.Throws<JsonSerializerException>(() => _serializer.ToJson(new Version(1, 2)));
        Assert.Equal(
            $"Error converting the response object of type System.Version from the Lambda function to JSON: {reason}", writing.Message);
        var reading = Assert.Throws<JsonSerializerException>(() => _serializer.FromJson<Version>("\"1.2\""));
        Assert.Equal($"Error converting the Lambda event JSON payload to type System.Version: {reason}", reading.Message);
        Assert.IsType<JsonSerializerException>(reading.InnerException);
        Assert.Throws<JsonSerializerException>(() => _serializer.ToJson<object>(new Version(1, 2)));
    }

    [Fact]
    public void The_customizer_changes_the_options_of_a_source_generator_serializer() => Assert.Equal(
        """{"title":"Emma"}""",
        new SourceGeneratorLambdaJsonSerializer<Context>((JsonSerializerOptions options) =>
            options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase).ToJson(new Loan { Title = "Emma" }));

    [Fact]
    public void A_context_without_a_constructor_for_the_options_throws() => Assert.Equal(
        "The serializer LambdaStandIns.Tests.Runtime.SourceGeneratorLambdaJsonSerializerTests+Closed is missing a constructor "
        + "that takes in JsonSerializerOptions object",
        Assert.Throws<ApplicationException>(() => new SourceGeneratorLambdaJsonSerializer<Closed>()).Message);

    public sealed class Loan
    {
        public string? Title { get; set; }

        public DateTime? Due { get; set; }
    }

    [JsonSerializable(typeof(Loan))]
    public sealed partial class Context : JsonSerializerContext;

    public sealed class Closed() : JsonSerializerContext(null)
    {
        protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

        public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
    }
}
