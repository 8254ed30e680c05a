using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>The generated requests are worth sending.</summary>
public sealed class GeneratedValuesTests
{
    private const int Samples = 40;
    private const int Size = 50;

    private static readonly GeneratedValues Values = new(Contract.Current.Schemas, new KnownValues());

    private static IEnumerable<ContractSchema> Bodies => Contract.Current.Operations.SelectMany(operation => operation.Body?.Values ?? []);

    private static IEnumerable<ParameterContract> Parameters => Contract.Current.Operations.SelectMany(operation => operation.Parameters);

    [Fact]
    public void A_generated_valid_body_satisfies_its_schema() =>
        Assert.Every(Bodies, schema => Assert.Every(
            Values.Valid(schema.Json, "").Sample(Samples, new Rnd(1), Size), body => Assert.Equal([], FaultsOf(schema, body))));

    [Fact]
    public void Many_generated_faulty_bodies_break_their_schema() =>
        Assert.Every(Bodies, schema =>
            Assert.InRange(Values.Faulty(schema.Json, "").Sample(Samples, new Rnd(1), Size).Count(body => FaultsOf(schema, body) is not []), Samples / 4, Samples));

    [Fact]
    public void A_generated_valid_parameter_satisfies_its_schema() =>
        Assert.Every(Parameters, parameter => Assert.Every(
            Values.Valid(parameter.Schema.Json, parameter.Name).Sample(Samples, new Rnd(1), Size),
            value => Assert.Equal([], FaultsOf(parameter.Schema, value))));

    [Fact]
    public void A_value_of_an_answer_is_used_for_the_parameter_whose_name_ends_its_name()
    {
        var known = new KnownValues();
        using var response = new HttpResponseMessage { Content = new StringContent("") };
        var request = new GeneratedRequest { Method = "GET", Path = "/notes", Query = "", Headers = [], Caller = Caller.Nobody };

        known.Learn(request, response, """{"items": [{"id": "1", "authorId": "2"}], "nextCursor": "3"}"""u8.ToArray());

        Assert.Equal(["1"], known.IdsBelow("/notes/{id}"));
        Assert.Equal(["2"], known.Of("authorId"));
        Assert.Equal(["3"], known.Of("cursor"));
    }

    private static IReadOnlyList<string> FaultsOf(ContractSchema schema, string json)
    {
        // The library fails at numbers that are too large and at half of a surrogate pair.
        try
        {
            using var value = JsonDocument.Parse(json);
            return [.. schema.FaultsOf(value.RootElement).Select(fault => $"{fault} in {json}")];
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return [$"{error.Message} in {json}"];
        }
    }
}
