using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

public class MethodTests
{
    [Theory]
    [InlineData("length()", "5")]
    [InlineData("substring(1)", "b cA")]
    [InlineData("substring(1, 3)", "b ")]
    [InlineData("indexOf('c')", "3")]
    [InlineData("indexOf('z')", "-1")]
    [InlineData("indexOf('b', 2)", "-1")]
    [InlineData("lastIndexOf('A')", "4")]
    [InlineData("indexOf('c', 1)", "3")]
    [InlineData("lastIndexOf('z')", "-1")]
    [InlineData("contains('b c')", "true")]
    [InlineData("contains('B')", "false")]
    [InlineData("startsWith('ab')", "true")]
    [InlineData("startsWith('b')", "false")]
    [InlineData("endsWith('cA')", "true")]
    [InlineData("endsWith('ab')", "false")]
    [InlineData("replace('a', 'x')", "xb cA")]
    [InlineData("replace('', '-')", "-a-b- -c-A-")]
    [InlineData("replaceAll('[abc]', '<$0>')", "<a><b> <c>A")]
    [InlineData("replaceAll('(a)(b)', '$2$1')", "ba cA")]
    [InlineData("replaceFirst('[a-z]', '')", "b cA")]
    [InlineData("replaceAll('z', '$')", "ab cA")]
    [InlineData("matches('[a-zA-Z ]+')", "true")]
    [InlineData("matches('ab')", "false")]
    [InlineData("split(' ')[1]", "cA")]
    [InlineData("split(' ').size()", "2")]
    [InlineData("concat('  ').trim()", "ab cA")]
    [InlineData("toUpperCase()", "AB CA")]
    [InlineData("toLowerCase()", "ab ca")]
    [InlineData("concat('ß').toUpperCase()", "AB CASS")]
    [InlineData("concat('!')", "ab cA!")]
    [InlineData("equals('ab cA')", "true")]
    [InlineData("equals('AB CA')", "false")]
    [InlineData("equals(5)", "false")]
    [InlineData("equalsIgnoreCase('AB CA')", "true")]
    [InlineData("isEmpty()", "false")]
    [InlineData("substring(5).isEmpty()", "true")]
    [InlineData("charAt(3)", "c")]
    [InlineData("toString()", "ab cA")]
    [InlineData("compareTo('ab')", "3")]
    [InlineData("empty", "false")]
    public void Texts_have_the_methods_of_Java(string method, string expected) =>
        Assert.Equal(expected, Render($"#set($s = 'ab cA')$s.{method}"));

    [Theory]
    [InlineData("'a,b,,'", "','", "2")]
    [InlineData("''", "','", "1")]
    [InlineData("','", "','", "0")]
    [InlineData("'abc'", "''", "3")]
    [InlineData("',a'", "','", "2")]
    [InlineData("'a1b22c'", "'\\d+'", "3")]
    [InlineData("'abc'", "'', 9", "4")]
    [InlineData("'a,b,c'", "',', 2", "2")]
    [InlineData("'a,,'", "',', -1", "3")]
    public void Split_removes_empty_texts_at_the_end_unless_a_limit_is_given(string text, string pattern, string expected) =>
        Assert.Equal(expected, Render($"#set($s = {text})$s.split({pattern}).size()"));

    [Fact]
    public void A_backslash_before_an_apostrophe_can_be_removed() =>
        Assert.Equal("it's", Render("""$util.escapeJavaScript("it's").replaceAll("\\'","'")"""));

