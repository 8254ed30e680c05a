namespace LambdaCrud.Http;

/// <summary>The action behind a route without a function.</summary>
internal enum DirectAction
{
    /// <summary>A fixed answer. API Gateway calls no backend.</summary>
    Mock,
    GetItem,
    Query,
    PutItem,
    DeleteItem,
}

/// <summary>
/// A route without a function. API Gateway calls DynamoDB by mapping templates, which <c>dotnet dev.cs sync</c> makes from the declaration.
/// A file <c>NAME.request.vtl</c>, <c>NAME.response.vtl</c> or <c>NAME.error.vtl</c> under the project's folder replaces a generated template.
/// </summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The resource path, such as <c>/products/{id}</c>.</param>
/// <param name="Name">The operation's name in the API. It is unique.</param>
internal sealed record DirectRoute(string Method, string Path, string Name) : Route
{
    public required DirectAction Action { get; init; }

    /// <summary>The type of the stored items.</summary>
    public Type? Entity { get; init; }

    /// <summary>The key of the item or items.</summary>
    public ItemKey? Key { get; init; }

    /// <summary>
    /// The properties of the item that make its entity tag: a time, of which the digits count, and a version. Null if it has no tag.
    /// </summary>
    public IReadOnlyList<string>? EntityTag { get; init; }

    /// <summary>PutItem: whether an existing item stays as it is. The answer is the same.</summary>
    public bool KeepsExisting { get; init; }

    /// <summary>What a 404 says.</summary>
    public string? MissingDetail { get; init; }

    /// <summary>What a 412 says.</summary>
    public string? MismatchDetail { get; init; }
}

/// <summary>
/// The key of an item, with placeholders: a path parameter such as <c>{id}</c>, or <c>{caller}</c> for the caller's <c>sub</c>. The sort key
/// of a Query is a prefix and the placeholder of the property that orders the items; it makes the cursors.
/// </summary>
internal sealed record ItemKey(string PartitionKey, string SortKey);
