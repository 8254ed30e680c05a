using System.Text.Json.Nodes;
using LocalGateway.Template.Reading;

namespace LocalGateway.Template.Resolving;

/// <summary>
/// The check that CloudFormation makes before it creates anything: every <c>Ref</c>, <c>Fn::GetAtt</c>, <c>Fn::Sub</c> variable,
/// <c>DependsOn</c> and condition names something in the template. The check includes parts without local meaning.
/// </summary>
internal sealed class ReferenceCheck
{
    private readonly HashSet<string> _resources;
    private readonly ParameterValues _parameters;
    private readonly JsonObject _conditions;
    private readonly TemplateDiagnostics _diagnostics;

    private ReferenceCheck(
        IReadOnlyList<ResourceDeclaration> resources, ParameterValues parameters, JsonObject conditions, TemplateDiagnostics diagnostics)
    {
        _resources = [.. resources.Select(resource => resource.LogicalId), .. GeneratedResources.Of(resources).Keys];
        _parameters = parameters;
        _conditions = conditions;
        _diagnostics = diagnostics;
    }

    public static void Run(
        IReadOnlyList<ResourceDeclaration> resources,
        JsonObject outputs,
        ParameterValues parameters,
        JsonObject conditions,
        TemplateDiagnostics diagnostics)
    {
        var check = new ReferenceCheck(resources, parameters, conditions, diagnostics);
        foreach (var resource in resources)
        {
            if (resource.Condition is { } condition)
                check.Condition(condition, $"{resource.LogicalId}.Condition");
            foreach (var other in resource.DependsOn.Where(other => !check._resources.Contains(other)))
                diagnostics.Add($"{resource.LogicalId}.DependsOn", $"the template has no resource '{other}'");
            check.Visit(resource.Properties, $"{resource.LogicalId}.Properties");
        }

        foreach (var (name, output) in outputs)
        {
            if (output is JsonObject declared && Scalars.Text(declared["Condition"]) is { } condition)
                check.Condition(condition, $"Outputs.{name}.Condition");
            check.Visit(output, $"Outputs.{name}");
        }
    }

    private void Visit(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                    Visit(list[index], $"{path}[{index}]");
                break;
            case JsonObject { Count: 1 } call when call.First() is var (function, argument):
                VisitCall(function, argument, path);
                break;
            case JsonObject map:
                foreach (var (name, member) in map)
                    Visit(member, $"{path}.{name}");
                break;
        }
    }

    private void VisitCall(string function, JsonNode? argument, string path)
    {
        switch (function, argument)
        {
            case ("Ref", JsonValue):
                Name(Scalars.Text(argument), path);
                return;
            case ("Fn::GetAtt", JsonValue):
                Attribute(Scalars.Text(argument), path);
                return;
            case ("Fn::GetAtt", JsonArray { Count: > 0 } parts):
                Name(Scalars.Text(parts[0]), path);
                return;
            case ("Fn::Sub", JsonValue):
                Variables(Scalars.Text(argument), [], path);
                return;
            case ("Fn::Sub", JsonArray { Count: 2 } parts) when parts[1] is JsonObject values:
                Variables(Scalars.Text(parts[0]), values, path);
                Visit(values, path);
                return;
            case ("Fn::If", JsonArray { Count: 3 } parts):
                Condition(Scalars.Text(parts[0]), path);
                break;
        }

        Visit(argument, function.StartsWith("Fn::", StringComparison.Ordinal) ? path : $"{path}.{function}");
    }

    private void Variables(string? template, JsonObject values, string path)
    {
        foreach (var variable in Substitution.Variables(template ?? "").Where(variable => !values.ContainsKey(variable)))
        {
            if (!variable.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or ':'))
                _diagnostics.Add(path, $"'${{{variable}}}' is not a variable of Fn::Sub; write '${{!' for a literal '${{'");
            else
                Attribute(variable, path);
        }
    }

    private void Attribute(string? reference, string path)
    {
        if (reference is null || !_resources.Contains(reference))
            Name(reference?.Split('.', 2)[0], path);
    }

    private void Name(string? name, string path)
    {
        if (name is null || (name != "AWS::NoValue" && !_resources.Contains(name) && _parameters.Find(name) is null))
            _diagnostics.Add(path, $"refers to '{name}', which is neither a resource nor a parameter of the template");
    }

    private void Condition(string? name, string path)
    {
        if (name is null || !_conditions.ContainsKey(name))
            _diagnostics.Add(path, $"the template has no condition '{name}'");
    }
}
