using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class WhitespaceTests
{
    [Theory]
    [InlineData("#set($x = 1)  \nb", "b")]
    [InlineData("#set($x = 1)\r\nb", "b")]
    [InlineData("#if(true) \t\na\n#else \nb\n#end \nc", "a\nc")]
    [InlineData("#if(false)\na\n#elseif(true) \nb\n#end\nc", "b\nc")]
    [InlineData("#foreach($i in [1..2])\n$i\n#end\n.", "1\n2\n.")]
    [InlineData("#set($x = 1) b", " b")]
    [InlineData("#if(true) a #end b", " a  b")]
    public void Blanks_and_the_line_break_directly_after_a_directive_are_removed(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("a\n  #set($x = 1)\nb", "a\n  b")]
    [InlineData("a  #if(true)b#end", "a  b")]
    [InlineData("{\n  #if(true)\n  b\n  #end\n}", "{\n    b\n  }")]
    [InlineData("  #if(true)\nb#end", "  b")]
    public void Indentation_before_a_directive_is_kept(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("$y #set($x = 1)|", "|")]
    [InlineData("#set($x = 1)  #set($y = 2) #set($z = 3)|", "|")]
    [InlineData("#if(true)\n  #set($x = 1)\n  b\n#end", "  b\n")]
    [InlineData("  #set($x = 1)|", "|")]
    [InlineData("##\n  #set($x = 1)|", "|")]
    public void Blanks_between_a_reference_or_directive_and_a_set_directive_are_removed(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("text #set($x = 1)|", "text |")]
    [InlineData("$y, #set($x = 1)|", ", |")]
    [InlineData("$y\n #set($x = 1)|", "\n |")]
    public void Blanks_between_text_and_a_set_directive_are_kept(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Fact]
    public void The_rendered_output_is_not_trimmed() => Assert.Equal("\n  a \n", Render("\n  a \n"));

    /// <summary>After a property, Velocity is in a lexical state in which ## does not begin a comment.</summary>
    [Theory]
    [InlineData("$x.y##text", "##text")]
    [InlineData("$x.y ##text", " ")]
    [InlineData("$x##text", "")]
    [InlineData("${x.y}##text", "")]
    public void Two_hash_signs_directly_after_a_property_begin_no_comment(string template, string expected) =>
        Assert.Equal(expected, Render(template));
}