    [Theory]
    [InlineData("é1", @"\w+", "false")]
    [InlineData("a_1", @"\w+", "true")]
    [InlineData("aaa", "a++", "true")]
    [InlineData("aab", "a*+ab", "false")]
    [InlineData("a.b", @"\Qa.b\E", "true")]
    [InlineData("axb", @"\Qa.b\E", "false")]
    [InlineData("Ab", @"\p{Upper}\p{Lower}", "true")]
    [InlineData("AB", "(?i)ab", "true")]
    [InlineData("aa", @"(a)\1", "true")]
    [InlineData("a\nb", "a.b", "false")]
    [InlineData("a\nb", "(?s)a.b", "true")]
    [InlineData("a\nb", "(?s:a.)b", "true")]
    [InlineData("a\nb", "(?:(?s)a).b", "false")]
    [InlineData("a\nB", "(?is)A.(?-i:B)", "true")]
    [InlineData("a\nb", "(?s)a(?-s:.)b", "false")]
    [InlineData("a\nb", "(?:a|b|\n)+", "true")]
    [InlineData("[", "[[]", "true")]
    [InlineData("a-b", "[^-]-[a-c&]", "true")]
    public void Regular_expressions_have_the_syntax_of_Java(string text, string pattern, string expected) =>
        Assert.Equal(expected, Render($"#set($s = '{text}')$s.matches('{pattern}')"));

    [Theory]
    [InlineData("a", "(", "regular expression")]
    [InlineData("a", "[a&&b]", "intersection")]
    public void An_invalid_regular_expression_fails_the_rendering(string text, string pattern, string problem) =>
        Assert.Contains(problem, Fails($"#set($s = '{text}')$s.matches('{pattern}')").Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("$l.add('z') $l", "true [x, y, z]")]
    [InlineData("$l.add(0, 'z')$l", "[z, x, y]")]
    [InlineData("$l.get(1)", "y")]
    [InlineData("$l.set(0, 'z') $l", "x [z, y]")]
    [InlineData("$l.size()", "2")]
    [InlineData("$l.contains('x') $l.contains('z')", "true false")]
    [InlineData("$l.indexOf('y') $l.indexOf('z')", "1 -1")]
    [InlineData("$l.isEmpty() $l.empty", "false false")]
    [InlineData("$l.remove(0) $l", "x [y]")]
    [InlineData("$l.remove('y') $l", "true [x]")]
    [InlineData("$l.remove('z') $l", "false [x, y]")]
    [InlineData("$l[0]$l[1]", "xy")]
    [InlineData("$l.addAll([1, 2]) $l", "true [x, y, 1, 2]")]
    [InlineData("$l.subList(1, 2)", "[y]")]
    [InlineData("$l[-1]", "y")]
    [InlineData("$l.addAll(1, ['a', 'b']) $l", "true [x, a, b, y]")]
    [InlineData("$l.addAll(2, []) $l", "false [x, y]")]
    [InlineData("$l.removeAll(['y', 'z']) $l.removeAll(['y']) $l", "true false [x]")]
    [InlineData("$l.retainAll(['y', 'z']) $l.retainAll(['y']) $l", "true false [y]")]
    [InlineData("$l.containsAll(['y', 'x']) $l.containsAll(['y', 'z'])", "true false")]
    [InlineData("$l.lastIndexOf('y') $l.lastIndexOf('z')", "1 -1")]
    [InlineData("$l.clear()$l", "[]")]
    [InlineData("#set($a = $l.toArray())$a[1] $a.size()#set($a[0] = 'z') $a[0] $l", "y 2 z [x, y]")]
    [InlineData("#set($i = $l.iterator())$i.next() $i.hasNext() $i.next() $i.hasNext()", "x true y false")]
    [InlineData("#set($i = $l.iterator())$i.next()$i.remove()$l$i.next()$l", "x[y]y[y]")]
    [InlineData("#set($i = $l.iterator())$i.next()#foreach($e in $i)-$e#end[$i]", "x-y[]")]
    public void Lists_have_the_methods_of_Java(string template, string expected) =>
        Assert.Equal(expected, Render("#set($l = ['x', 'y'])" + template));

