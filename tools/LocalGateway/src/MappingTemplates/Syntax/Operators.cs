using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Parsing;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.MappingTemplates.Syntax;

/// <summary>An expression whose value is true or false.</summary>
internal abstract class ConditionExpression(SourcePosition position) : Expression(position)
{
    public sealed override object Evaluate(RenderScope scope) => IsTrue(scope);

    public abstract override bool IsTrue(RenderScope scope);
}

internal sealed class NotExpression(SourcePosition position, Expression operand) : ConditionExpression(position)
{
    public override IEnumerable<Reference> References => operand.References;

    public override bool IsTrue(RenderScope scope) => !operand.IsTrue(scope);
}

internal sealed class AndExpression(SourcePosition position, Expression left, Expression right) : ConditionExpression(position)
{
    public override IEnumerable<Reference> References => [.. left.References, .. right.References];

    public override bool IsTrue(RenderScope scope) => left.IsTrue(scope) && right.IsTrue(scope);
}

internal sealed class OrExpression(SourcePosition position, Expression left, Expression right) : ConditionExpression(position)
{
    public override IEnumerable<Reference> References => [.. left.References, .. right.References];

    public override bool IsTrue(RenderScope scope) => left.IsTrue(scope) || right.IsTrue(scope);
}

/// <summary><c>==</c> and <c>!=</c>: numbers by value, others of one class by Java's equals, of two classes by their texts.</summary>
internal sealed class EqualityExpression(SourcePosition position, Expression left, Expression right, bool negated)
    : ConditionExpression(position)
{
    public override IEnumerable<Reference> References => [.. left.References, .. right.References];

    public override bool IsTrue(RenderScope scope)
    {
        scope.Step();
        var (a, b) = (left.Evaluate(scope), right.Evaluate(scope));
        scope.Position = Position;
        return JavaEquality.Loose(a, b, scope) != negated;
    }
}

/// <summary><c>&lt; &lt;= &gt; &gt;=</c> of numbers; false for anything else.</summary>
internal sealed class ComparisonExpression(SourcePosition position, string sign, Expression left, Expression right)
    : ConditionExpression(position)
{
    public override IEnumerable<Reference> References => [.. left.References, .. right.References];

    public override bool IsTrue(RenderScope scope)
    {
        scope.Step();
        if (left.Evaluate(scope) is not { } a || right.Evaluate(scope) is not { } b || !JavaText.IsNumber(a) || !JavaText.IsNumber(b))
            return false;
        var order = JavaArithmetic.Compare(a, b);
        return sign switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}

/// <summary><c>+ - * / %</c>; <c>+</c> joins texts if one side is a text. An impossible calculation has no value.</summary>
internal sealed class ArithmeticExpression(SourcePosition position, char sign, Expression left, Expression right) : Expression(position)
{
    public override IEnumerable<Reference> References => [.. left.References, .. right.References];

    public override object? Evaluate(RenderScope scope)
    {
        scope.Step();
        var (a, b) = (left.Evaluate(scope), right.Evaluate(scope));
        if (sign == '+' && (a is string || b is string))
            return Join(a, b, scope);
        if (a is null || b is null || !JavaText.IsNumber(a) || !JavaText.IsNumber(b))
            return null;
        scope.Position = Position;
        return JavaArithmetic.Calculate(sign, a, b, scope);
    }

    private static string Join(object? a, object? b, RenderScope scope)
    {
        var (first, second) = (JavaText.Of(a, scope), JavaText.Of(b, scope));
        scope.Charge(first.Length + second.Length);
        return first + second;
    }
}
