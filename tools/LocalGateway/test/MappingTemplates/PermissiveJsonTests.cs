using LocalGateway.MappingTemplates.Json;
using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class PermissiveJsonTests
{
    [Theory]
    [InlineData("""{"a": 1}""", """{"a":1}""")]
    [InlineData("{a: 1}", """{"a":1}""")]
    [InlineData("{'a': 'b'}", """{"a":"b"}""")]
    [InlineData("{a: b c, d: e}", """{"a":"b c","d":"e"}""")]
    [InlineData("""{"a": 1 ,, "b": 2,}""", """{"a":1,"b":2}""")]
    [InlineData("[1,,2,]", "[1,2]")]
    [InlineData("""{"a": 1} and more""", """{"a":1}""")]
    [InlineData("{a: tru, b: true, c: null, d: nul}", """{"a":"tru","b":true,"c":null,"d":"nul"}""")]
    [InlineData("{a: 12abc, b: 1-2, c: 01, d: .5, e: -}", """{"a":"12abc","b":"1-2","c":1,"d":".5","e":0}""")]
    [InlineData("{a: 10:30}", """{"a":"10:30"}""")]
    [InlineData("[a b, c]", """["a b","c"]""")]
    [InlineData("""{"\u0041": "\x41\n\/\q"}""", """{"A":"A\n/"}""")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("statusCode: 200", "\"statusCode: 200\"")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("[1.50, 1e5, 1.0E-7]", "[1.5,100000.0,1.0E-7]")]
    [InlineData("[\"a/b\", \"\u2028\u007f\"]", "[\"a/b\",\"\\u2028\\u007F\"]")]
    public void Permissive_JSON_is_accepted(string text, string expected) => Assert.Equal(expected, RenderBody("$input.json('$')", text));

    [Theory]
    [InlineData("""{"a": 1""")]
    [InlineData("""{"a" """)]
    [InlineData("{a}")]
    [InlineData("{a:}")]
    [InlineData("{{}}")]
    [InlineData("{[}")]
    [InlineData("{:1}")]
    [InlineData("""{"a": [}""")]
    [InlineData("""{"a": {}x}""")]
    [InlineData("\"abc")]
    [InlineData("'abc")]
    [InlineData("""{"a": "b}""")]
    [InlineData("""{"a": "b" "c"}""")]
    [InlineData("""["\u00"]""")]
    [InlineData("[}")]
    [InlineData("}")]
    [InlineData("[1")]
    public void Text_that_is_not_even_permissive_JSON_is_refused(string text) =>
        Assert.Equal(LocalGateway.MappingTemplates.MappingTemplateErrorKind.InvalidJson, Fails("$input.json('$')", text).Kind);

    [Theory]
    [InlineData("""{"statusCode": 200}""", 200)]
    [InlineData("{\n  \"statusCode\" : 200\n}\n", 200)]
    [InlineData("{statusCode: 200}", 200)]
    [InlineData("{'statusCode': 404 ,, }", 404)]
    [InlineData("{statusCode: 200} and more", 200)]
    [InlineData("{statusCode: 0}", 0)]
    [InlineData("{statusCode: -1000}", -1000)]
    public void The_statusCode_of_a_mock_may_be_any_integer(string text, int expected)
    {
        Assert.True(PermissiveJson.TryGetInteger(text, "statusCode", out var statusCode));
        Assert.Equal(expected, statusCode);
    }

    [Theory]
    [InlineData("""{"statusCode": "200"}""")]
    [InlineData("""{"statusCode": 200.0}""")]
    [InlineData("""{"statusCode": null}""")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("statusCode: 200")]
    [InlineData("[200]")]
    [InlineData("{\"statusCode\": 200")]
    [InlineData("{statusCode: {200}}")]
    public void A_statusCode_of_a_mock_that_is_not_an_integer_is_refused(string text) =>
        Assert.False(PermissiveJson.TryGetInteger(text, "statusCode", out _));
}
