using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fare;
using FsCheck;
using FsCheck.Fluent;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>Generates the JSON text of values from schemas.</summary>
internal sealed class GeneratedValues(JsonObject components, KnownValues known)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Characters =
        ["a", "Z", "7", " ", "-", "é", "試", "😀", "e\u0301", "\"", "\\", "<", "'", "$", "#", "{", "\u2028", "\u0001", "\n", "\u0000"];

    /// <summary>Values of the wrong type, and texts that are not JSON.</summary>
    private static readonly string[] Wrong =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-0.0", "1E2", "9223372036854775808", "123456789012345678901234567890", "\"\"", "\" \"", "\"1\"",
        "[]", "{}", "[[]]", "[null]", "{\"\":null}", "\"\\u0000\"", "\"\\ud83d\"", "\"\\ufffd\"", "NaN", "01", "+1", "'x'", "", "undefined", "{\"a\":1,}",
    ];

    /// <summary>Bodies that break a reader of JSON.</summary>
    private static readonly string[] Hostile =
    [
        .. Wrong, "{", "[", "\"", "{\"a\":1}{\"a\":1}", "{} x", "\u0000{}", "\ufeff{}", "/**/{}", "{\"__proto__\":{}}", "{'a':1}",
        new string('[', 1_000), string.Concat(Enumerable.Repeat("{\"a\":", 200)), new string(' ', 70_000), $"[{new string(' ', 70_000)}]",
        $"\"{new string('x', 70_000)}\"",
    ];

    /// <summary>Bodies that no schema is the reason for.</summary>
    public static Gen<string> HostileBody { get; } = Gen.Elements(Hostile);

    /// <summary>A value that the schema allows.</summary>
    /// <param name="name">The name of the member or parameter.</param>
    public Gen<string> Valid(JsonNode schema, string name)
    {
        var resolved = Resolved(schema);
        if (resolved["anyOf"] is JsonArray choices)
            return Gen.OneOf(choices.Select(choice => Valid(choice!, name)));
        if (resolved["enum"] is JsonArray values)
            return Gen.Elements(values.Select(value => value?.ToJsonString() ?? "null").ToArray());
        return resolved["type"] is JsonArray types
            ? Gen.Frequency(types.Select(type => ((string)type! == "null" ? 1 : 4, OfType((string)type!, resolved, name))))
            : OfType((string)resolved["type"]!, resolved, name);
    }

    /// <summary>A value with one fault somewhere. By chance, it can be valid.</summary>
    /// <inheritdoc cref="Valid"/>
    public Gen<string> Faulty(JsonNode schema, string name)
    {
        var resolved = Resolved(schema);
        var wrong = Gen.Elements(Wrong);
        if (resolved["anyOf"] is JsonArray choices)
            return Gen.OneOf(Faulty(choices[0]!, name), wrong);
        return (resolved["type"] is JsonArray types ? (string)types[0]! : (string)resolved["type"]!) switch
        {
            "object" => Gen.Frequency((6, FaultyObject(resolved)), (1, wrong)),
            "array" => Gen.Frequency((4, FaultyArray(resolved, name)), (1, wrong)),
            "integer" => Gen.OneOf(Gen.Elements(Text(Max(resolved) + 1), Text(Min(resolved) - 1), $"{Text(Min(resolved))}.5"), wrong),
            "string" => Gen.OneOf(FaultyTexts(resolved, name).Select(Quoted), wrong),
            _ => wrong,
        };
    }

    private JsonObject Resolved(JsonNode schema) =>
        (string?)schema["$ref"] is { } reference ? components[reference.Split('/')[^1]]!.AsObject() : schema.AsObject();

    private Gen<string> OfType(string type, JsonObject schema, string name) => type switch
    {
        "null" => Gen.Constant("null"),
        "boolean" => Gen.Elements("true", "false"),
        "integer" or "number" => Numbers(schema),
        "string" => Texts(schema, name).Select(Quoted),
        "array" => from count in Count(schema)
                   from items in Gen.ArrayOf(Valid(schema["items"]!, name), count)
                   select $"[{string.Join(',', items)}]",
        "object" => ObjectOf(schema, Members(schema).Select(member => Valid(member.Value, member.Key).Select(value => (member.Key, value)))),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The contract has no such type so far."),
    };

    private static Gen<string> Numbers(JsonObject schema)
    {
        var (min, max) = (Min(schema), Max(schema));
        long[] edges = [.. new[] { min, min + 1, 0, 1, 2, max - 1, max }.Where(number => number >= min && number <= max).Distinct()];
        var excluded = (long?)schema["not"]?["const"];
        var small = Gen.Choose((int)Math.Max(min, -20), (int)Math.Min(max, 20)).Select(number => (long)number);
        return Gen.Frequency((3, small), (2, Gen.Elements(edges))).Where(number => number != excluded).Select(Text);
    }

    private Gen<string> Texts(JsonObject schema, string name)
    {
        IReadOnlyList<string> seen = (string?)schema["format"] == "uuid" ? [.. known.Of(name), .. known.Of("id")] : known.Of(name);
        var made = schema switch
        {
            _ when (string?)schema["format"] == "uuid" => Gen.Fresh(() => Guid.CreateVersion7().ToString()),
            _ when (string?)schema["pattern"] is { } pattern => Matching(pattern),
            _ => Written(schema),
        };
        return seen.Count == 0 ? made : Gen.Frequency((3, Gen.Elements(seen.ToArray())), (1, made));
    }

    private Gen<string> FaultyTexts(JsonObject schema, string name)
    {
        var max = (int?)schema["maxLength"] ?? 300;
        return Gen.OneOf(
            Gen.Elements(HostileTexts.All.ToArray()),
            Gen.Elements("", new string('x', max + 1), string.Concat(Enumerable.Repeat("😀", max + 1))),
            from text in Texts(schema, name)
            from change in Gen.Elements<Func<string, string>>(
                text => text.ToUpperInvariant(), text => $"{text} ", text => $"{text}\n", text => $"{{{text}}}", text => text + text,
                text => text.Length > 0 ? text[1..] : "x")
            select change(text));
    }

    private static Gen<string> Written(JsonObject schema)
    {
        var (min, max) = ((int?)schema["minLength"] ?? 0, (int?)schema["maxLength"] ?? 200);
        // Some of the characters consist of two code points.
        return from count in Gen.Frequency((6, Gen.Choose(min, Math.Min(max, min + 12))), (1, Gen.Elements(min, Math.Min(max, 300))))
               from characters in Gen.ArrayOf(Gen.Elements(Characters), count)
               select string.Concat(string.Concat(characters).EnumerateRunes().Take(Math.Max(count, min)));
    }

    // The library knows no anchors.
    private static Gen<string> Matching(string pattern) =>
        Gen.Choose(0, int.MaxValue).Select(seed => new Xeger(pattern.TrimStart('^').TrimEnd('$'), new System.Random(seed)).Generate());

    private static Gen<int> Count(JsonObject schema)
    {
        var (min, max) = ((int?)schema["minItems"] ?? 0, (int?)schema["maxItems"] ?? 10);
        return Gen.Frequency((12, Gen.Choose(min, Math.Min(max, min + 2))), (1, Gen.Constant(max)));
    }

    private Gen<string> FaultyArray(JsonObject schema, string name)
    {
        var one = Faulty(schema["items"]!, name).Select(item => $"[{item}]");
        var many = from items in Gen.ArrayOf(Valid(schema["items"]!, name), ((int?)schema["maxItems"] ?? 10) + 1)
                   select $"[{string.Join(',', items)}]";
        return Gen.Frequency((5, one), (1, many), (1, Gen.Constant("[]")));
    }

    private Gen<string> FaultyObject(JsonObject schema)
    {
        var members = Members(schema).ToArray();
        var oneWrong =
            from wrong in Gen.Elements(members.Select(member => member.Key).ToArray())
            from text in ObjectOf(schema, members.Select(member =>
                (member.Key == wrong ? Faulty(member.Value, member.Key) : Valid(member.Value, member.Key)).Select(value => (member.Key, value))))
            select text;
        var valid = OfType("object", schema, "");
        return Gen.Frequency(
            (6, oneWrong),
            (1, valid.Select(text => text == "{}" ? "{\"unknown\":1}" : $"{text[..^1]},\"unknown\":1}}")),
            (1, from text in valid
                from name in Gen.Elements(members.Select(member => member.Key).ToArray())
                select $"{{\"{name}\":null{(text == "{}" ? "" : ",")}{text[1..]}"),
            (1, Gen.Elements("{}", "{\"unknown\":{}}")));
    }

    private static Gen<string> ObjectOf(JsonObject schema, IEnumerable<Gen<(string Name, string Value)>> members)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet();
        return from all in Gen.CollectToArray(members)
               from order in Gen.Shuffle(all)
               from kept in Gen.ArrayOf(Gen.Elements(true, true, false), all.Length)
               let chosen = order.Where((member, index) => kept[index] || required.Contains(member.Name))
               select $"{{{string.Join(',', chosen.Select(member => $"{Quoted(member.Name)}:{member.Value}"))}}}";
    }

    private static IEnumerable<KeyValuePair<string, JsonNode>> Members(JsonObject schema) =>
        (schema["properties"] as JsonObject ?? []).Select(member => KeyValuePair.Create(member.Key, member.Value!));

    private static long Min(JsonObject schema) => (long?)schema["minimum"] ?? -1_000;

    private static long Max(JsonObject schema) => (long?)schema["maximum"] ?? 1_000;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Relaxed);
}
