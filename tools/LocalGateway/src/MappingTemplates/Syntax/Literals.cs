using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Parsing;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Syntax;

/// <summary>A number or a text without references.</summary>
internal sealed class ConstantExpression(SourcePosition position, object value) : Expression(position)
{
    public object Value => value;

    public override object Evaluate(RenderScope scope) => value;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class BooleanExpression(SourcePosition position, bool value) : Expression(position)
{
    public override object Evaluate(RenderScope scope) => value;

    public override bool IsTrue(RenderScope scope) => value;
}

/// <summary>A text in double quotes with references or directives in it.</summary>
internal sealed class InterpolatedExpression(SourcePosition position, Block content) : Expression(position)
{
    public override IEnumerable<Reference> References => content.References;

    public override object Evaluate(RenderScope scope) => scope.Capture(content.Render);
}

/// <summary><c>[1, "a", $x]</c></summary>
internal sealed class ListExpression(SourcePosition position, IReadOnlyList<Expression> items) : Expression(position)
{
    private const int ItemCost = 16;

    public override IEnumerable<Reference> References => items.SelectMany(item => item.References);

    public override object Evaluate(RenderScope scope)
    {
        scope.Charge(items.Count * ItemCost);
        var list = new JavaList();
        foreach (var item in items)
            list.Add(item.Evaluate(scope));
        return list;
    }
}

/// <summary><c>{"a": 1, "b": $x}</c></summary>
internal sealed class MapExpression(
    SourcePosition position, IReadOnlyList<(Expression Key, Expression Value)> entries) : Expression(position)
{
    private const int EntryCost = 16;

    public override IEnumerable<Reference> References => entries.SelectMany(entry => entry.Value.References);

    public override object Evaluate(RenderScope scope)
    {
        scope.Charge((entries.Count + 1) * EntryCost);
        var map = new JavaMap();
        foreach (var (key, value) in entries)
            map.Put(key.Evaluate(scope) ?? "", value.Evaluate(scope));
        return map;
    }
}

/// <summary><c>[1..5]</c>, both ends included; no value if an end is not an integer.</summary>
internal sealed class RangeExpression(SourcePosition position, Expression first, Expression last) : Expression(position)
{
    public override object? Evaluate(RenderScope scope) =>
        first.Evaluate(scope) is { } from && JavaText.IsNumber(from) && last.Evaluate(scope) is { } to && JavaText.IsNumber(to)
            ? JavaList.Range(JavaArithmetic.ToInt(from), JavaArithmetic.ToInt(to))
            : null;
}
