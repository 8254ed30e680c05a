using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Variables;

/// <summary><c>$stageVariables</c>: a map that templates cannot change.</summary>
internal sealed class StageVariables(IReadOnlyDictionary<string, string> values) : ITemplateObject
{
    public object? GetProperty(string name, RenderScope scope) => values.GetValueOrDefault(name);

    public object? Invoke(string method, object?[] arguments, RenderScope scope) =>
        method is "put" or "putAll" or "putIfAbsent" or "remove" or "clear"
            ? null
            : MapMethods.Invoke(Copy(scope), method, arguments, scope);

    private JavaMap Copy(RenderScope scope)
    {
        scope.Charge(values.Count);
        var map = new JavaMap();
        foreach (var (name, value) in values)
            map.Put(name, value);
        return map;
    }
}