    [Theory]
    [InlineData("$m.get('a')", "1")]
    [InlineData("[$m.put('b', 2)] $m.put('a', 3) $m", "[] 1 {a=3, b=2}")]
    [InlineData("$m.putAll({'b': 2})$m", "{a=1, b=2}")]
    [InlineData("$m.remove('a') [$m.remove('a')] $m", "1 [] {}")]
    [InlineData("$m.size()", "1")]
    [InlineData("$m.keySet()", "[a]")]
    [InlineData("$m.entrySet()", "[a=1]")]
    [InlineData("$m.values()", "[1]")]
    [InlineData("$m.containsKey('a') $m.containsKey('b')", "true false")]
    [InlineData("$m.isEmpty()", "false")]
    [InlineData("$m.getOrDefault('a', 2) $m.getOrDefault('b', 2)", "1 2")]
    [InlineData("$m.putIfAbsent('a', 2) [$m.putIfAbsent('b', 2)] $m", "1 [] {a=1, b=2}")]
    [InlineData("$m.replace('a', 2) [$m.replace('b', 2)] $m", "1 [] {a=2}")]
    [InlineData("$m.replace('a', 2, 3) $m.replace('a', 1, 3) $m", "false true {a=3}")]
    [InlineData("$m.remove('a', 2) $m.remove('a', 1) $m", "false true {}")]
    [InlineData("$m.containsValue(1) $m.containsValue(2)", "true false")]
    [InlineData("$m.clear()$m", "{}")]
    [InlineData("#foreach($k in $m.keySet().iterator())$k#end$m.values().toArray()[0]", "a1")]
    [InlineData("#foreach($e in $m.entrySet())$e.key=$e.value $e.getKey()=$e.getValue()#end", "a=1 a=1")]
    public void Maps_have_the_methods_of_Java(string template, string expected) =>
        Assert.Equal(expected, Render("#set($m = {'a': 1})" + template));

    [Theory]
    [InlineData("$o.list.add('z') $o.list", """true ["x","y","z"]""")]
    [InlineData("$o.list.add(0, 'z')$o.list", """["z","x","y"]""")]
    [InlineData("$o.list.get(1)$o.list[0]$o.list[-1]", "yxy")]
    [InlineData("$o.list.set(0, 'z') $o.list", """x ["z","y"]""")]
    [InlineData("$o.list.size() $o.list.isEmpty()", "2 false")]
    [InlineData("$o.list.contains('y') $o.list.indexOf('y')", "true 1")]
    [InlineData("$o.list.remove(0) $o.list", """x ["y"]""")]
    [InlineData("$o.list.addAll([1, 2]) $o.list", """true ["x","y",1,2]""")]
    [InlineData("$o.map.get('a')$o.map.containsKey('a')$o.map.size()", "1true1")]
    [InlineData("[$o.map.put('b', 2)] $o.map.put('a', 3) $o.map", "[] 1 {a=3, b=2}")]
    [InlineData("$o.map.putAll({'b': 2})$o.map", "{a=1, b=2}")]
    [InlineData("$o.map.remove('a') $o.map", "1 {}")]
    [InlineData("$o.map.keySet()$o.map.values()$o.map.entrySet()", "[a][1][a=1]")]
    [InlineData("$o.map.isEmpty()", "false")]
    public void Parsed_arrays_and_objects_have_the_methods_of_lists_and_maps(string template, string expected) =>
        Assert.Equal(expected, RenderBody("#set($o = $input.path('$'))" + template, """{"list": ["x", "y"], "map": {"a": 1}}"""));

