using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalGateway.Template.Expanding;

/// <summary>
/// A template that <c>sam init</c> (cookiecutter) completes: <c>{{ cookiecutter.name }}</c> and blocks of <c>if</c> and <c>for</c>. It is
/// completed with the defaults of the <c>cookiecutter.json</c> in a folder above; a name without a value stands for itself. Only what these
/// templates use is known: comparisons with <c>==</c> and <c>!=</c>, <c>and</c>, <c>or</c>, and the filters <c>lower</c> and
/// <c>replace</c>.
/// </summary>
internal sealed partial class Cookiecutter
{
    private const string Name = "cookiecutter";
    private const int MaximumDepth = 5;

    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<(string Text, string? Statement)> _parts;
    private int _next;
    private int _depth;

    private Cookiecutter(string text, JsonObject defaults)
    {
        _parts = [.. Split(text)];
        _values[Name] = defaults;
    }

    public static bool Is(string text) => Mark().IsMatch(text);

    /// <exception cref="TemplateException">A block is not closed, or its statement is not known.</exception>
    public static string Complete(string text, string folder, string source)
    {
        var completion = new Cookiecutter(text, Defaults(folder));
        var output = new StringBuilder();
        var end = completion.Write(output, isActive: true);
        return end is null ? output.ToString() : throw new TemplateException(source, $"'{{% {end} %}}' closes no block");
    }

    private static JsonObject Defaults(string folder)
    {
        for (var parent = new DirectoryInfo(folder); parent is not null; parent = parent.Parent)
        {
            var file = Path.Combine(parent.FullName, "cookiecutter.json");
            if (File.Exists(file))
                return Read(file);
        }

        return [];
    }

    private static JsonObject Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TemplateException(file, $"the defaults of the template cannot be read: {exception.Message}");
        }
    }

    /// <summary>The text before each statement, with the statement; the last part has none.</summary>
    private static IEnumerable<(string Text, string? Statement)> Split(string text)
    {
        var at = 0;
        foreach (Match match in Statement().Matches(text))
        {
            yield return (text[at..match.Index], match.Groups["statement"].Value.Trim());
            at = match.Index + match.Length;
        }

        yield return (text[at..], null);
    }

    /// <summary>Writes up to the statement that ends the block, and returns that statement; null at the end of the text.</summary>
    private string? Write(StringBuilder output, bool isActive)
    {
        while (_next < _parts.Count)
        {
            var (text, statement) = _parts[_next++];
            if (isActive)
                output.Append(Placeholder().Replace(text, match => Text(Value(match.Groups["expression"].Value))));
            if (statement is null)
                return null;
            if (statement.StartsWith("if ", StringComparison.Ordinal))
                WriteIf(statement, output, isActive);
            else if (Loop().Match(statement) is { Success: true } loop)
                WriteLoop(loop, output, isActive);
            else
                return statement;
        }

        return null;
    }

    private void WriteIf(string statement, StringBuilder output, bool isActive)
    {
        var isDone = false;
        for (string? branch = statement; branch is not (null or "endif");)
        {
            var holds = branch == "else" || IsTrue(branch[(branch.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            branch = Write(output, isActive && holds && !isDone);
            isDone |= holds;
        }
    }

    private void WriteLoop(Match loop, StringBuilder output, bool isActive)
    {
        var items = Value(loop.Groups["list"].Value) as JsonArray ?? [];
        var start = _next;
        foreach (var item in isActive ? items : [])
        {
            _next = start;
            _values[loop.Groups["item"].Value] = item?.DeepClone();
            Write(output, isActive);
        }

        if (!isActive || items.Count == 0)
            Write(output, isActive: false);
    }

    private bool IsTrue(string condition) =>
        condition.Split(" or ").Any(all => all.Split(" and ").All(part => Comparison(part.Trim())));

    private bool Comparison(string part)
    {
        if (Comparing().Match(part) is not { Success: true } match)
            return Value(part) is { } value && value.ToJsonString() is not ("false" or "\"\"" or "[]" or "0");
        var (left, right) = (Value(match.Groups["left"].Value), Value(match.Groups["right"].Value));
        var isEqual = (left, right) is (JsonArray, JsonArray) ? JsonNode.DeepEquals(left, right) : Text(left) == Text(right);
        return match.Groups["operator"].Value == "==" ? isEqual : !isEqual;
    }

    private JsonNode? Value(string expression)
    {
        var parts = expression.Split('|', StringSplitOptions.TrimEntries);
        var value = Operand(parts[0]);
        foreach (var filter in parts.Skip(1))
        {
            var text = Text(value);
            value = Replacing().Match(filter) is { Success: true } replace
                ? text.Replace(replace.Groups["old"].Value, replace.Groups["new"].Value, StringComparison.Ordinal)
                : filter == "lower" ? text.ToLowerInvariant() : text;
        }

        return value;
    }

    private JsonNode? Operand(string operand)
    {
        if (Regex.IsMatch(operand, @"^\[\s*\]\z"))
            return new JsonArray();
        if (operand is ['\'' or '"', .., '\'' or '"'])
            return operand[1..^1];
        JsonNode? value = null;
        var isFirst = true;
        foreach (Match step in Step().Matches(operand))
        {
            var name = step.Groups["key"].Success ? step.Groups["key"].Value
                : step.Groups["index"].Success ? Text(Value(step.Groups["index"].Value))
                : step.Groups["name"].Value;
            value = isFirst ? _values.GetValueOrDefault(name) : (value as JsonObject)?[name];
            isFirst = false;
        }

        return value ?? operand[(operand.LastIndexOf('.') + 1)..];
    }

    /// <summary>The default of a choice is its first value. A default may itself have placeholders.</summary>
    private string Text(JsonNode? value)
    {
        var text = Scalars.Text(value is JsonArray { Count: > 0 } choices ? choices[0] : value) ?? "";
        // A default that refers to itself stays as it is.
        if (!Is(text) || _depth == MaximumDepth)
            return text;
        _depth++;
        text = Placeholder().Replace(text, match => Text(Value(match.Groups["expression"].Value)));
        _depth--;
        return text;
    }

    [GeneratedRegex(@"(\{\{-?|\{%-?[^%]*)\s*cookiecutter\b")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\{\{-?\s*(?<expression>cookiecutter[^{}]*?|\w+)\s*-?\}\}")]
    private static partial Regex Placeholder();

    /// <summary>A minus sign removes the white space on its side.</summary>
    [GeneratedRegex(@"(\s*\{%-|\{%)(?<statement>.*?)(-%\}\s*|%\})")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^for (?<item>\w+) in (?<list>.+)\z")]
    private static partial Regex Loop();

    [GeneratedRegex(@"^(?<left>.+?)\s*(?<operator>==|!=)\s*(?<right>.+)\z")]
    private static partial Regex Comparing();

    [GeneratedRegex(@"^replace\(\s*'(?<old>[^']*)'\s*,\s*'(?<new>[^']*)'\s*\)\z")]
    private static partial Regex Replacing();

    [GeneratedRegex("\\[\\s*[\"'](?<key>[^\"']*)[\"']\\s*\\]|\\[(?<index>[^\\]\"']+)\\]|(?<name>\\w+)")]
    private static partial Regex Step();
}
