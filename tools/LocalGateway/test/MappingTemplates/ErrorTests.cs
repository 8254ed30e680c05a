using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class ErrorTests
{
    [Theory]
    [InlineData("a\n#if($x)\nb", 3, 2, "test(3,2): #end is expected for the #if, not the end of the template")]
    [InlineData("a\r\nb ${x", 2, 6, "test(2,6): '}' is expected to close the reference, not the end of the template")]
    [InlineData("a\n\n  #set($x = null)", 3, 13, "test(3,13): a template has no null; use a variable without a value, or \"\"")]
    [InlineData("\"$x\" #set(x = 1)", 1, 11, "test(1,11): #set must assign to a reference, not to 'x'")]
    [InlineData("a\n#set($x = \"b $y.z( c\")", 2, 20, "test(2,20): a value is expected, not 'c'; write a string in quotes")]
    [InlineData("a #end", 1, 3, "test(1,3): #end has no matching #if, #foreach or #define")]
    public void A_syntax_error_names_template_line_and_column(string template, int line, int column, string message)
    {
        var error = FailsToParse(template);

        Assert.Equal((line, column, message), (error.Line, error.Column, error.Message));
    }

    [Theory]
    [InlineData("a\n$input.body.substring(9)", 2, 12, "test(2,12): substring: 9 to 2 is outside a text of 2 characters")]
    [InlineData("#set($l = [1])\n#if($l[4] == 1)\n#end", 2, 7, "test(2,7): the index 4 is outside a list of 1")]
    [InlineData("\n#foreach($i in [1..2000])#end", 2, 1, "test(2,1): #foreach runs more than 1000 times")]
    public void An_error_while_rendering_names_template_line_and_column(string template, int line, int column, string message)
    {
        var error = Fails(template);

        Assert.Equal((line, column, message), (error.Line, error.Column, error.Message));
    }
}
