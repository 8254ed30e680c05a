namespace LocalGateway.MappingTemplates.Evaluation;

/// <summary>A value with its own members: <c>$input</c>, <c>$util</c>, <c>$context</c>, <c>$foreach</c>.</summary>
internal interface ITemplateObject
{
    /// <returns>Null if there is no property of that name.</returns>
    object? GetProperty(string name, RenderScope scope);

    /// <returns>Null if no method of that name accepts the arguments.</returns>
    object? Invoke(string method, object?[] arguments, RenderScope scope);
}

/// <summary>A template object whose members <c>#set</c> may assign.</summary>
internal interface IWritableObject : ITemplateObject
{
    /// <summary>Does nothing when the member cannot be assigned.</summary>
    void SetProperty(string name, object? value, RenderScope scope);
}
