using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>
/// A JSON template whose values are addressed by dotted paths such as <c>Resources.A.Properties</c>.
/// Newtonsoft.Json reads and writes it with its defaults, as in the published generator. The defaults decide how numbers, dates and
/// escapes are written. The order of keys is kept, and new keys come last.
/// </summary>
internal sealed class TemplateDocument
{
    private readonly JObject _root;

    private TemplateDocument(JObject root) => _root = root;

    public static TemplateDocument Parse(string text) => new(JObject.Parse(text));

    public static TemplateDocument Empty() => new(
        new JObject { ["AWSTemplateFormatVersion"] = "2010-09-09", ["Transform"] = "AWS::Serverless-2016-10-31" });

    /// <summary>Whether there is a value. The value may be null.</summary>
    public bool Exists(string path) => Find(path) is not null;

    /// <summary>The text of a scalar as in JSON (<c>true</c>, <c>1.5</c>). Null if the value is missing or null.</summary>
    public string? Text(string path) => Find(path) switch
    {
        JContainer => throw new TemplateException($"{path} must be a string."),
        { } scalar => JsonConvert.DeserializeObject<string?>(JsonConvert.SerializeObject(scalar)),
        null => null,
    };

    /// <summary>The value as JSON for messages. Null if it is missing.</summary>
    public string? Json(string path) => Find(path)?.ToString(Formatting.None);

    /// <summary>A Boolean, or a string or number that converts to a Boolean. False if the value is missing.</summary>
    public bool Flag(string path)
    {
        try
        {
            return Find(path) is { } value && value.ToObject<bool>();
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidCastException)
        {
            throw new TemplateException($"{path} must be true or false.");
        }
    }

    /// <summary>The items of an array. Empty if there is no array.</summary>
    public IReadOnlyList<JToken> Items(string path) => Find(path) switch
    {
        JArray array => [.. array],
        null => [],
        _ => throw new TemplateException($"{path} must be an array."),
    };

    /// <summary>The strings of an array. Empty if there is no array.</summary>
    public IReadOnlyList<string> Texts(string path) => Find(path) is { } found ? Texts(found, path) : [];

    /// <summary>The members of an object whose values are arrays of strings. Its keys are not paths and may contain dots.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> TextLists(string path) =>
        Keys(path).ToDictionary(key => key, IReadOnlyList<string> (key) => Texts(Find(path)![key]!, $"{path}.{key}"));

    /// <summary>The keys of an object. Empty if there is no object.</summary>
    public IReadOnlyList<string> Keys(string path) => Find(path) switch
    {
        JObject found => [.. found.Properties().Select(property => property.Name)],
        null => [],
        _ => throw new TemplateException($"{path} must be an object."),
    };

    /// <summary>Sets a value at its existing key, or else as the last key. Missing parent objects are created.</summary>
    public void Set(string path, JToken value)
    {
        var keys = Split(path);
        var parent = _root;
        foreach (var key in keys.Take(keys.Length - 1))
        {
            parent[key] ??= new JObject();
            parent = parent[key] as JObject ?? throw new TemplateException($"{path} cannot be set: {key} must be an object.");
        }

        parent[keys.Last()] = value;
    }

    public void Remove(string path) => Find(path)?.Parent?.Remove();

    public bool IsEmptyObject(string path) => Find(path) is JObject { Count: 0 };

    /// <summary>The JSON text with an indentation of two spaces, without a final newline.</summary>
    public override string ToString() => _root.ToString(Formatting.Indented);

    private JToken? Find(string path) => Split(path).Aggregate(
        (JToken?)_root,
        (token, key) => token switch
        {
            JObject parent => parent[key],
            JArray => throw new TemplateException($"{path} cannot be read: {token.Path} must be an object, not an array."),
            _ => null,
        });

    private static List<string> Texts(JToken found, string path) =>
        found is JArray array && array.All(item => item is JValue { Value: not null })
            ? JsonConvert.DeserializeObject<List<string>>(JsonConvert.SerializeObject(array)) ?? []
            : throw new TemplateException($"{path} must be an array of strings.");

    private static string[] Split(string path)
    {
        var keys = path.Split('.');
        return !keys.Any(string.IsNullOrWhiteSpace) ? keys : throw new TemplateException($"'{path}' is not a valid path in a template.");
    }
}

/// <summary>The template, or a file that leads to it, is not valid. The message gives the reason.</summary>
internal sealed class TemplateException(string message) : Exception(message);
