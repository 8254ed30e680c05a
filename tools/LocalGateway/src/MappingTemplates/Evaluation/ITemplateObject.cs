namespace LocalGateway.MappingTemplates.Evaluation;

/// <summary>A value with members of its own kind: <c>$input</c>, <c>$util</c>, <c>$context</c>, <c>$foreach</c>.</summary>
internal interface ITemplateObject
{
    /// <returns>Null when there is none of the name.</returns>
    object? GetProperty(string name, RenderScope scope);

    /// <returns>Null when there is none of the name that takes such arguments.</returns>
    object? Invoke(string method, object?[] arguments, RenderScope scope);
}

/// <summary>One that <c>#set</c> may assign members of.</summary>
internal interface IWritableObject : ITemplateObject
{
    /// <summary>Does nothing when the member cannot be assigned.</summary>
    void SetProperty(string name, object? value, RenderScope scope);
}
