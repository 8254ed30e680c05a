using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Variables;

/// <summary>
/// A map of <c>$context</c>, which templates cannot change. It has no text: <c>$context.authorizer.claims</c> renders as nothing, and so
/// does a map read with <c>get</c>.
/// </summary>
internal sealed class ContextTree(IReadOnlyDictionary<string, object?> values) : ITemplateObject
{
    public object? GetProperty(string name, RenderScope scope) => values.GetValueOrDefault(name) switch
    {
        IReadOnlyDictionary<string, object?> map => new ContextTree(map),
        // Without a method authorizer, $context.authorizer is an empty map: its keySet() is [].
        null when name == "authorizer" => Empty,
        var value => value,
    };

    public object? Invoke(string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("get", [string name]) => values.GetValueOrDefault(name) is var value and not IReadOnlyDictionary<string, object?> ? value : null,
        ("keySet", []) => KeySet(scope),
        ("values", []) => Values(scope),
        ("containsKey", [string name]) => values.ContainsKey(name),
        ("size", []) => values.Count,
        ("isEmpty", []) => values.Count == 0,
        _ => null,
    };

    public JavaList KeySet(RenderScope scope)
    {
        scope.Charge(values.Count);
        return new JavaList(values.Keys);
    }

    public JavaList Values(RenderScope scope)
    {
        scope.Charge(values.Count);
        return new JavaList(values.Keys.Select(name => GetProperty(name, scope)));
    }

    private static ContextTree Empty { get; } = new(new Dictionary<string, object?>());
}
