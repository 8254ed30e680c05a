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

    /// <returns>Null only if Velocity cannot calculate the value. A reference always has a value; without one it is "".</returns>
    public abstract object? Evaluate(RenderScope scope);

    /// <summary>The references in it, for traces.</summary>
    public virtual IEnumerable<Reference> References => [];

    /// <summary>The value as a condition. A plain text, number, list or map is false. Only references and conditions can be true.</summary>
    public virtual bool IsTrue(RenderScope scope) => false;
}

/// <summary>A sequence of nodes.</summary>
internal sealed class Block(IReadOnlyList<TemplateNode> nodes)
{
    private readonly TemplateNode[] _nodes = [.. nodes];

    /// <summary>The text of a block that contains only text; otherwise null.</summary>
    public string? ConstantText => _nodes switch
    {
        [] => "",
        [TextNode { Text: var text }] => text,
        _ => null,
    };

    /// <summary>The references in its text, for traces.</summary>
    public IEnumerable<Reference> References => nodes.OfType<ReferenceNode>().Select(node => node.Reference);

    public void Render(RenderScope scope)
    {
        foreach (var node in _nodes)
        {
            scope.Step();
            node.Render(scope);
            if (scope.Flow != Flow.Next)
                return;
        }
    }
}

/// <summary>Text that is not VTL.</summary>
/// <param name="text">The text to render.</param>
/// <param name="parts">The parts of the source that it is made of; for traces.</param>
internal sealed class TextNode(string text, IReadOnlyList<TextPart> parts) : TemplateNode
{
    public string Text => text;

    public override void Render(RenderScope scope)
    {
        scope.Trace?.Write(scope.Output, text, parts);
        scope.Write(text);
    }
}

/// <summary>A part of a text.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Position">Where it begins in the source.</param>
internal readonly record struct TextPart(int Start, SourcePosition Position);
