using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.JsonPath;

/// <summary>A condition of a filter.</summary>
internal abstract class FilterNode
{
    public abstract bool IsTrue(object? current, object? root, RenderScope scope);
}

internal sealed class AllFilter(IReadOnlyList<FilterNode> parts) : FilterNode
{
    public override bool IsTrue(object? current, object? root, RenderScope scope) => parts.All(part => part.IsTrue(current, root, scope));
}

internal sealed class AnyFilter(IReadOnlyList<FilterNode> parts) : FilterNode
{
    public override bool IsTrue(object? current, object? root, RenderScope scope) => parts.Any(part => part.IsTrue(current, root, scope));
}

internal sealed class NotFilter(FilterNode part) : FilterNode
{
    public override bool IsTrue(object? current, object? root, RenderScope scope) => !part.IsTrue(current, root, scope);
}

/// <summary><c>[?(@.x)]</c>: the path selects a value, which may be null.</summary>
internal sealed class ExistsFilter(PathOperand path) : FilterNode
{
    public override bool IsTrue(object? current, object? root, RenderScope scope) => path.Exists(current, root, scope);
}
