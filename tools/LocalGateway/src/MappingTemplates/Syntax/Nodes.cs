using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Parsing;

namespace LocalGateway.MappingTemplates.Syntax;

/// <summary>A part of a template that writes output or changes variables.</summary>
internal abstract class TemplateNode
{
    public abstract void Render(RenderScope scope);
}

/// <summary>A part of a directive that has a value.</summary>
internal abstract class Expression(SourcePosition position)
{
    public SourcePosition Position => position;

    /// <returns>Null only for what Velocity cannot calculate: a reference always has a value, "" if need be.</returns>
    public abstract object? Evaluate(RenderScope scope);

    /// <summary>The value as a condition. A bare text, number, list or map is false, only references and conditions can be true.</summary>
    public virtual bool IsTrue(RenderScope scope) => false;
}

/// <summary>Nodes one after the other.</summary>
internal sealed class Block(IReadOnlyList<TemplateNode> nodes)
{
    /// <summary>The text of a block that is nothing but text; else null.</summary>
    public string? ConstantText => nodes switch
    {
        [] => "",
        [TextNode { Text: var text }] => text,
        _ => null,
    };

    public void Render(RenderScope scope)
    {
        foreach (var node in nodes)
        {
            scope.Step();
            node.Render(scope);
            if (scope.Flow != Flow.Next)
                return;
        }
    }
}

/// <summary>Text that is no VTL.</summary>
internal sealed class TextNode(string text) : TemplateNode
{
    public string Text => text;

    public override void Render(RenderScope scope) => scope.Write(text);
}
