using LocalGateway.MappingTemplates;
using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class UtilTests
{
    [Theory]
    [InlineData("a\"b", "a\\\"b")]
    [InlineData("it's", "it\\'s")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("a\nb\r\t", "a\\nb\\r\\t")]
    [InlineData("\u0001", "\\u0001")]
    public void EscapeJavaScript_escapes_quotes_backslashes_and_control_characters(string body, string expected) =>
        Assert.Equal(expected, RenderBody("$util.escapeJavaScript($input.body)", body));

    [Theory]
    [InlineData("$util.parseJson('{\"a\": {\"b\": [1, 2]}}').a.b[1]", "2")]
    [InlineData("#set($o = $util.parseJson($input.path('$.text')))$o.a", "1")]
    [InlineData("#foreach($i in $util.parseJson('[1, 2]'))$i;#end", "1;2;")]
    public void ParseJson_returns_an_object(string template, string expected) =>
        Assert.Equal(expected, RenderBody(template, """{"text": "{\"a\": 1}"}"""));

    [Fact]
    public void ParseJson_of_invalid_JSON_fails_the_rendering() =>
        Assert.Equal(MappingTemplateErrorKind.InvalidJson, Fails("$util.parseJson('{')").Kind);

    [Theory]
    [InlineData("a b&c=é/+*-_.~", "a+b%26c%3D%C3%A9%2F%2B*-_.%7E")]
    public void UrlEncode_writes_a_blank_as_plus_and_UrlDecode_reverses_it(string text, string encoded)
    {
        Assert.Equal(encoded, RenderBody("$util.urlEncode($input.body)", text));
        Assert.Equal(text, RenderBody("$util.urlDecode($input.body)", encoded));
    }

    [Theory]
    [InlineData("$util.urlDecode('%zz')")]
    [InlineData("$util.urlDecode('%4')")]
    [InlineData("$util.base64Decode('*')")]
    public void A_text_that_cannot_be_decoded_fails_the_rendering(string template) =>
        Assert.Equal(MappingTemplateErrorKind.Evaluation, Fails(template).Kind);

    [Theory]
    [InlineData("Grüße €", "R3LDvMOfZSDigqw=")]
    public void Base64_encodes_the_UTF_8_bytes_of_a_text_and_decodes_to_a_text(string text, string encoded)
    {
        Assert.Equal(encoded, RenderBody("$util.base64Encode($input.body)", text));
        Assert.Equal(text, RenderBody("$util.base64Decode($input.body)", encoded));
        Assert.Equal("7", RenderBody("$util.base64Decode($input.body).length()", encoded));
    }
}
