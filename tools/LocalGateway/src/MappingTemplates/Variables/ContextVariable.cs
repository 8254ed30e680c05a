using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Variables;

/// <summary><c>$context</c>: read-only except for <c>requestOverride</c> and <c>responseOverride</c>.</summary>
internal sealed class ContextVariable(MappingContext context) : IWritableObject
{
    private const string RequestOverride = "requestOverride";
    private const string ResponseOverride = "responseOverride";

    private readonly ContextTree _tree = new(context.Context);

    public object? GetProperty(string name, RenderScope scope) => Override(name) ?? _tree.GetProperty(name, scope);

    public object? Invoke(string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("get", [RequestOverride or ResponseOverride]) => Override((string)arguments[0]!),
        ("keySet", []) => KeySet(scope),
        ("containsKey", [RequestOverride or ResponseOverride]) => true,
        ("size", []) => KeySet(scope).Count,
        _ => _tree.Invoke(method, arguments, scope),
    };

    /// <summary>If a map is assigned to a whole override, it is copied into the override.</summary>
    public void SetProperty(string name, object? value, RenderScope scope)
    {
        if (Override(name) is not { } target || value is not JavaMap source)
            return;
        foreach (var (key, item) in source.Entries.ToList())
            MapMethods.Put(target, key, item, scope);
    }

    private JavaMap? Override(string name) => name switch
    {
        RequestOverride => context.Overrides.Request,
        ResponseOverride => context.Overrides.Response,
        _ => null,
    };

    private JavaList KeySet(RenderScope scope)
    {
        var keys = _tree.KeySet(scope);
        keys.Add(RequestOverride);
        keys.Add(ResponseOverride);
        return keys;
    }
}
