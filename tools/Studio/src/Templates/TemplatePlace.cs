using System.Text.Encodings.Web;
using System.Text.Json;

namespace Studio.Templates;

/// <summary>
/// The place of a mapping template in a text file. Changing only this place leaves the rest of the file as people wrote it. It may be the
/// whole file, lines of a YAML block, lines of a JSON list, or one JSON string.
/// </summary>
internal sealed class TemplatePlace
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _before;
    private readonly string _after;
    private readonly Func<string[], string> _write;

    private TemplatePlace(string before, string after, Func<string[], string> write) => (_before, _after, _write) = (before, after, write);

    /// <summary>The problem of a file that does not have the template.</summary>
    public const string Missing = "the file does not contain the template as a whole";

    // Each replacement removes one place.
    private const int MaxPlaces = 200;

    /// <param name="file">The text of the file.</param>
    /// <param name="before">The template that the file has.</param>
    /// <param name="after">The template that it gets.</param>
    /// <param name="everywhere">Whether it may have the template in more than one place.</param>
    /// <returns>The changed text of the file, or the reason why it is not changed.</returns>
    public static (string? Text, string? Problem) Replace(string file, string before, string after, bool everywhere)
    {
        var places = All(file, before);
        if (places.Count == 0)
            return (null, Missing);
        if (places.Count > 1 && !everywhere)
            return (null, "the file contains the template more than once");
        for (var count = 0; places.Count > 0 && count < MaxPlaces; count++)
        {
            file = places[0].With(after);
            places = All(file, before);
        }

        return (file, null);
    }

    public static bool IsIn(string file, string template) => All(file, template).Count > 0;

    private static List<TemplatePlace> All(string file, string template)
    {
        var lines = Lines(template);
        var newline = file.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return [.. AsJsonString(file, template), .. AsLines(file, lines, newline, AsJsonItem), .. AsLines(file, lines, newline, AsText)];
    }

    private string With(string template) => _before + _write(Lines(template)) + _after;

    private static string[] Lines(string template) => template.TrimEnd('\n', '\r').ReplaceLineEndings("\n").Split('\n');

    private static IEnumerable<TemplatePlace> AsJsonString(string file, string template)
    {
        var literal = JsonSerializer.Serialize(template, Relaxed);
        if (!template.Contains('\n', StringComparison.Ordinal))
            yield break;
        for (var start = 0; (start = file.IndexOf(literal, start, StringComparison.Ordinal)) >= 0; start += literal.Length)
        {
            yield return new(file[..start], file[(start + literal.Length)..], lines =>
                JsonSerializer.Serialize(string.Join('\n', lines), Relaxed));
        }
    }

    /// <param name="file">The text of the file.</param>
    /// <param name="lines">The lines of the template.</param>
    /// <param name="newline">The file's.</param>
    /// <param name="form">How a line of the template is written after its indentation; the last line has no comma.</param>
    private static IEnumerable<TemplatePlace> AsLines(string file, string[] lines, string newline, Func<string, bool, string> form)
    {
        var of = file.Split(newline);
        for (var first = 0; first + lines.Length <= of.Length; first++)
        {
            var indentation = of[first][..(of[first].Length - of[first].TrimStart(' ', '\t').Length)];
            if (!Written(lines, indentation).SequenceEqual(of.Skip(first).Take(lines.Length).Select(line => line.TrimEnd())))
                continue;
            yield return new(
                string.Concat(of[..first].Select(line => line + newline)),
                string.Concat(of[(first + lines.Length)..].Select(line => newline + line)),
                changed => string.Join(newline, Written(changed, indentation)));
        }

        IEnumerable<string> Written(string[] all, string indentation) =>
            all.Select((line, index) => (indentation + form(line, index == all.Length - 1)).TrimEnd());
    }

    private static string AsJsonItem(string line, bool isLast) => JsonSerializer.Serialize(line, Relaxed) + (isLast ? "" : ",");

    private static string AsText(string line, bool isLast) => line;
}
