using System.Text.Json.Nodes;

namespace LocalGateway.Template.Resolving;

/// <summary>The template's <c>Conditions</c>. They can use parameters and mappings, but not resources.</summary>
internal sealed class Conditions
{
    private readonly JsonObject _declared;
    private readonly TemplateDiagnostics _diagnostics;
    private readonly Intrinsics _intrinsics;
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beingEvaluated = new(StringComparer.Ordinal);

    public Conditions(
        JsonObject declared, ParameterValues parameters, JsonObject mappings, OutsideValues outside, TemplateDiagnostics diagnostics)
    {
        _declared = declared;
        _diagnostics = diagnostics;
        _intrinsics = Intrinsics.OfParameters(parameters, mappings, outside, diagnostics, Holds);
        foreach (var (name, _) in declared)
            Holds(name, $"Conditions.{name}");
    }

    /// <summary><paramref name="path"/>: the place in the template that uses the condition.</summary>
    public bool Holds(string name, string path)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        if (!_declared.TryGetPropertyValue(name, out var condition))
            _diagnostics.Add(path, $"the template has no condition '{name}'");
        else if (!_beingEvaluated.Add(name))
            _diagnostics.Add(path, $"the condition '{name}' depends on itself");
        else
            return _known[name] = Evaluate(condition, $"Conditions.{name}");
        return false;
    }

    private bool Evaluate(JsonNode? node, string path)
    {
        if (node is JsonObject { Count: 1 } call)
        {
            var (function, argument) = call.First();
            switch (function, argument)
            {
                case ("Condition", JsonValue) when Scalars.Text(argument) is { } name:
                    return Holds(name, path);
                case ("Fn::Equals", JsonArray { Count: 2 } pair):
                    return JsonNode.DeepEquals(Operand(pair[0], path), Operand(pair[1], path));
                case ("Fn::Not", JsonArray { Count: 1 } one):
                    return !Evaluate(one[0], path);
                case ("Fn::And", JsonArray { Count: >= 2 and <= 10 } all):
                    return all.All(item => Evaluate(item, path));
                case ("Fn::Or", JsonArray { Count: >= 2 and <= 10 } any):
                    return any.Any(item => Evaluate(item, path));
            }
        }

        _diagnostics.Add(
            path,
            "must be Fn::Equals with two values, Fn::Not with one condition, Fn::And or Fn::Or with two to ten, or Condition with a name");
        return false;
    }

    /// <summary>Compares scalars by their text: <c>true</c> equals <c>"true"</c>.</summary>
    private JsonNode? Operand(JsonNode? node, string path)
    {
        var value = _intrinsics.Resolve(node, path);
        return Scalars.Text(value) ?? value;
    }
}
