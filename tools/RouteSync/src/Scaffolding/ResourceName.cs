using System.Text.RegularExpressions;

namespace RouteSync.Scaffolding;

/// <summary>The name of a resource in the forms that code and prose need.</summary>
/// <param name="Plural">In the form of a path: <c>gift-cards</c>.</param>
/// <param name="Singular">In the same form: <c>gift-card</c>.</param>
internal sealed partial record ResourceName(string Plural, string Singular)
{
    private const int MaxLength = 40;

    /// <summary>Such as <c>GiftCards</c>: the folder and the namespace.</summary>
    public string PluralType => Pascal(Plural);

    /// <summary>Such as <c>GiftCard</c>.</summary>
    public string SingularType => Pascal(Singular);

    /// <param name="singular">The singular if the rules of <see cref="SingularOf"/> do not find it; otherwise null.</param>
    /// <exception cref="RouteSyncException">The name cannot be a path and a C# name.</exception>
    public static ResourceName Of(string plural, string? singular)
    {
        Check(plural);
        singular ??= SingularOf(plural)
            ?? throw new RouteSyncException($"The singular of {plural} is not clear. Give it with --singular.");
        Check(singular);
        return singular == plural
            ? throw new RouteSyncException($"The singular must differ from {plural}, because both are names in the code.")
            : new ResourceName(plural, singular);
    }

    /// <summary>The words of a template, each in two underscores: <c>__Singular__</c>.</summary>
    public string FillIn(string template, string project) => Word().Replace(template, word => word.Groups[1].Value switch
    {
        "Project" => project,
        "Plural" => PluralType,
        "Singular" => SingularType,
        "path" => $"/{Plural}",
        "path_name" => Plural,
        "PREFIX" => Singular.Replace('-', '_').ToUpperInvariant(),
        "words" => Plural.Replace('-', ' '),
        "word" => Singular.Replace('-', ' '),
        "a_word" => $"a{N} {Singular.Replace('-', ' ')}",
        "A_word" => $"A{N} {Singular.Replace('-', ' ')}",
        _ => word.Value,
    });

    /// <summary>By the regular rules of English spelling; null if the word does not end like a plural.</summary>
    private static string? SingularOf(string plural) => plural switch
    {
        _ when plural.EndsWith("ies", StringComparison.Ordinal) && plural.Length > "ties".Length => $"{plural[..^3]}y",
        _ when SibilantPlural().IsMatch(plural) => plural[..^2],
        _ when plural.Length > 1 && SimplePlural().IsMatch(plural) => plural[..^1],
        _ => null,
    };

    private string N => Singular[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "n" : "";

    private static void Check(string name)
    {
        if (Kebab().IsMatch(name) && name.Length <= MaxLength)
            return;
        throw new RouteSyncException(
            $"'{name}' cannot name a resource. Use lower-case words with hyphens, such as reviews or gift-cards. "
            + $"It may have at most {MaxLength} characters.");
    }

    private static string Pascal(string kebab) =>
        string.Concat(kebab.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    // \z and not $, which also matches before a final line break.
    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*\z")]
    private static partial Regex Kebab();

    [GeneratedRegex("(ss|x|ch|sh|zz)es$")]
    private static partial Regex SibilantPlural();

    [GeneratedRegex("[^siu]s$|[aeo]us$")]
    private static partial Regex SimplePlural();

    [GeneratedRegex("__([A-Za-z]+(?:_[a-z]+)?)__")]
    private static partial Regex Word();
}
