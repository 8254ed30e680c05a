using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class ReferenceTests
{
    private const string Variables = """#set($n = 5)#set($s = "abc")#set($map = {"a": 1})#set($list = ["x", "y"])""";

    [Theory]
    [InlineData("[$x]", "[]")]
    [InlineData("[$!x]", "[]")]
    [InlineData("[${x}]", "[]")]
    [InlineData("[$!{x}]", "[]")]
    [InlineData("[$x.y.z]", "[]")]
    [InlineData("[$x.y().z]", "[]")]
    [InlineData("[$x[0]]", "[]")]
    [InlineData("[$input.path('$.missing')]", "[]")]
    [InlineData("[$input.path('$.missing').more]", "[]")]
    [InlineData("[$input$util$context$stageVariables]", "[]")]
    public void An_undefined_reference_renders_nothing_and_never_its_source_text(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("$!n $n ${n} $!{n}", "5 5 5 5")]
    [InlineData("${n}x ${n}-1", "5x 5-1")]
    [InlineData("$!{map.a}$map.a${map.a}", "111")]
    public void Quiet_and_formal_references_can_be_mixed(string template, string expected) =>
        Assert.Equal(expected, Render(Variables + template));

    [Theory]
    [InlineData("$n-b", "")]
    [InlineData("${n}-b", "5-b")]
    [InlineData("#set($a-b_1 = 2)$a-b_1", "2")]
    [InlineData("$map.a.", "1.")]
    [InlineData("$n.9", "5.9")]
    [InlineData("$n._a", "5._a")]
    public void A_name_consists_of_letters_digits_underscores_and_hyphens(string template, string expected) =>
        Assert.Equal(expected, Render(Variables + template));

    [Fact]
    public void A_header_name_with_hyphens_is_one_name() =>
        Assert.Equal("v", Render("#set($context.requestOverride.header.X-Amz-Target = \"v\")$context.requestOverride.header.X-Amz-Target"));

    [Theory]
    [InlineData("$9", "$9")]
    [InlineData("$ 5", "$ 5")]
    [InlineData("US$ 5.00", "US$ 5.00")]
    [InlineData("#13ff93", "#13ff93")]
    [InlineData("# a", "# a")]
    [InlineData("\"#\"", "\"#\"")]
    [InlineData("${n}}", "5}")]
    [InlineData("$$n", "$5")]
    [InlineData("${ n}", "${ n}")]
    [InlineData("$s(1)", "abc(1)")]
    [InlineData("a\\b \\ \\\\", "a\\b \\ \\\\")]
    public void A_dollar_or_hash_sign_that_begins_no_reference_is_plain_text(string template, string expected) =>
        Assert.Equal(expected, Render(Variables + template));

    [Theory]
    [InlineData("price $")]
    [InlineData("number #")]
    [InlineData("$!")]
    [InlineData("## comment $")]
    public void A_template_cannot_end_in_a_dollar_or_hash_sign(string template) => FailsToParse(template);

    [Fact]
    public void Alternate_values_of_references_are_not_supported() => FailsToParse("${a|'x'}");

    [Theory]
    [InlineData("$list[2]")]
    [InlineData("$list[-3]")]
    [InlineData("$list.get(2)")]
    [InlineData("$s.substring(9)")]
    [InlineData("#set($list[2] = 1)")]
    public void An_index_outside_a_list_or_text_fails_the_rendering(string template) =>
        Assert.Equal(LocalGateway.MappingTemplates.MappingTemplateErrorKind.Evaluation, Fails(Variables + template).Kind);

    [Theory]
    [InlineData(@"\$n", "$n")]
    [InlineData(@"\\$n", @"\5")]
    [InlineData(@"\\\$n", @"\$n")]
    [InlineData(@"\${n} \$!n \$!{n}", "${n} $!n $!{n}")]
    [InlineData(@"\$undefined", "$undefined")]
    [InlineData(@"\\$undefined", @"\")]
    [InlineData(@"\#if", "#if")]
    [InlineData(@"\#if($n)", "#if(5)")]
    [InlineData(@"\\#if($n)x#end", @"\x")]
    [InlineData(@"\#unknown", @"\#unknown")]
    public void A_backslash_escapes_references_and_directives(string template, string expected) =>
        Assert.Equal(expected, Render(Variables + template));

    [Theory]
    [InlineData("$map['a']$map[\"a\"]$map.get('a')", "111")]
    [InlineData("$list[0]$list[ 1 ]$list[-1]", "xyy")]
    [InlineData("#set($i = 1)$list[$i]", "y")]
    [InlineData("#set($k = \"a\")$map[$k]$map[\"$k\"]", "11")]
    [InlineData("$list [0]", "[x, y] [0]")]
    public void Brackets_select_elements_of_maps_and_lists(string template, string expected) =>
        Assert.Equal(expected, Render(Variables + template));

    /// <summary>Velocity adds the sign to the token that follows it.</summary>
    [Theory]
    [InlineData("[$#if($n)x#end]", "[x]")]
    [InlineData("[$#set($q = 1)]", "[]")]
    [InlineData("[#$n]", "[#5]")]
    [InlineData("[$##]\n", "[$")]
    [InlineData("[$#*c*#]", "[]")]
    [InlineData("[$!9]", "[$9]")]
    [InlineData(@"[$\$n]", @"[$\5]")]
    public void A_stray_dollar_or_hash_sign_is_lost_before_a_directive(string template, string expected) =>
        Assert.Equal(expected, Render(Variables + template));
}
