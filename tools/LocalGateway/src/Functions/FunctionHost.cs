using System.Collections.Frozen;
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

    public TimeLimits Limits { get; init; } = new(areOff: false);

    public required TimeProvider TimeProvider { get; init; }

    public required GatewayLog Log { get; init; }
}

/// <summary>The functions of a deployment, run in this process.</summary>
internal sealed class FunctionHost : IDisposable
{
    private readonly FrozenDictionary<string, Function> _functions;
    private readonly FrozenDictionary<string, FunctionCode> _code;

    public FunctionHost(Deployment deployment, FunctionSettings settings)
    {
        var functions = deployment.Functions.Values.Where(function => function.Unavailable is null).ToList();
        _code = functions.Select(function => function.CodePath).Distinct()
            .ToFrozenDictionary(path => path, path => new FunctionCode(settings.BuiltCode(path), settings.TimeProvider, settings.Log, settings.IsReplacement));
        var variables =
            functions.ToDictionary(function => function.LogicalId, function => FunctionVariables.Of(function, settings));
        var allNames = variables.Values.SelectMany(values => values.Keys).ToFrozenSet();
        _functions = functions.ToFrozenDictionary(
            function => function.LogicalId,
            function => new Function(function, _code[function.CodePath], new(variables[function.LogicalId], allNames), settings));
    }

    /// <exception cref="GatewayException">The template declares no such function.</exception>
    public Function Get(string logicalId, string user) => _functions.GetValueOrDefault(logicalId)
        ?? throw new GatewayException($"{user}: the template has no function {logicalId}.");

    /// <summary>Releases the code. Running invocations end by themselves.</summary>
    public void Dispose()
    {
        foreach (var function in _functions.Values)
            function.Dispose();
        foreach (var code in _code.Values)
            code.Dispose();
    }
}
