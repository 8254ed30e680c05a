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

    private readonly Option<bool> _partial = new("--partial")
    {
        Description = "Starts although parts of the template cannot run here: their routes answer 502 or 500 and say why.",
    };

    private readonly Option<string?> _code = new("--code")
    {
        Description = "The folder of the code of functions whose code the template has in S3.",
        HelpName = "DIR",
    };

    public HostOptions(Command command)
    {
        command.Options.Add(_template);
        command.Options.Add(_parameters);
        command.Options.Add(_data);
        command.Options.Add(_partial);
        command.Options.Add(_code);
        _parameters.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--parameter takes Key=Value, not '{token.Value}'.");
        });
    }

    /// <summary>The options that decide how the template is read.</summary>
    public TemplateHostOptions Read(ParseResult result) => new()
    {
        Template = result.GetRequiredValue(_template),
        Parameters = Parameters(result),
        DataFolder = result.GetRequiredValue(_data),
        Partial = result.GetValue(_partial),
        CodePath = result.GetValue(_code),
    };

    /// <summary>If a parameter is given twice, the last value counts.</summary>
    private Dictionary<string, string> Parameters(ParseResult result)
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
