using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.MappingTemplates.Variables;

/// <summary><c>$foreach</c> within a loop.</summary>
internal sealed class ForeachVariable(int itemCount, ForeachVariable? parent) : ITemplateObject
{
    /// <summary>Counted from 0.</summary>
    public int Index { get; set; }

    public object? GetProperty(string name, RenderScope scope) => name switch
    {
        "index" => Index,
        "count" => Index + 1,
        "first" => Index == 0,
        "last" => Index + 1 == itemCount,
        "hasNext" => Index + 1 < itemCount,
        "parent" => parent,
        "topmost" => parent?.GetProperty("topmost", scope) ?? this,
        _ => null,
    };

    public object? Invoke(string method, object?[] arguments, RenderScope scope) => (method, arguments) switch
    {
        ("getIndex", []) => Index,
        ("getCount", []) => Index + 1,
        ("isFirst", []) => Index == 0,
        ("isLast", []) => Index + 1 == itemCount,
        ("hasNext", []) => Index + 1 < itemCount,
        _ => null,
    };
}
