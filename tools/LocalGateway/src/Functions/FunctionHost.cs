using System.Collections.Frozen;
using LocalGateway.Functions.Processes;
using LocalGateway.Model;

namespace LocalGateway.Functions;

/// <summary>Settings that all functions of a gateway share.</summary>
internal sealed record FunctionSettings
{
    public required string Region { get; init; }

    public required string AccountId { get; init; }

    public required int MaxEnvironments { get; init; }

    /// <summary>Set for every function; they override the template's variables.</summary>
    public required IReadOnlyDictionary<string, string> HostVariables { get; init; }

    /// <summary>Maps a function's <c>CodePath</c> to the folder of its built assemblies.</summary>
    public required Func<string, string> BuiltCode { get; init; }

    /// <summary>Whether these functions replace others in this process. Then their code can be unloaded.</summary>
    public bool IsReplacement { get; init; }

    /// <summary>Whether class libraries run in processes of their own too.</summary>
    public bool LibrariesAsProcesses { get; init; }

    public TimeLimits Limits { get; init; } = new(areOff: false);

    /// <summary>The running processes of functions.</summary>
    public FunctionProcesses Processes { get; } = new();

    public required TimeProvider TimeProvider { get; init; }

    public required GatewayLog Log { get; init; }

    /// <summary>Whether a function runs in a process of its own.</summary>
    public bool HasProcess(LambdaFunction function) => function.IsProgram || LibrariesAsProcesses;
}

/// <summary>The functions of a deployment. Programs run in processes of their own, class libraries in this process unless the settings say otherwise.</summary>
internal sealed class FunctionHost : IDisposable
{
    private readonly FrozenDictionary<string, Function> _functions;
    private readonly FrozenDictionary<string, FunctionCode> _code;
    private readonly FunctionProcesses _processes;

    /// <exception cref="GatewayException">Class libraries cannot run in processes of their own.</exception>
    public FunctionHost(Deployment deployment, FunctionSettings settings)
    {
        var functions = deployment.Functions.Values.Where(function => function.Unavailable is null).ToList();
        if (settings.LibrariesAsProcesses)
            LibraryStart.RequireRuntimeSupport(functions.Where(function => !function.IsProgram), settings.BuiltCode, AppContext.BaseDirectory);
        _processes = settings.Processes;
        _code = functions.GroupBy(function => function.CodePath).ToFrozenDictionary(
            group => group.Key,
            group => new FunctionCode(
                settings.BuiltCode(group.Key),
                [.. group.SelectMany(ProgramStart.FilesOf).Distinct()],
                settings.TimeProvider,
                settings.Log,
                settings.IsReplacement));
        Unavailable = [.. functions.Select(function => WhyMissing(function, settings.BuiltCode(function.CodePath))).OfType<string>()];
        var variables =
            functions.ToDictionary(function => function.LogicalId, function => FunctionVariables.Of(function, settings));
        var allNames = variables.Values.SelectMany(values => values.Keys).ToFrozenSet();
        _functions = functions.ToFrozenDictionary(
            function => function.LogicalId,
            function => new Function(function, _code[function.CodePath], new(variables[function.LogicalId], allNames), settings));
    }

    /// <summary>The functions whose code is not where their handler says, each with the reason.</summary>
    public IReadOnlyList<string> Unavailable { get; }

    /// <exception cref="GatewayException">The template declares no such function.</exception>
    public Function Get(string logicalId, string user) => _functions.GetValueOrDefault(logicalId)
        ?? throw new GatewayException($"{user}: the template has no function {logicalId}.");

    /// <summary>Ends all processes and releases the code. Invocations in this process end by themselves.</summary>
    public void Dispose()
    {
        foreach (var function in _functions.Values)
            function.Dispose();
        _processes.Dispose();
        foreach (var code in _code.Values)
            code.Dispose();
    }

    // A folder that does not exist yet is named at the call, until the project is built.
    private static string? WhyMissing(LambdaFunction function, string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        try
        {
            if (function.IsProgram)
                ProgramStart.Find(function, folder);
            else
                CodeVersion.RequireAssembly(folder, function.Handler.Split("::")[0]);
            return null;
        }
        catch (HandlerException exception)
        {
            return $"The function {function.LogicalId} cannot run before its code is built: {exception.Message}";
        }
    }
}
