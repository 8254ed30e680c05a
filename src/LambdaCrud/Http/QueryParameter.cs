using System.Globalization;

namespace LambdaCrud.Http;

/// <summary>A query parameter that a route takes.</summary>
/// <param name="Name">Case-sensitive.</param>
/// <param name="Description">One sentence for the contract.</param>
internal abstract record QueryParameter(string Name, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>A valid value for the contract; null if the schema says enough.</summary>
    public string? Example { get; init; }

    /// <summary>The code of the error in an invalid value.</summary>
    public abstract string Code { get; }

    /// <summary>A sentence for people that describes the valid values.</summary>
    public abstract string Detail { get; }

    /// <summary>The valid values in the words of JSON Schema.</summary>
    public abstract IReadOnlyDictionary<string, object> Schema { get; }

    public abstract bool Accepts(string text);
}

/// <summary>A parameter with one of a few values.</summary>
internal sealed record ChoiceParameter(string Name, string Description, params IReadOnlyList<string> Values) : QueryParameter(Name, Description)
{
    public override string Code => "unknown";

    public override string Detail => $"Must be {string.Join(", ", Values.SkipLast(1))} or {Values[^1]}.";

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["type"] = "string", ["enum"] = Values };

    public override bool Accepts(string text) => Values.Contains(text);
}

/// <summary>A parameter with a text of a pattern.</summary>
/// <param name="Pattern">
/// The pattern of a valid value, without anchors. The contract shows it. <paramref name="IsValid"/> enforces it, because a regex that is made
/// at run time would delay a cold start.
/// </param>
internal sealed record TextParameter(string Name, string Description, string Pattern, Predicate<string> IsValid, string Sentence)
    : QueryParameter(Name, Description)
{
    public override string Code => "pattern";

    public override string Detail => Sentence;

    public override IReadOnlyDictionary<string, object> Schema =>
        new Dictionary<string, object> { ["type"] = "string", ["pattern"] = $"^{Pattern}$" };

    public override bool Accepts(string text) => IsValid(text);
}

/// <summary>The parameter <c>limit</c>: the maximum number of items on a page.</summary>
/// <param name="Standard">The limit of a request without the parameter.</param>
internal sealed record LimitParameter(int Standard, int Max)
    : QueryParameter("limit", "The maximum number of items on the page. A page may have fewer items, even if more follow.")
{
    public override string Code => "range";

    public override string Detail => $"Must be a whole number from 1 to {Max.ToString(CultureInfo.InvariantCulture)}.";

    public override IReadOnlyDictionary<string, object> Schema =>
        new Dictionary<string, object> { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = Max, ["default"] = Standard };

    public override bool Accepts(string text) => Read(text) is not null;

    /// <summary>The number in a valid text, else null.</summary>
    public int? Read(string text) =>
        // The parser accepts null characters (U+0000) at the end.
        text.All(char.IsAsciiDigit)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= Max
            ? limit
            : null;
}

/// <summary>The parameter <c>cursor</c>: the start of a page. <see cref="Cursors"/> checks its value.</summary>
internal sealed record CursorParameter()
    : QueryParameter("cursor", "The nextCursor of the previous page. It is valid for 24 hours, for the same list and order.")
{
    public static CursorParameter Instance { get; } = new();

    public override string Code => "";

    public override string Detail => "";

    public override IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["type"] = "string" };

    public override bool Accepts(string text) => true;
}
