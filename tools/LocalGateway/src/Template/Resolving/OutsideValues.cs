namespace LocalGateway.Template.Resolving;

/// <summary>
/// Values from outside the template: SSM parameters, secrets of other stacks, exports of other stacks. The user gives them as template
/// parameters with a prefix: <c>ssm:/shop/table=orders</c>.
/// </summary>
internal sealed class OutsideValues(TemplateOptions options, TemplateDiagnostics diagnostics)
{
    public const string Ssm = "ssm";
    public const string Secret = "secretsmanager";
    public const string Export = "import";

    private static readonly string[] Kinds = [Ssm, Secret, Export];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Whether this is the name of a value from outside, not of a parameter of the template.</summary>
    public static bool IsName(string name) => name.StartsWith('/') || Kinds.Any(kind => name.StartsWith($"{kind}:", StringComparison.Ordinal));

    /// <summary>
    /// The value that the user gave. Without one, it is an error, or, in a partial deployment, a stand-in. <paramref name="path"/>: the place
    /// that uses the value.
    /// </summary>
    public string? Find(string kind, string name, string path)
    {
        if (Given(kind, name) is { } given)
            return given;
        var what = kind switch
        {
            Ssm => $"the SSM parameter '{name}'",
            Secret => $"the secret '{name}', which is not in this template,",
            _ => $"the export '{name}' of another stack",
        };
        var advice = $"give it with --parameter '{kind}:{name}=VALUE'";
        if (diagnostics.CannotRun(path, $"{what} has no value on this machine: {advice}") is null)
            return null;
        var standIn = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        diagnostics.IgnoreLocally($"{path} (the value of {what.TrimEnd(',')}: '{standIn}' stands in; {advice})");
        return standIn;
    }

    public string? Given(string kind, string name)
    {
        foreach (var key in (string[])[$"{kind}:{name}", .. kind == Ssm ? (string[])[name] : []])
        {
            if (IsName(key) && options.Parameters.TryGetValue(key, out var value))
            {
                _used.Add(key);
                return value;
            }
        }

        return null;
    }

    public void ReportUnused()
    {
        foreach (var name in options.Parameters.Keys.Where(name => IsName(name) && !_used.Contains(name)))
            diagnostics.Add($"Parameters.{name}", "a value is given, but the template does not use it");
    }
}
