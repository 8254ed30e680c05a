using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>A side of a comparison.</summary>
internal abstract class FilterOperand
{
    /// <summary>The value of a path that matches nothing. It equals only itself, and is not null.</summary>
    public static readonly object Missing = new();

    public abstract object? Value(object? current, object? root, RenderScope scope);
}

internal sealed class ConstantOperand(object? value) : FilterOperand
{
    public override object? Value(object? current, object? root, RenderScope scope) => value;
}

/// <summary><c>/pattern/i</c></summary>
internal sealed class RegexOperand(Regex regex) : FilterOperand
{
    public override object Value(object? current, object? root, RenderScope scope) => regex;
}

/// <summary><c>@.x</c> or <c>$.x</c></summary>
internal sealed class PathOperand(CompiledPath path, bool isRoot) : FilterOperand
{
    public bool Exists(object? current, object? root, RenderScope scope) =>
        path.SelectAll(isRoot ? root : current, root, scope).Count > 0;

    public override object? Value(object? current, object? root, RenderScope scope) =>
        path.IsDefinite && !Exists(current, root, scope) ? Missing : path.Select(isRoot ? root : current, scope);
}
