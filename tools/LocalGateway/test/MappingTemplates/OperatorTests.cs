using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class OperatorTests
{
    private const string Variables =
        """#set($n = 5)#set($s = "abc")#set($t = true)#set($f = false)#set($list = [1, 2])#set($b = $s.substring(1, 2))""";

    [Theory]
    [InlineData("$x", "T")]
    [InlineData("!$x", "F")]
    [InlineData("$input.path('$.missing')", "T")]
    [InlineData("$f", "F")]
    [InlineData("!$f", "T")]
    [InlineData("$list", "T")]
    public void A_reference_is_true_unless_its_value_is_false_even_when_it_is_undefined(string condition, string expected) =>
        Assert.Equal(expected, Condition(condition));

    [Theory]
    [InlineData("$x == \"\"", "T")]
    [InlineData("$x == $null", "T")]
    [InlineData("$x != \"\"", "F")]
    [InlineData("$input.path('$.missing') == \"\"", "T")]
    [InlineData("$input.path('$.none') == \"\"", "T")]
    [InlineData("$input.path('$.none') == $null", "T")]
    public void An_undefined_or_null_value_equals_the_empty_text(string condition, string expected) =>
        Assert.Equal(expected, RenderBody($"#if({condition})T#{{else}}F#end", """{"none": null}"""));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"x\"")]
    [InlineData("0")]
    [InlineData("1 + 1")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("(\"x\")")]
    [InlineData("$t && \"x\"")]
    public void A_literal_without_a_comparison_is_a_false_condition(string condition) => Assert.Equal("F", Condition(condition));

    [Theory]
    [InlineData("2 gt 1 and 1 lt 2", "T")]
    [InlineData("2 ge 2 and 2 le 2", "T")]
    [InlineData("1 eq 1 and 1 ne 2", "T")]
    [InlineData("not $t or $f", "F")]
    [InlineData("2 > 1 && 1 < 2 && 2 >= 2 && 2 <= 2", "T")]
    [InlineData("1 == 2 || 1 != 2", "T")]
    [InlineData("!($t && $f)", "T")]
    [InlineData("\"a\" < \"b\"", "F")]
    [InlineData("1 + 2 * 3 == 7", "T")]
    [InlineData("(1 + 2) * 3 == 9", "T")]
    public void Operators_may_be_written_as_words_or_as_signs(string condition, string expected) =>
        Assert.Equal(expected, Condition(condition));

    [Theory]
    [InlineData("1 == 1.0", "T")]
    [InlineData("1 == \"1\"", "T")]
    [InlineData("$t == \"true\"", "T")]
    [InlineData("[1, 2] == \"[1, 2]\"", "T")]
    [InlineData("[1, 2] == [1, 2]", "T")]
    [InlineData("$s.charAt(1) == \"b\"", "T")]
    [InlineData("\"1\" == \"1.0\"", "F")]
    public void Numbers_are_compared_by_value_and_values_of_different_types_by_their_text(string condition, string expected) =>
        Assert.Equal(expected, Condition(condition));

    [Theory]
    [InlineData("2147483647 + 1", "2147483648")]
    [InlineData("9223372036854775807 + 1", "9223372036854775808")]
    [InlineData("-9223372036854775807 - 2", "-9223372036854775809")]
    [InlineData("99999999999999999999", "99999999999999999999")]
    [InlineData("100000000000000000000 * 2", "200000000000000000000")]
    [InlineData("007", "7")]
    public void Integers_have_no_size_limit(string expression, string expected) => Assert.Equal(expected, Value(expression));

    [Theory]
    [InlineData(".5", "0.5")]
    [InlineData("1.0E2", "100.0")]
    [InlineData("1e10", "1.0E10")]
    [InlineData("1E-5", "1.0E-5")]
    [InlineData("123456789.0", "1.23456789E8")]
    [InlineData("100.0 / 50", "2.0")]
    [InlineData(".5 * .1", "0.05")]
    [InlineData("1 + 1.5", "2.5")]
    [InlineData("5.5 % 2", "1.5")]
    [InlineData("100000000000000000000 + 1.5", "100000000000000000001.5")]
    public void Decimal_numbers_are_calculated_and_rendered_as_in_Java(string expression, string expected) =>
        Assert.Equal(expected, Value(expression));

    [Theory]
    [InlineData("5 / 2", "2")]
    [InlineData("-5 / 2", "-2")]
    [InlineData("-5 % 3", "-2")]
    public void Integer_division_truncates_towards_zero(string expression, string expected) => Assert.Equal(expected, Value(expression));

    [Theory]
    [InlineData("1 / 0", "")]
    [InlineData("1.0 / 0", "")]
    [InlineData("5 % 0", "")]
    [InlineData("\"a\" * 2", "")]
    [InlineData("1 - \"1\"", "")]
    public void An_impossible_calculation_has_no_value(string expression, string expected) => Assert.Equal(expected, Value(expression));

    [Fact]
    public void A_set_directive_without_a_value_does_not_change_the_variable() =>
        Assert.Equal("7", Render("#set($x = 7)#set($x = 1 / 0)$x"));

    [Theory]
    [InlineData("\"a\" + 1", "a1")]
    [InlineData("1 + \"a\"", "1a")]
    [InlineData("$x + 1", "1")]
    [InlineData("$list + \"!\"", "[1, 2]!")]
    public void The_plus_operator_joins_when_one_side_is_a_text(string expression, string expected) =>
        Assert.Equal(expected, Value(expression));

    [Theory]
    [InlineData("[1..5]", "[1, 2, 3, 4, 5]")]
    [InlineData("[5..-2]", "[5, 4, 3, 2, 1, 0, -1, -2]")]
    [InlineData("[$list[0]..$n]", "[1, 2, 3, 4, 5]")]
    [InlineData("[ 1 .. 3 ]", "[1, 2, 3]")]
    [InlineData("[$s..3]", "")]
    public void A_range_ascends_or_descends_and_includes_both_ends(string expression, string expected) =>
        Assert.Equal(expected, Value(expression));

    [Theory]
    [InlineData("'$n #if'", "$n #if")]
    [InlineData("\"$n ${s}!\"", "5 abc!")]
    [InlineData("\"#if($t)yes#end\"", "yes")]
    [InlineData("\"$\"", "$")]
    [InlineData("\"a#\"", "a#")]
    [InlineData("\"a ## comment\"", "a ")]
    [InlineData(@"""\t\""", @"\t\")]
    [InlineData(@"'\t'", @"\t")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("'a''b'", "a'b")]
    [InlineData(@"""\u0041""", "A")]
    [InlineData(@"'\u0041'", @"\u0041")]
    [InlineData("\"a\nb\"", "a\nb")]
    public void A_text_in_double_quotes_is_interpolated_and_a_doubled_quote_is_the_only_escape(string expression, string expected) =>
        Assert.Equal(expected, Value(expression));

    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("1 == 1", "true")]
    [InlineData("!true", "false")]
    public void Booleans_render_in_lower_case(string expression, string expected) => Assert.Equal(expected, Value(expression));

    [Theory]
    [InlineData("#set($x = null)")]
    [InlineData("#if(null)a#end")]
    [InlineData("#set($x = {\"a\": null})")]
    [InlineData("#set($x = TRUE)")]
    [InlineData("#set($x = abc)")]
    [InlineData("#set($x = 5 -3)")]
    [InlineData("#set($x = -$n)")]
    [InlineData("#set($x = [1, 2,])")]
    [InlineData("#set($x = [1 + 1])")]
    [InlineData("#set($x = {a: 1})")]
    [InlineData("$s.substring($n - 1)")]
    [InlineData("$s.length( )")]
    public void Null_negation_and_calculations_in_arguments_are_refused_when_the_template_is_parsed(string template) =>
        FailsToParse(template);

    private static string Condition(string condition) => Render($"{Variables}#if({condition})T#{{else}}F#end");

    private static string Value(string expression) => Render($"{Variables}#set($value = {expression})$value");
}
