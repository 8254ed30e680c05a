using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LambdaCrud.Http;
using LambdaCrud.Tests.Support;
using NJsonSchema;

namespace LambdaCrud.Tests;

/// <summary>
/// Compares the gateway's models for bodies with the rules of the functions. A model describes the body's shape (types, required and
/// unknown members). It never refuses a body that a function accepts. It accepts a body with other errors, because the function explains
/// them better.
/// </summary>
public class RequestModelTests
{
    private static readonly JsonObject Api = Template.AllResources["AnnotationsRestApi"]!["Properties"]!.AsObject();

    private static readonly Dictionary<string, JsonSchema> Models = Api["Models"]!.AsObject().ToDictionary(
        model => model.Key, model => JsonSchema.FromJsonAsync(model.Value!.ToJsonString()).GetAwaiter().GetResult());

    private static readonly (string Model, JsonTypeInfo Type, bool Partial)[] Bodies =
    [
        .. Declared.Routes.Select(route => route.Accepts).OfType<Body>().Where(body => !body.Type.IsArray)
            .Select(body => (NameOf(body), JsonContexts.TypeInfoOf(body.Type), body.IsMergePatch))
            .Distinct(),
    ];

    [Fact]
    public void Every_route_that_reads_a_body_has_a_model_for_its_media_type() =>
        Assert.Equal(
            from route in Assert.Some(Declared.Routes.OfType<FunctionRoute>())
            orderby route.Handler
            select $"{route.Handler}: {(route.Accepts is { } body ? $"{NameOf(body)} for {body.MediaType}" : "none")}",
            from function in Template.ResourcesOf("AWS::Serverless::Function")
            orderby function.Key
            select $"{function.Key}: {ModelOf(function.Value["Properties"]!["Events"]!.AsObject().Single().Value!["Properties"]!)}");

    [Fact]
    public void The_API_definition_declares_the_validator_for_bodies() =>
        Assert.Equal(
            """{"validateRequestBody":true,"validateRequestParameters":false}""",
            Api["DefinitionBody"]!["x-amazon-apigateway-request-validators"]!["body-only"]!.ToJsonString());

    [Property(MaxTest = 2_000, Arbitrary = [typeof(GeneratedBodies)])]
    public void A_model_refuses_a_generated_body_if_and_only_if_the_function_refuses_its_shape(BodyOfRoute sent)
    {
        var (model, type, partial) = Bodies[sent.Route];
        using var document = JsonDocument.Parse(sent.Json);

        var errors = BodyContract.Check(document.RootElement, type, partial);

        var isShapeWrong = errors.Any(error => error.Code is "wrong-type" or "required" or "unknown-member");
        Assert.True(isShapeWrong == Refuses(model, sent.Json), $"{model} {(isShapeWrong ? "accepts" : "refuses")} {sent.Json}");
    }

    [Theory]
    [InlineData("ProductInput", """{"name":"N","category":"c","price":{"amount":1,"currency":"EUR"},"stock":1}""", false)]
    [InlineData("ProductInput", """{"name":"","category":"?","price":{"amount":-1,"currency":"?"},"stock":-1,"tags":[""]}""", false)]
    [InlineData("ProductInput", """{"name":"N","category":"c","price":{"amount":1},"stock":1}""", true)]
    [InlineData("ProductInput", """{"name":null,"category":"c","price":{"amount":1,"currency":"EUR"},"stock":1}""", true)]
    [InlineData("ProductPatch", """{}""", false)]
    [InlineData("ProductPatch", """{"name":null,"price":{"amount":null},"tags":null}""", false)]
    [InlineData("ProductPatch", """{"tags":[null]}""", true)]
    [InlineData("ProductBatch", """[{"name":"N"},7,null]""", false)]
    [InlineData("ProductBatch", """{}""", true)]
    [InlineData("StockAdjustment", """{"delta":0}""", false)]
    [InlineData("StockAdjustment", """{"delta":"1"}""", true)]
    [InlineData("OrderInput", """{"lines":[],"note":null}""", false)]
    [InlineData("OrderInput", """{"lines":[{"productId":"x","quantity":1,"price":1}]}""", true)]
    public void A_model_refuses_only_a_body_with_the_wrong_shape(string model, string body, bool isRefused) =>
        Assert.Equal(isRefused, Refuses(model, body));