    [Theory]
    [InlineData(" a ", "'$s.strip()' '$s.stripLeading()' '$s.stripTrailing()' $s.isBlank()", "'a' 'a ' ' a' false")]
    [InlineData("\u2003\u001f", "'$s.strip()' $s.isBlank()", "'' true")]
    [InlineData("\u00a0", "$s.strip().length() $s.isBlank()", "1 false")]
    [InlineData("a😀", "$s.codePointAt(0) $s.codePointAt(1) $s.codePointAt(2)", "97 128512 56832")]
    [InlineData("a", "$s.contentEquals('a') $s.contentEquals('b')", "true false")]
    [InlineData("-", "$s.join('-', ['a', 1, true]) $s.valueOf(5).length()", "a-1-true 1")]
    public void Strings_have_the_newer_and_the_static_methods_of_Java(string text, string template, string expected) =>
        Assert.Equal(expected, Render($"#set($s = '{text}')" + template));

    [Theory]
    [InlineData("#set($l = [])\n$l.stream()", 2, 3, "stream")]
    [InlineData("$x.y.forEach($z)", 1, 5, "forEach")]
    [InlineData("#if($s.getBytes().size() > 1)a#end", 1, 7, "getBytes")]
    [InlineData("\"$e.setValue(1)\"", 1, 4, "setValue")]
    public void A_method_that_Java_has_and_the_engine_does_not_is_refused_when_the_template_is_parsed(
        string template, int line, int column, string method)
    {
        var error = FailsToParse(template);

        Assert.Equal(($"LocalGateway does not run Java's method {method}", line, column), (error.Problem, error.Line, error.Column));
    }

    [Theory]
    [InlineData("$l.hashCode()")]
    [InlineData("$m.hashCode()")]
    [InlineData("$l.replaceAll('a')")]
    [InlineData("$m.replaceAll('a')")]
    [InlineData("#set($i = $l.iterator())$i.remove()")]
    [InlineData("#set($i = [].iterator())$i.next()")]
    [InlineData("#set($i = $m.keySet().iterator())$i.next()$i.next()")]
    [InlineData("$l.addAll(2, ['a'])")]
    public void A_call_that_the_engine_or_Java_cannot_run_fails_the_rendering(string template) =>
        Fails("#set($l = ['x'])#set($m = {'a': 1})" + template.Replace("[].iterator()", "$l.subList(0, 0).iterator()", StringComparison.Ordinal));

    [Theory]
    [InlineData("$n.parseInt('41')", "41")]
    [InlineData("$n.toString()", "5")]
    [InlineData("$n.intValue()", "5")]
    [InlineData("$n.compareTo(3)", "1")]
    public void Numbers_have_the_methods_of_Java(string template, string expected) => Assert.Equal(expected, Render("#set($n = 5)" + template));

    [Theory]
    [InlineData("$l.add('x')", "true")]
    [InlineData("#set($_ = $l.add('x'))$l", "[x]")]
    public void A_method_call_outside_a_directive_prints_its_result(string template, string expected) =>
        Assert.Equal(expected, Render("#set($l = [])" + template));

    [Theory]
    [InlineData("[$s.class]")]
    [InlineData("[$s.getClass()]")]
    [InlineData("[$s.class.forName('java.lang.Runtime')]")]
    [InlineData("[$s.getClass().getClassLoader()]")]
    [InlineData("[$l.class.name]")]
    [InlineData("[$util.class]")]
    [InlineData("[$input.getClass().getName()]")]
    public void Templates_cannot_use_reflection(string template) => Assert.Equal("[]", Render("#set($s = 'a')#set($l = [1])" + template));

    [Theory]
    [InlineData("[$s.noSuchMethod()]")]
    [InlineData("[$s.substring('a')]")]
    [InlineData("[$s.length(1)]")]
    [InlineData("[$s.length]")]
    public void A_call_that_matches_no_method_renders_nothing(string template) => Assert.Equal("[]", Render("#set($s = 'a')" + template));

    [Theory]
    [InlineData("#foreach($i in $l)$l.add(2)#end")]
    [InlineData("#foreach($i in $l)$l.clear()#end")]
    public void A_loop_cannot_change_the_list_that_it_iterates_over(string template) =>
        Assert.Contains("changes the list", Fails("#set($l = [1])" + template).Problem, StringComparison.Ordinal);
}
