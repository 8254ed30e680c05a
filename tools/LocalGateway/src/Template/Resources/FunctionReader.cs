using LocalGateway.Functions;
using LocalGateway.Model;
using LocalGateway.Template.Resolving;
using LocalGateway.Template.Sam;

namespace LocalGateway.Template.Resources;

/// <summary>
/// <c>AWS::Serverless::Function</c> and <c>AWS::Lambda::Function</c>. <paramref name="folder"/>: the template's folder; a CodeUri is relative
/// to it.
/// </summary>
internal sealed class FunctionReader(
    LocalIdentity identity, ApiEventReader events, TemplateOptions options, string folder, TemplateDiagnostics diagnostics)
{
    public (LambdaFunction Function, IReadOnlyList<ApiEvent> Events) Read(Resource resource)
    {
        var section = new Section(resource.Type, $"{resource.LogicalId}.Properties", resource.Properties, diagnostics);
        var name = section.Text("FunctionName") ?? resource.LogicalId;
        var routes = resource.Type == ResourceTypes.SamFunction
            ? events.Read(section, identity.Attribute(resource.Type, resource.LogicalId, name, "Arn")!)
            : [];
        var start = diagnostics.Count;
        var requirements = new FunctionRequirements(section, options, diagnostics);
        requirements.Check();
        var code = requirements.CodePath();
        var (logLevel, logGroup) = Logging(section);
        var function = new LambdaFunction
        {
            LogicalId = resource.LogicalId,
            FunctionName = name,
            Description = section.Text("Description"),
            CodePath = code is null ? "" : Path.GetFullPath(Path.Combine(folder, code)),
            Handler = section.Text("Handler") ?? "",
            Runtime = section.Text("Runtime") ?? "",
            Unavailable = requirements.Unavailable,
            Timeout = TimeSpan.FromSeconds(section.Integer("Timeout", 1, 900) ?? 3),
            MemorySize = section.Integer("MemorySize", 128, 10_240) ?? 128,
            ReservedConcurrency = section.Integer("ReservedConcurrentExecutions", 0),
            LogLevel = logLevel,
            LogGroup = logGroup,
            Environment = Environment(section),
        };
        section.Close();
        var mistake = diagnostics.TakeSince(start);
        return (function with { Unavailable = function.Unavailable ?? mistake }, routes);
    }

    private static (string? Level, string? Group) Logging(Section function)
    {
        if (function.Object("LoggingConfig") is not { } logging)
            return default;
        var format = logging.Text("LogFormat") ?? "Text";
        var level = logging.Text("ApplicationLogLevel");
        if (format is not ("JSON" or "Text"))
            logging.Wrong("LogFormat", $"must be JSON or Text, not '{format}'");
        if (level is not null && !FunctionLogger.Levels.Contains(level))
            logging.Wrong("ApplicationLogLevel", $"must be {string.Join(", ", FunctionLogger.Levels)}, not '{level}'");
        else if (level is not null && format == "Text")
            logging.Wrong("ApplicationLogLevel", "needs the LogFormat JSON");
        var group = logging.Text("LogGroup");
        logging.Close();
        return (level, group);
    }

    private static IReadOnlyDictionary<string, string> Environment(Section function)
    {
        if (function.Object("Environment") is not { } environment)
            return new Dictionary<string, string>();
        var variables = environment.TextMap("Variables");
        environment.Close();
        return variables;
    }
}
