using System.Text;

namespace LocalGateway.Tests.MappingTemplates;

/// <summary>Generates templates and bodies from a seed: valid VTL, random tokens, and both with changed characters.</summary>
internal sealed class TemplateGenerator(int seed)
{
    private static readonly string[] Tokens =
    [
        "$", "!", "{", "}", "$n", "${n}", "$!{n}", "$undefined", ".", "a", "[", "]", "0", "(", ")", "#", "##", "#*", "*#", "#[[", "]]#", "\\",
        " ", "\n", "\t", "\r\n", "#set($q=1)", "#if($t)", "#elseif($t)", "#else", "#end", "#{end}", "#foreach($i in $l)", "$i", "#break", "#stop",
        "#foo", "#foo($n)", "#set", "-", "_", "9", "|", "\"", "'", ",", "#define($d)", "$d", "#macro(m)", "$m.a", "$m.c[0]", "é", "\0", "\uD800",
        "#literal()", "#include('x')", "$input", "$util", "$context", "=", "..", "&&", "||", "==", ":", "null", "true",
    ];

    private static readonly string[] Words =
    [
        "text", " ", "\n", "  ", "## c\n", "#*c*#", "#[[ $n ]]#", "\\$n", "\\\\$n", "\\#if", "$9", "# ", "$ ", "#foo", "#foo($n)", "${n}-", "$undefined.a", "é\0\uD800",
    ];

    private static readonly string[] Operands =
    [
        "1", "2", "-1", "1.5", "1e308", "$n", "$s", "$t", "$undefined", "$l", "$m", "$m.a", "$l[0]", "\"a\"", "'b'", "\"$n\"", "\"x$s #if($t)y#end\"",
        "\"\"", "[1,2]", "[1..3]", "[1..1000000000]", "[-2147483648..2147483647]", "[]", "{}", "{\"k\":1}", "true", "false", "2147483647",
        "9223372036854775807", "-9223372036854775808", "123456789012345678901234567890", "0", "$input.path('$')", "$input.path('$.a')",
        "$input.json('$..*')", "$context.responseOverride", "$input.body", "$q", "$l.size()", "$d",
    ];

    private static readonly string[] Operators = ["+", " - ", "*", "/", "%", "==", "!=", "<", ">=", " and ", " or ", " eq ", " lt "];

    private static readonly string[] Methods =
    [
        "length", "substring", "indexOf", "lastIndexOf", "contains", "replace", "replaceAll", "matches", "split", "charAt", "concat", "repeat", "add",
        "get", "set", "put", "remove", "addAll", "putAll", "subList", "containsAll", "clear", "size", "keySet", "values", "entrySet", "toString",
        "equals", "hashCode", "parseInt", "intValue", "path", "json", "params", "escapeJavaScript", "parseJson", "urlEncode", "urlDecode",
        "base64Encode", "base64Decode", "getClass", "startsWith", "trim", "toCharArray",
    ];

    private static readonly string[] Texts =
    [
        "'$.a'", "'$..a[?(@.x > 1)]'", "'$[0:2]'", "'$.a.length()'", "'$['", "'(a+)+$'", "'[a-z]*'", "'(a*)*\\1'", "'$1'", "','", "''", "'%41+'", "'{a:1}'",
    ];

    private static readonly string[] Bodies =
    [
        "", "{}", "null", "[1,2,3]", "{\"a\":{\"x\":1,\"y\":[true,null,\"s\"]},\"b\":[{\"x\":2},{\"x\":3}]}", "{a: b, 'c': [d,,e]} f",
        "\"text\"", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "1.5e3", "{\"n\":123456789012345678901234567890.5}", "{\"u\":\"\\u00e9\\n\"}",
    ];

    private readonly Random _random = new(seed);

    public string Template()
    {
        const string variables = "#set($n=5)#set($s='aab')#set($t=true)#set($l=['x',2])#set($m={'a':1,'c':[1]})";
        var template = _random.Next(4) switch
        {
            0 => Repeat(12, () => Pick(Tokens)),
            1 => variables + Repeat(12, () => Pick(Tokens)),
            _ => variables + Repeat(6, () => Statement(3)),
        };
        return _random.Next(3) == 0 ? Mutated(template) : template;
    }

    public string Body() => _random.Next(3) == 0 ? Mutated(Pick(Bodies)) : Pick(Bodies);

    private string Statement(int depth) => _random.Next(depth > 0 ? 11 : 5) switch
    {
        0 => Pick(Words),
        1 => Reference(),
        2 => $"#set($q = {Expression(3)})",
        3 => $"#set({Reference()} = {Expression(1)})",
        4 => "$q ",
        5 => $"#if({Expression(2)}){Statement(depth - 1)}#else {Statement(depth - 1)}#end\n",
        6 or 7 => $"#foreach($i in {Pick(Operands)}){Statement(depth - 1)}{Statement(depth - 1)}#end",
        8 => $"#define($d){Statement(depth - 1)}#end",
        9 => $"#set($q = \"{Statement(depth - 1).Replace("\"", "\"\"", StringComparison.Ordinal)}\")$q",
        _ => Statement(depth - 1) + Statement(depth - 1),
    };

    private string Expression(int depth) => _random.Next(depth > 0 ? 6 : 2) switch
    {
        0 or 1 => Pick(Operands),
        2 => $"({Expression(depth - 1)})",
        3 => $"!{Expression(depth - 1)}",
        4 => Reference(),
        _ => Expression(depth - 1) + Pick(Operators) + Expression(depth - 1),
    };

    private string Reference()
    {
        var reference = new StringBuilder(Pick(["$n", "$s", "$l", "$m", "$q", "$i", "$input", "$util", "$context", "$stageVariables", "$foreach", "$d"]));
        for (var steps = _random.Next(4); steps > 0; steps--)
            reference.Append(_random.Next(4) switch
            {
                0 => $"[{Pick(Operands)}]",
                1 => Pick([".a", ".class", ".requestOverride", ".header", ".index", ".empty"]),
                _ => $".{Pick(Methods)}({string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => Pick(_random.Next(2) == 0 ? Operands : Texts)))})",
            });
        return reference.ToString();
    }

    private string Mutated(string text)
    {
        var characters = new StringBuilder(text);
        for (var changes = _random.Next(1, 5); changes > 0 && characters.Length > 0; changes--)
        {
            var at = _random.Next(characters.Length);
            switch (_random.Next(4))
            {
                case 0:
                    characters.Remove(at, Math.Min(_random.Next(1, 4), characters.Length - at));
                    break;
                case 1:
                    characters.Insert(at, Pick(Tokens));
                    break;
                case 2:
                    characters[at] = (char)_random.Next(0x20, 0x7F);
                    break;
                default:
                    characters.Insert(at, characters.ToString(at, Math.Min(_random.Next(1, 20), characters.Length - at)));
                    break;
            }
        }

        return characters.ToString();
    }

    private string Repeat(int atMost, Func<string> make) => string.Concat(Enumerable.Range(0, _random.Next(1, atMost + 1)).Select(_ => make()));

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