    [Fact]
    public void The_models_use_only_keywords_that_the_gateway_enforces()
    {
        string[] enforced = ["type", "required", "properties", "additionalProperties", "items", "oneOf"];

        Assert.Within(enforced, Api["Models"]!.AsObject().SelectMany(model => Keywords(model.Value!)));
    }

    private static string NameOf(Body body) => body switch
    {
        { Type.IsArray: true } => body.Type.GetElementType()!.Name.Replace("Input", "Batch", StringComparison.Ordinal),
        { IsMergePatch: true } => body.Type.Name.Replace("Input", "Patch", StringComparison.Ordinal),
        _ => body.Type.Name,
    };

    private static bool Refuses(string model, string body) => Models[model].Validate(body).Count > 0;

    private static string ModelOf(JsonNode route)
    {
        if (route["RequestModel"] is not { } request)
            return "none";
        Assert.True((bool?)request["ValidateBody"]);
        var method = Api["DefinitionBody"]!["paths"]![(string)route["Path"]!]?[((string)route["Method"]!).ToLowerInvariant()];
        return $"{request["Model"]} for {method?["consumes"]?.AsArray().Single() ?? "application/json"}";
    }

    private static IEnumerable<string> Keywords(JsonNode schema) => schema.AsObject().SelectMany(keyword => keyword.Value switch
    {
        JsonObject members when keyword.Key == "properties" => members.SelectMany(member => Keywords(member.Value!)).Prepend(keyword.Key),
        JsonObject nested => Keywords(nested).Prepend(keyword.Key),
        JsonArray choices when keyword.Key == "oneOf" => choices.SelectMany(choice => Keywords(choice!)).Prepend(keyword.Key),
        _ => [keyword.Key],
    });

    /// <param name="Route">The index in <see cref="Bodies"/>.</param>
    public sealed record BodyOfRoute(int Route, string Json);

    /// <summary>Mostly valid bodies, generated from the shapes of the functions.</summary>
    public static class GeneratedBodies
    {
        public static Arbitrary<BodyOfRoute> Any() => Arb.From(
            from route in Gen.Choose(0, Bodies.Length - 1)
            from body in Value(Bodies[route].Type)
            select new BodyOfRoute(route, body));

        private static Gen<string> Value(JsonTypeInfo type) => Gen.Frequency(
            (30, Right(type)), (1, Gen.Constant("null")), (1, Gen.Elements("{}", "[]", "true", "1.5", "7", "\"x\"")));

        private static Gen<string> Right(JsonTypeInfo type) => type.Kind switch
        {
            JsonTypeInfoKind.Object => Members(type),
            JsonTypeInfoKind.Enumerable => Value(type.Options.GetTypeInfo(type.ElementType!)).ListOf().Resize(4)
                .Select(items => $"[{string.Join(',', items)}]"),
            _ when type.Type == typeof(long) || type.Type == typeof(long?) =>
                Gen.Elements("0", "1", "-1", "999", "1000000001", "9999999999", "-9223372036854775808"),
            _ => Gen.Elements("", "N", "EUR", "kitchen", "A b", "7", "null", "2026-11-22T14:29:00Z", "\\u0000", TestApi.Id)
                .Select(text => $"\"{text}\""),
        };

        private static Gen<string> Members(JsonTypeInfo type)
        {
            var members = type.Properties.Select(property => Gen.Frequency(
                (30, Value(type.Options.GetTypeInfo(property.PropertyType)).Select(value => $"\"{property.Name}\":{value}")),
                (property.IsRequired ? 1 : 15, Gen.Constant(""))));
            var unknown = Gen.Frequency((30, Gen.Constant("")), (1, Gen.Elements("\"id\":1", "\"Name\":\"N\"", "\"\":null")));
            return Gen.CollectToList(members.Append(unknown), member => member)
                .Select(all => $"{{{string.Join(',', all.Where(member => member.Length > 0))}}}");
        }
    }
}
