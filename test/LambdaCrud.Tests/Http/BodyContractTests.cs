using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaCrud.Http;

namespace LambdaCrud.Tests.Http;

/// <summary>Features that the resources' shapes do not use yet. The tests of the resources cover the rest.</summary>
public class BodyContractTests
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"weight":null,"fragile":null}""")]
    [InlineData("""{"weight":0,"fragile":true}""")]
    [InlineData("""{"weight":100000,"fragile":false}""")]
    [InlineData("""{"weight":100001}""", "#/weight range Must be 0 to 100000.")]
    [InlineData("""{"weight":"1"}""", "#/weight wrong-type Must be a whole number, without fraction and exponent, that fits into 64 bits.")]
    [InlineData("""{"fragile":"true"}""", "#/fragile wrong-type Must be true or false.")]
    [InlineData("""{"fragile":1}""", "#/fragile wrong-type Must be true or false.")]
    public void Numbers_and_booleans_with_nullable_types_are_optional(string body, params string[] errors)
    {
        using var document = JsonDocument.Parse(body);

        var found = BodyContract.Check(document.RootElement, Options.GetTypeInfo(typeof(Parcel)));

        Assert.Equal(errors, found.Select(error => $"{error.JsonPointer} {error.Code} {error.Detail}"));
    }

    private sealed record Parcel
    {
        [WholeNumber(0, 100_000)]
        public long? Weight { get; init; }

        public bool? Fragile { get; init; }
    }

    [Fact]
    public void A_body_with_a_member_of_an_unsupported_type_throws()
    {
        using var document = JsonDocument.Parse("""{"weight":1.5}""");

        var fault = Assert.Throws<NotSupportedException>(
            () => BodyContract.Check(document.RootElement, Options.GetTypeInfo(typeof(Letter))));

        Assert.Equal("The check of a body does not support the type System.Double.", fault.Message);
    }

    private sealed record Letter
    {
        public double Weight { get; init; }
    }
}
