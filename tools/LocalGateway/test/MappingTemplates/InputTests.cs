using LocalGateway.MappingTemplates;
using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class InputTests
{
    private const string Body =
        """{"s": "a/b \"c\"", "n": 1.50, "i": 7, "t": true, "z": null, "o": {"a": "b", "c": [1, 2]}, "rows": [{"x": 1}, {"x": 2}]}""";

    [Theory]
    [InlineData("""{"a" : 1}""", """{"a" : 1}""")]
    [InlineData("no json", "no json")]
    [InlineData("", "{}")]
    public void Input_body_is_the_raw_text_and_for_an_empty_body_an_empty_object(string body, string expected) =>
        Assert.Equal(expected, RenderBody("$input.body", body));

    [Fact]
    public void Input_body_has_no_properties() => Assert.Equal("[]", RenderBody("[$input.body.s]", Body));

    [Theory]
    [InlineData("$.s", "\"a/b \\\"c\\\"\"")]
    [InlineData("$.n", "1.5")]
    [InlineData("$.i", "7")]
    [InlineData("$.t", "true")]
    [InlineData("$.o", """{"a":"b","c":[1,2]}""")]
    [InlineData("$.rows", """[{"x":1},{"x":2}]""")]
    [InlineData("$.rows[*].x", "[1,2]")]
    [InlineData("$.missing", "\"\"")]
    public void Input_json_returns_JSON_text(string path, string expected) =>
        Assert.Equal(expected, RenderBody($"$input.json('{path}')", Body));

    [Theory]
    [InlineData("$input.path('$.s')", "a/b \"c\"")]
    [InlineData("$input.path('$.n')", "1.5")]
    [InlineData("$input.path('$.i')", "7")]
    [InlineData("$input.path('$.t')", "true")]
    [InlineData("[$input.path('$.z')]", "[]")]
    [InlineData("$input.path('$.o')", "{a=b, c=[1,2]}")]
    [InlineData("$input.path('$.rows')", """[{"x":1},{"x":2}]""")]
    [InlineData("$input.path('$.rows').size()", "2")]
    [InlineData("$input.path('$.rows').get(1).x", "2")]
    [InlineData("$input.path('$').o.keySet()", "[a, c]")]
    [InlineData("$input.path('$').rows[1].x", "2")]
    [InlineData("#foreach($r in $input.path('$.rows'))$r.x;#end", "1;2;")]
    [InlineData("#set($n = 1)$input.path(\"$.rows[${n}].x\")", "2")]
    [InlineData("#set($k = 'i')$input.path(\"$.$k\")", "7")]
    public void Input_path_returns_an_object(string template, string expected) => Assert.Equal(expected, RenderBody(template, Body));

    [Theory]
    [InlineData("['a', 1, true]", "[a, 1, true]")]
    [InlineData("{'a': [1, 'b'], 'c': {'d': 'e'}}", "{a=[1, b], c={d=e}}")]
    [InlineData("{'z': 1, 'a': 2, 'm': 3}", "{z=1, a=2, m=3}")]
    public void Lists_and_maps_of_a_template_render_as_in_Java(string literal, string expected) =>
        Assert.Equal(expected, Render($"#set($v = {literal})$v"));

    [Fact]
    public void Parsed_objects_keep_the_order_of_the_document() =>
        Assert.Equal("{z=1, a=2, m=3}", RenderBody("$input.path('$')", """{"z": 1, "a": 2, "m": 3}"""));

    [Fact]
    public void A_number_with_more_digits_than_a_double_renders_unchanged() =>
        Assert.Equal("12345678901234567890.123456789", RenderBody("$input.path('$.n')", """{"n": 12345678901234567890.123456789}"""));

    [Theory]
    [InlineData("$input.params().keySet()", "[path, querystring, header]")]
    [InlineData("$input.params().path.id", "7")]
    [InlineData("$input.params().get('querystring').get('q')", "a b")]
    [InlineData("$input.params('q')", "a b")]
    [InlineData("$input.params('x')", "path")]
    [InlineData("[$input.params('missing')]", "[]")]
    [InlineData("#foreach($n in $input.params().header.keySet())$n=$input.params().header.get($n);#end", "H=h;x=header;")]
    public void Input_params_searches_path_query_string_and_header(string template, string expected) =>
        Assert.Equal(expected, RenderWithParameters(template));

    [Theory]
    [InlineData("{a: 1}", "1")]
    [InlineData("{'a': 'b c'}", "b c")]
    [InlineData("{\"a\": 1,, } and more", "1")]
    public void The_body_is_read_with_the_permissive_JSON_parser(string body, string expected) =>
        Assert.Equal(expected, RenderBody("$input.path('$.a')", body));

    [Fact]
    public void A_body_of_plain_words_is_read_as_a_text() => Assert.Equal("\"plain words\"", RenderBody("$input.json('$')", "plain words"));

    [Fact]
    public void A_body_that_is_not_JSON_gives_an_InvalidJson_error()
    {
        var error = Fails("a\n $input.json('$')", """{"a": """);

        Assert.Equal(MappingTemplateErrorKind.InvalidJson, error.Kind);
        Assert.Equal((2, 8), (error.Line, error.Column));
    }

    [Fact]
    public void A_body_that_the_template_does_not_read_need_not_be_JSON() => Assert.Equal("fine", RenderBody("fine", "{"));
}
