using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class DirectiveTests
{
    [Theory]
    [InlineData("#if($f)a#elseif($t)b#{else}c#end", "b")]
    [InlineData("#if($f)a#elseif($f)b#{else}c#end", "c")]
    [InlineData("#{if}($t)a#{else}b#{end}c", "ac")]
    [InlineData("#if ( $t )a#end", "a")]
    [InlineData("#if($t\n&& $t)a#end", "a")]
    public void The_if_directive_renders_the_first_true_branch(string template, string expected) =>
        Assert.Equal(expected, Render("#set($t = true)#set($f = false)" + template));

    [Theory]
    [InlineData("$foreach.index", "0,1,2,")]
    [InlineData("$foreach.count", "1,2,3,")]
    [InlineData("$foreach.first", "true,false,false,")]
    [InlineData("$foreach.last", "false,false,true,")]
    [InlineData("$foreach.hasNext", "true,true,false,")]
    [InlineData("$velocityCount", "1,2,3,")]
    [InlineData("$velocityHasNext", "true,true,false,")]
    public void A_foreach_loop_has_index_count_first_last_and_hasNext(string reference, string expected) =>
        Assert.Equal(expected, Render($"#foreach($i in ['x', 'y', 'z']){reference},#end"));

    [Fact]
    public void A_nested_loop_can_read_the_index_of_its_parent_loop() => Assert.Equal(
        "00a1 01a2 10b1 11b2 ",
        Render("#foreach($x in ['a', 'b'])#foreach($y in [1..2])$foreach.parent.index$foreach.index$x$y #end#end"));

    [Theory]
    [InlineData("#foreach($v in {'a': 1, 'b': 2})$v;#end", "1;2;")]
    [InlineData("#foreach($v in $input.path('$'))$v;#end", "1;[2];")]
    [InlineData("#foreach($k in $input.path('$').keySet())$k;#end", "a;b;")]
    [InlineData("#foreach($e in $input.path('$').entrySet())$e.key=$e.value;#end", "a=1;b=[2];")]
    public void A_loop_over_a_map_iterates_over_its_values(string template, string expected) =>
        Assert.Equal(expected, RenderBody(template, """{"a": 1, "b": [2]}"""));

    [Theory]
    [InlineData("[#foreach($x in $undefined)a#end]")]
    [InlineData("[#foreach($x in [])a#end]")]
    [InlineData("[#foreach($x in '')a#end]")]
    [InlineData("[#foreach($x in 'text')a#end]")]
    [InlineData("[#foreach($x in 5)a#end]")]
    public void A_loop_over_an_empty_list_or_a_value_that_is_not_a_list_does_not_run(string template) =>
        Assert.Equal("[]", Render(template));

    [Fact]
    public void After_a_loop_the_loop_variable_has_its_old_value_and_other_variables_keep_the_new_value() =>
        Assert.Equal("old 3 []", Render("#set($i = 'old')#foreach($i in [1..3])#set($last = $i)#end$i $last [$foreach.index$velocityCount]"));

    [Fact]
    public void Assigning_an_undefined_reference_gives_the_empty_text() =>
        Assert.Equal("[]", Render("#set($x = 7)#set($x = $undefined)[$x]"));

    [Theory]
    [InlineData("a#stop b", "a")]
    [InlineData("#foreach($i in [1..3])$i#if($i == 2)#stop#end,#end", "1,2")]
    [InlineData("a#break b", "a")]
    public void A_stop_directive_or_a_break_outside_a_loop_ends_the_output(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("#foreach($i in [1..5])#if($i == 3)#break#end$i#end.", "12.")]
    [InlineData("#foreach($i in [1..2])#foreach($j in [1..5])$j#break#end#end.", "11.")]
    public void The_break_directive_ends_the_innermost_loop(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("#define($x)hi $n#end#set($n = 1)$x #set($n = 2)$x", "hi 1hi 2")]
    [InlineData("#define($x)a#end$x()", "a()")]
    public void A_define_block_is_rendered_where_it_is_used(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("#[[ $n #if ]]#.", " $n #if .")]
    [InlineData("#[[a]]b]]#c", "a]]bc")]
    public void Literal_text_is_not_parsed(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("#evaluate(\"$n\")", "#evaluate(\"$n\")")]
    [InlineData("#return(1)", "#return(1)")]
    [InlineData("#unknown", "#unknown")]
    [InlineData("#unknown($n, 'b' [1..2])", "#unknown($n, 'b' [1..2])")]
    [InlineData("#IF($t)", "#IF($t)")]
    public void Unknown_directives_are_printed_unchanged(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("a\n #macro(foo $a)x$a#end#foo('b')", 2, 2)]
    [InlineData("#macro(foo)#end", 1, 1)]
    [InlineData("#set($s = \"#macro(foo)#end\")", 1, 12)]
    public void A_macro_is_refused_when_the_template_is_parsed_because_API_Gateway_does_not_run_it(string template, int line, int column)
    {
        var error = FailsToParse(template);

        Assert.StartsWith("API Gateway does not run macros", error.Problem, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("#include('x')")]
    [InlineData("#parse('x')")]
    public void A_template_cannot_include_another_template(string template) => FailsToParse(template);

    [Theory]
    [InlineData("a## comment\nb", "ab")]
    [InlineData("a\n## comment\nb", "a\nb")]
    [InlineData("a##", "a")]
    public void A_line_comment_removes_its_line_break(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("a #* b *# c", "a  c")]
    [InlineData("a#** b *#\nc", "a\nc")]
    [InlineData("a#* b", "a")]
    public void A_block_comment_removes_only_itself(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("#set($m = {'a': {}})#set($m.a.b = 1)#set($m['c d'] = 2)$m", "{a={b=1}, c d=2}")]
    [InlineData("#set($m = {})#set($k = 'x')#set($m[$k] = 1)#set($m[\"${k}-2\"] = 2)$m", "{x=1, x-2=2}")]
    [InlineData("#set($m = {'a': {}})#set($k = 'a')#set($m[\"$k\"].x = 1)$m", "{a={x=1}}")]
    [InlineData("#set($m = {})#set($m[\"$undefined\"] = 1)$m", "{=1}")]
    [InlineData("#set($l = [1, 2])#set($l[0] = 'a')#set($l[-1] = 'b')$l", "[a, b]")]
    [InlineData("#set($undefined.a = 1)[$undefined]", "[]")]
    public void The_set_directive_assigns_members_of_maps_and_lists(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("#if($x)")]
    [InlineData("#if($x)a#else b#else c#end")]
    [InlineData("#foreach($i in [1])")]
    [InlineData("#foreach(i in [1])#end")]
    [InlineData("#foreach($i of [1])#end")]
    [InlineData("#foreach")]
    [InlineData("#end")]
    [InlineData("#else")]
    [InlineData("#set($x)")]
    [InlineData("#set(x = 1)")]
    [InlineData("#set($x = )")]
    [InlineData("#set($x = 1")]
    [InlineData("#set($x = 'a)")]
    [InlineData("#if()a#end")]
    [InlineData("#if($a = 1)a#end")]
    [InlineData("#define(x)a#end")]
    [InlineData("#macro()a#end")]
    [InlineData("#[[ a")]
    [InlineData("#unknown($n + 1)")]
    [InlineData("${x")]
    [InlineData("$x[")]
    [InlineData("$x.y(1")]
    public void A_template_that_is_not_VTL_is_refused_when_it_is_parsed(string template) => FailsToParse(template);
}
