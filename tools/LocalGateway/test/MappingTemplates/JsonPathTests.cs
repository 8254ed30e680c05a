using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class JsonPathTests
{
    private const string Body =
        """
        {"a": {"b": {"c": 1}, "list": [1, 2, {"x": 3, "y": "s"}, {"x": 5, "y": "t", "z": null}]},
         "k y": 1, "dot.key": 2, "c": ["x", "y"], "deep": {"a": {"a": 7}}, "e": [], "s": "text"}
        """;

    [Theory]
    [InlineData("$.a.b.c", "1")]
    [InlineData("a.b.c", "1")]
    [InlineData("$['a']['b'].c", "1")]
    [InlineData("$['k y']", "1")]
    [InlineData("$['dot.key']", "2")]
    [InlineData("$.dot.key", "\"\"")]
    [InlineData("$.a.list[0]", "1")]
    [InlineData("$.a.list[-1].x", "5")]
    [InlineData("$.a.list[9]", "\"\"")]
    [InlineData("$.missing.y", "\"\"")]
    [InlineData("$.s.x", "\"\"")]
    [InlineData("$['s','missing']", """{"s":"text"}""")]
    public void A_definite_path_returns_one_value(string path, string expected) => Assert.Equal(expected, Select(path));

    [Theory]
    [InlineData("$.c[*]", """["x","y"]""")]
    [InlineData("$.a.list[*].x", "[3,5]")]
    [InlineData("$.a.*", """[{"c":1},[1,2,{"x":3,"y":"s"},{"x":5,"y":"t","z":null}]]""")]
    [InlineData("$.a.list[0,1]", "[1,2]")]
    [InlineData("$.a.list[0:2]", "[1,2]")]
    [InlineData("$.a.list[:1]", "[1]")]
    [InlineData("$.a.list[-1:].x", "[5]")]
    [InlineData("$.a.list[:-3]", "[1]")]
    [InlineData("$.a.list[7:9]", "[]")]
    [InlineData("$.e[*]", "[]")]
    [InlineData("$..x", "[3,5]")]
    [InlineData("$..missing", "[]")]
    [InlineData("$.deep..a", """[{"a":7},7]""")]
    [InlineData("$..list[?(@.x == 3)].y", """["s"]""")]
    public void An_indefinite_path_returns_an_array_even_with_one_match_or_none(string path, string expected) =>
        Assert.Equal(expected, Select(path));

    [Theory]
    [InlineData("@.x", "[3,5]")]
    [InlineData("@.x == 3", "[3]")]
    [InlineData("@.x != 3", "[5]")]
    [InlineData("@.x > 3", "[5]")]
    [InlineData("@.x >= 3 && @.y == 't'", "[5]")]
    [InlineData("@.x == 3 || @.x == 5", "[3,5]")]
    [InlineData("!(@.x == 3) && @.x", "[5]")]
    [InlineData("@.y =~ /S/i", "[3]")]
    [InlineData("@.y =~ /S/", "[]")]
    [InlineData("@.x in [3, 4]", "[3]")]
    [InlineData("@.y nin ['s'] && @.y", "[5]")]
    [InlineData("@.y contains 't'", "[5]")]
    [InlineData("@.z == null", "[5]")]
    [InlineData("@.x == $.a.list[2].x", "[3]")]
    [InlineData("@.x == '3'", "[3]")]
    [InlineData("3 == @.x", "[3]")]
    public void A_filter_expression_selects_elements(string filter, string expected) =>
        Assert.Equal(expected, Select($"$.a.list[?({filter})].x"));

    [Theory]
    [InlineData("$.c.length()", "2")]
    [InlineData("$.e.length()", "0")]
    [InlineData("$.a.list.length()", "4")]
    [InlineData("$.missing.length()", "\"\"")]
    public void The_length_function_counts_the_elements_of_an_array(string path, string expected) => Assert.Equal(expected, Select(path));

    [Theory]
    [InlineData("")]
    [InlineData("$.")]
    [InlineData("$..")]
    [InlineData("$[")]
    [InlineData("$.a[")]
    [InlineData("$.a[]")]
    [InlineData("$.a[b]")]
    [InlineData("$.a[?()]")]
    [InlineData("$.a[?(@.x]")]
    [InlineData("$.a[?(@.x = 1)]")]
    [InlineData("$.a[?(@.x =~ /(/)]")]
    [InlineData("$.a.sum()")]
    [InlineData("$.k y")]
    public void An_invalid_constant_path_is_refused_when_the_template_is_parsed(string path)
    {
        var error = FailsToParse($"{{\n  \"x\": $input.json('{path}')\n}}");

        Assert.Contains("JSONPath", error.Problem, StringComparison.Ordinal);
        Assert.Equal((2, 20), (error.Line, error.Column));
    }

    [Fact]
    public void An_invalid_path_that_is_built_at_run_time_fails_the_rendering() =>
        Assert.Contains("JSONPath", Fails("#set($p = '$.a[')$input.json($p)").Problem, StringComparison.Ordinal);

    private static string Select(string path) =>
        RenderBody($"$input.json('{path.Replace("'", "''", StringComparison.Ordinal)}')", Body);
}
