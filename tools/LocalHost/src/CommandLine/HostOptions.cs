using System.CommandLine;

namespace LocalHost.CommandLine;

/// <summary>The options that <c>run</c>, <c>database</c> and <c>token</c> share: all must use the same template and data.</summary>
internal sealed class HostOptions
{
    private readonly Option<string> _template = new("--template")
    {
        Description = "The SAM template, JSON or YAML.",
        HelpName = "PATH",
        DefaultValueFactory = _ => Repository.Template,
    };

    private readonly Option<string[]> _parameters = new("--parameter")
    {
        Description = "A value for a parameter of the template. Repeatable.",
        HelpName = "Key=Value",
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "The folder of the database and of the signing keys.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Repository.Data,
    };

    public HostOptions(Command command)
    {
        command.Options.Add(_template);
        command.Options.Add(_parameters);
        command.Options.Add(_data);
        _parameters.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--parameter takes Key=Value, not '{token.Value}'.");
        });
    }

    public string Template(ParseResult result) => result.GetRequiredValue(_template);

    public string Data(ParseResult result) => result.GetRequiredValue(_data);

    /// <summary>If a parameter is given twice, the last value counts.</summary>
    public IReadOnlyDictionary<string, string> Parameters(ParseResult result)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var given in result.GetValue(_parameters) ?? [])
        {
            var equals = given.IndexOf('=', StringComparison.Ordinal);
            parameters[given[..equals]] = given[(equals + 1)..];
        }
        return parameters;
    }
}
