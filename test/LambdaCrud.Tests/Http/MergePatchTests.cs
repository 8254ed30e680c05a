using System.Text.Json.Nodes;
using LambdaCrud.Http;

namespace LambdaCrud.Tests.Http;

public class MergePatchTests
{
    /// <summary>The cases of RFC 7396, appendix A.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "null", "null")]
    [InlineData("""{"a":"foo"}""", "\"bar\"", "\"bar\"")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void A_merge_patch_gives_the_results_in_RFC_7396(string target, string patch, string expected)
    {
        var result = MergePatch.Apply(JsonNode.Parse(target), JsonNode.Parse(patch));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), result), $"expected {expected}, got {result?.ToJsonString()}");
    }

    [Fact]
    public void A_merge_patch_can_be_applied_twice()
    {
        var patch = JsonNode.Parse("""{"price":{"amount":5},"tags":["x"],"description":null}""");

        var first = MergePatch.Apply(JsonNode.Parse("""{"price":{"currency":"EUR"}}"""), patch);
        var second = MergePatch.Apply(JsonNode.Parse("""{"price":{"currency":"USD"},"description":"d"}"""), patch);

        Assert.Equal("""{"price":{"currency":"EUR","amount":5},"tags":["x"]}""", first?.ToJsonString());
        Assert.Equal("""{"price":{"currency":"USD","amount":5},"tags":["x"]}""", second?.ToJsonString());
    }
}
