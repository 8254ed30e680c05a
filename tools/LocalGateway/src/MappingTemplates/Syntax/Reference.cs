using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Parsing;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Syntax;

/// <summary><c>$root.member.method(…)[index]</c>. If any step has no value, the reference is the empty text.</summary>
internal sealed class Reference(SourcePosition position, string root, IReadOnlyList<ReferenceStep> steps) : Expression(position)
{
    private const string EmptyCondition = "the condition is a missing or empty value. It is not known whether API Gateway takes it for "
        + "true or false. LocalGateway takes it for true. Compare it with \"\" instead";

    public string Root => root;

    /// <summary>For traces: <c>$root.member</c>, <c>$root[…]</c>.</summary>
    public string Name => $"${root}{string.Concat(steps)}";

    /// <summary>Whether the reference is only a variable.</summary>
    public bool IsVariable => steps.Count == 0;

    /// <summary>Whether the last name is a property and not a method. An index may follow it.</summary>
    public bool EndsInProperty => steps.LastOrDefault(step => step is not IndexStep) is PropertyStep;

    public override IEnumerable<Reference> References => [this, .. steps.SelectMany(step => step.References)];

    public override object Evaluate(RenderScope scope)
    {
        scope.Step();
        return Walk(scope, steps.Count) ?? "";
    }

    /// <summary>
    /// The value for a trace: of the longest beginning of the reference that is a text, a number or a boolean. It calls no method that can
    /// change a value.
    /// </summary>
    /// <returns>Null if there is none.</returns>
    public (string Name, object Value)? Read(RenderScope scope)
    {
        (string, object)? read = null;
        // A defined block is rendered where it is used, and that can change variables.
        if (scope.Get(root) is DefinedBlock)
            return null;
        try
        {
            for (var count = 0; count <= steps.Count && (count == 0 || steps[count - 1].IsPure); count++)
            {
                var value = Walk(scope, count) ?? "";
                if (value is string or bool || JavaText.IsNumber(value))
                    read = ($"${root}{string.Concat(steps.Take(count))}", value);
                // The text itself says more than what a method makes of it.
                if (read is not null && steps.ElementAtOrDefault(count) is MethodStep)
                    break;
            }
        }
        catch (MappingTemplateException)
        {
            // The condition itself fails too, or does not evaluate this reference.
        }

        return read;
    }

    /// <summary>True unless the value is <c>false</c>. So the empty text of a missing value is true.</summary>
    public override bool IsTrue(RenderScope scope)
    {
        var value = Evaluate(scope);
        if (value is "")
            scope.Warn(Position, EmptyCondition);
        return value is not false;
    }

    /// <summary>Assigns the value, or does nothing if the target does not exist.</summary>
    public void Assign(object? value, RenderScope scope)
    {
        if (steps.Count == 0)
            scope.Set(root, value);
        else if (Walk(scope, steps.Count - 1) is { } target)
            steps[^1].Assign(target, value, scope);
    }

    private object? Walk(RenderScope scope, int stepCount)
    {
        var value = scope.Get(root);
        if (value is DefinedBlock block)
            value = block.Text(scope);
        for (var i = 0; i < stepCount && value is not null; i++)
        {
            scope.Step();
            value = steps[i].Evaluate(value, scope);
        }

        return value;
    }
}

internal abstract class ReferenceStep(SourcePosition position)
{
    protected SourcePosition Position => position;

    /// <summary>The references in its arguments, for traces.</summary>
    public virtual IEnumerable<Reference> References => [];

    /// <summary>Whether it changes nothing.</summary>
    public virtual bool IsPure => true;

    public abstract object? Evaluate(object target, RenderScope scope);

    public virtual void Assign(object target, object? value, RenderScope scope)
    {
    }
}

/// <summary><c>.name</c></summary>
internal sealed class PropertyStep(SourcePosition position, string name) : ReferenceStep(position)
{
    public override string ToString() => $".{name}";

    public override object? Evaluate(object target, RenderScope scope)
    {
        scope.Position = Position;
        return Members.GetProperty(target, name, scope);
    }

    public override void Assign(object target, object? value, RenderScope scope)
    {
        scope.Position = Position;
        Members.SetProperty(target, name, value, scope);
    }
}

/// <summary><c>[index]</c></summary>
internal sealed class IndexStep(SourcePosition position, Expression index) : ReferenceStep(position)
{
    public override IEnumerable<Reference> References => index.References;

    public override string ToString() => "[…]";

    public override object? Evaluate(object target, RenderScope scope)
    {
        var key = index.Evaluate(scope) ?? "";
        scope.Position = Position;
        return Members.GetIndex(target, key, scope);
    }

    public override void Assign(object target, object? value, RenderScope scope)
    {
        var key = index.Evaluate(scope) ?? "";
        scope.Position = Position;
        Members.SetIndex(target, key, value, scope);
    }
}

/// <summary><c>.name(arguments)</c></summary>
internal sealed class MethodStep(SourcePosition position, string name, IReadOnlyList<Expression> arguments) : ReferenceStep(position)
{
    private static readonly HashSet<string> Changing =
        ["add", "addAll", "put", "putAll", "remove", "removeAll", "retainAll", "set", "clear", "next"];

    public override IEnumerable<Reference> References => arguments.SelectMany(argument => argument.References);

    public override bool IsPure => !Changing.Contains(name);

    public override string ToString() => arguments.Count == 0 ? $".{name}()" : $".{name}(…)";

    public override object? Evaluate(object target, RenderScope scope)
    {
        var values = arguments.Count == 0 ? [] : new object?[arguments.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Evaluate(scope);
        scope.Position = Position;
        return Members.Invoke(target, name, values, scope);
    }
}

/// <summary>A reference in the text of a template.</summary>
internal sealed class ReferenceNode(Reference reference) : TemplateNode
{
    public Reference Reference => reference;

    public override void Render(RenderScope scope)
    {
        var value = reference.Evaluate(scope);
        var start = scope.Output.Length;
        scope.WriteValue(value);
        scope.Trace?.Write(scope.Output, start, reference.Position);
    }
}
