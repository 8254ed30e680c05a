using LocalGateway.MappingTemplates;
using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class LimitTests
{
    [Fact]
    public void A_template_has_at_most_300_KB()
    {
        var largest = new string('a', 300 * 1024);

        Assert.Equal(largest, Render(largest));
        Assert.Contains("307200 bytes", Overruns(largest + "a").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_runs_at_most_1000_times()
    {
        Assert.Equal("1000", Render("#foreach($i in [1..1000])#end$foreach#foreach($i in [1..1000])#set($n = $i)#end$n"));
        Assert.Contains("1000 times", Overruns("#foreach($i in [1..1001])#end").Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#set($r = [1..1000000000])$r.size()", "1000000000")]
    [InlineData("#foreach($i in [1..1000000000])$i#if($i == 3)#break#end#end", "123")]
    [InlineData("#set($r = [-2000000000..2000000000])$r.size()", "2147483647")]
    public void A_huge_range_does_not_allocate_its_elements(string template, string expected)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(expected, Render(template));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData("#foreach($i in [1..1000000000])$i#end")]
    [InlineData("[1..1000000000] #set($r = [1..1000000000])$r")]
    [InlineData("#set($r = [1..1000000000])$r.add(1)")]
    [InlineData("#set($r = [1..1000000000])$r.contains('x')")]
    [InlineData("#set($r = [1..1000000000])$r.containsAll(['x'])")]
    [InlineData("#set($s = 'aaaaaaaaaa')#foreach($i in [1..1000])#set($s = $s + $s)#end")]
    [InlineData("#set($s = 'aaaaaaaaaa')#foreach($i in [1..1000])#set($s = \"$s$s\")#end")]
    [InlineData("#set($s = 'aaaaaaaaaa')#foreach($i in [1..1000])#set($s = $s.replaceAll('a', 'aaaaaaaaaa'))#end")]
    [InlineData("#set($s = 'aaaaaaaaaa')#foreach($i in [1..1000])#set($s = $s.replace('a', 'aaaaaaaaaa'))#end")]
    [InlineData("#set($s = 'aaaaaaaaaa')$s.repeat(2000000000)")]
    [InlineData("#set($l = [1])#foreach($i in [1..1000])#set($_ = $l.addAll($l))#end")]
    [InlineData("#set($n = 10)#foreach($i in [1..1000])#set($n = $n * $n)#end")]
    [InlineData("#set($l = [1])#set($_ = $l.add($l))$l")]
    [InlineData("#set($m = {})#set($m.m = $m)$m")]
    [InlineData("#set($a = [1])#set($b = [1])#set($_ = $a.add($b))#set($_ = $b.add($a))#if($a == $b)#end")]
    [InlineData("#define($x)$x#end$x")]
    [InlineData("#define($x)$y$y#end#define($y)$x$x#end$x")]
    [InlineData("#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])x#end#end#end")]
    [InlineData("#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($x = $a)#end#end#end")]
    public void A_template_with_too_much_work_output_or_nesting_is_stopped(string template) => Overruns(template);

    [Theory]
    [InlineData("(", ")", "1")]
    [InlineData("[", "]", "1")]
    [InlineData("{1:", "}", "1")]
    [InlineData("!", "", "true")]
    [InlineData("1+", "", "1")]
    public void A_deeply_nested_expression_is_refused(string open, string close, string inner)
    {
        var nested = string.Concat(Enumerable.Repeat(open, 5000)) + inner + string.Concat(Enumerable.Repeat(close, 5000));

        Overruns($"#set($x = {nested})");
    }

    [Theory]
    [InlineData("#if(true)", "#end")]
    [InlineData("#foreach($x in [1])", "#end")]
    [InlineData("$x.y(", ")")]
    [InlineData("$x[", "]")]
    public void A_deeply_nested_template_is_refused(string open, string close) =>
        Overruns(string.Concat(Enumerable.Repeat(open, 5000)) + "$x" + string.Concat(Enumerable.Repeat(close, 5000)));

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void A_deeply_nested_body_is_refused(string open) =>
        Assert.Equal(
            MappingTemplateErrorKind.InvalidJson,
            Fails("$input.json('$')", string.Concat(Enumerable.Repeat(open, 100_000))).Kind);

    [Fact]
    public void A_regular_expression_has_no_time_limit_unless_it_can_take_exponential_time()
    {
        var body = new string('a', 60) + "!";

        Assert.Equal(Timeout.InfiniteTimeSpan, BoundedRegex.Compile("(a+)+$").MatchTimeout);
        Assert.Equal(MappingTemplateLimits.BacktrackingTimeout, BoundedRegex.Compile(@"(a*)\1(?=b)").MatchTimeout);
        Assert.Equal("false", RenderBody("$input.body.matches('(a+)+')", body));
        // Back-references need the backtracking engine. A time limit stops it.
        Assert.Equal(
            MappingTemplateErrorKind.LimitExceeded,
            Fails(@"$input.body.matches('(a*)*(a*)*(a*)*(b)\4')", body).Kind);
    }

    [Fact]
    public void Rendering_can_be_cancelled()
    {
        var template = MappingTemplate.Parse("test", "#foreach($a in [1..1000])#foreach($b in [1..1000])x#end#end");

        Assert.Throws<OperationCanceledException>(() => template.Render(new MappingContext(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_template_can_be_rendered_by_many_threads_at_the_same_time()
    {
        var template = MappingTemplate.Parse("test", "#foreach($r in $input.path('$.rows'))$r.x#set($last = $r.x)#end|$last");

        Parallel.For(0, 1000, i => Assert.Equal($"{i}|{i}", template.Render(new MappingContext { Body = $$"""{"rows": [{"x": {{i}}}]}""" })));
    }

    private static MappingTemplateException Overruns(string template)
    {
        var error = Fails(template);
        Assert.Equal(MappingTemplateErrorKind.LimitExceeded, error.Kind);
        return error;
    }
}
