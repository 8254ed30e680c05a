using System.Text.Json;

namespace LambdaCrud.Http;

/// <summary>
/// A rule for a member of a request body, in addition to its type. The type is checked before the rule. <see cref="BodyContract"/> turns a
/// refusal into a <see cref="FieldError"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal abstract class RuleAttribute : Attribute
{
    /// <summary>Whether the rule applies to each item of an array, not to the array.</summary>
    public bool EachItem { get; set; }

    /// <summary>
    /// Whether a write other than a client's representation may store a value that breaks the rule. A client may then send that value back
    /// unchanged, but may not change a value to one that breaks the rule.
    /// </summary>
    public bool MayBeStored { get; set; }

    public abstract string Code { get; }

    /// <summary>A sentence for people that describes the valid values.</summary>
    public abstract string Detail { get; }

    /// <summary>The rule in the words of JSON Schema, for the contract. Empty if it has no words for the rule.</summary>
    public virtual IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object>();

    public abstract bool Accepts(JsonElement value);
}

/// <summary>The length of a text in characters. A character is a Unicode code point: an emoji counts once.</summary>
internal sealed class TextLengthAttribute(int min, int max) : RuleAttribute
{
    public int Min => min;

    public int Max => max;

    public override string Code => "length";

    public override string Detail => min == 0 ? $"Must have at most {max} characters." : $"Must have {min} to {max} characters.";

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["minLength"] = min, ["maxLength"] = max };

    public override bool Accepts(JsonElement value)
    {
        // Not Count(): over a struct, it is compiled at the first request (docs/deploy.md, Cold starts).
        var length = 0;
        foreach (var _ in (value.GetString() ?? "").EnumerateRunes())
            length++;
        return min <= length && length <= max;
    }
}

/// <summary>The number of items that an array may have.</summary>
internal sealed class ItemCountAttribute(int min, int max) : RuleAttribute
{
    public int Min => min;

    public int Max => max;

    public override string Code => "length";

    public override string Detail => min == 0 ? $"Must have at most {max} items." : $"Must have {min} to {max} items.";

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["minItems"] = min, ["maxItems"] = max };

    public override bool Accepts(JsonElement value) => value.GetArrayLength() is var count && min <= count && count <= max;
}

/// <summary>The bounds of a whole number, both inclusive.</summary>
internal sealed class WholeNumberAttribute(long min, long max) : RuleAttribute
{
    public long Min => min;

    public long Max => max;

    public override string Code => "range";

    public override string Detail => $"Must be {min} to {max}.";

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["minimum"] = min, ["maximum"] = max };

    public override bool Accepts(JsonElement value) => value.GetInt64() is var number && min <= number && number <= max;
}

/// <summary>An id of a resource, see <see cref="Ids"/>.</summary>
internal sealed class IdAttribute : RuleAttribute
{
    public override string Code => "pattern";

    public override string Detail => "Must be a UUID in lower case with hyphens.";

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["format"] = "uuid" };

    public override bool Accepts(JsonElement value) => Ids.IsId(value.GetString());
}

/// <summary>The format of a text in an answer. Only the contract uses it.</summary>
/// <param name="format">A format of JSON Schema, such as <c>date-time</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FormatAttribute(string format) : Attribute
{
    public IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["format"] = format };
}

/// <summary>The texts that a member of an answer can have. Only the contract uses them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(params string[] values) : Attribute
{
    public IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["enum"] = values };
}
