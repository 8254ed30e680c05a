namespace RouteSync.Declarations;

/// <summary>Everything that the code of an API declares.</summary>
/// <param name="Routes">By path, then in the order GET, POST, PUT, PATCH, DELETE.</param>
/// <param name="Problems">In the order of their declaration.</param>
internal sealed record DeclaredApi(IReadOnlyList<DeclaredRoute> Routes, IReadOnlyList<DeclaredProblem> Problems, Shapes Shapes)
{
    /// <summary>The shape of the members that all problems have.</summary>
    public required Type ProblemShape { get; init; }

    /// <summary>The reply headers that scripts of other origins may read, as the API's code lists them.</summary>
    public required string ExposedHeaders { get; init; }
}

/// <summary>One route. It has either a <see cref="Function"/> or a <see cref="Direct"/> action.</summary>
internal sealed record DeclaredRoute
{
    /// <summary>The field that declares the route, such as <c>ProductRoutes.Create</c>. Messages name it.</summary>
    public required string Declaration { get; init; }

    /// <summary>The logical id of the function, or the name of the direct operation. It is unique and serves as operation id.</summary>
    public required string Name { get; init; }

    /// <summary>The resource: the last part of the namespace, such as <c>Products</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The first sentence of the doc comment of the class that declares the route.</summary>
    public required string ResourceDescription { get; init; }

    /// <summary>In upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Such as <c>/products/{id}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The doc comment of the field.</summary>
    public required string Description { get; init; }

    public required DeclaredAccess Access { get; init; }

    /// <summary>The throttle class. The template has the parameters <c>{Throttle}RateLimit</c> and <c>{Throttle}BurstLimit</c>.</summary>
    public required string Throttle { get; init; }

    public bool IsCached { get; init; }

    public bool IsConditional { get; init; }

    public KeyUse IdempotencyKey { get; init; }

    public DeclaredId? Id { get; init; }

    public IReadOnlyList<DeclaredParameter> Query { get; init; } = [];

    public DeclaredBody? Accepts { get; init; }

    public required IReadOnlyList<DeclaredAnswer> Answers { get; init; }

    /// <summary>The codes of the problems that the declaration lists.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Null for a route that stays.</summary>
    public DeclaredRetirement? Retirement { get; init; }

    public DeclaredFunction? Function { get; init; }

    public DeclaredAction? Direct { get; init; }

    /// <summary>The names of the parameters in the path.</summary>
    public IEnumerable<string> PathParameters =>
        Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}', '+'));

    /// <summary>Method and path, such as <c>GET /products</c>.</summary>
    public string Label => $"{Method} {Path}";
}

internal enum KeyUse
{
    None,
    Optional,
    Required,
}

internal sealed record DeclaredAccess(string Name, bool NeedsUser, bool NeedsApiKey, string? Group);

/// <param name="Name">The name of the path parameter.</param>
/// <param name="Detail">What a refusal says about an invalid id.</param>
internal sealed record DeclaredId(string Name, string Detail);

/// <param name="Schema">The valid values in the words of JSON Schema.</param>
/// <param name="Detail">A sentence for people that describes the valid values; empty if there is none.</param>
internal sealed record DeclaredParameter(
    string Name, string Description, bool IsRequired, string Code, string Detail, IReadOnlyDictionary<string, object> Schema)
{
    /// <summary>A valid value; null if the schema says enough.</summary>
    public string? Example { get; init; }
}

internal sealed record DeclaredBody(Type Type, string MediaType, bool IsMergePatch, int MaxBytes, int MaxItems);

internal sealed record DeclaredAnswer(int Status, Type? Type, IReadOnlyList<string> Headers, string? CacheControl);

/// <param name="Sunset">The day on which the route is removed.</param>
/// <param name="Headers">The headers of all answers that say so.</param>
internal sealed record DeclaredRetirement(DateOnly Sunset, IReadOnlyDictionary<string, string> Headers);

/// <summary>A function of the template.</summary>
internal sealed record DeclaredFunction(string LogicalId, IReadOnlyList<DeclaredRight> Rights);

/// <param name="Actions">Without the prefix of DynamoDB.</param>
/// <param name="Indexes">Empty for the table itself.</param>
/// <param name="PartitionKey">The only partition to which the actions apply; null for all.</param>
internal sealed record DeclaredRight(IReadOnlyList<string> Actions, IReadOnlyList<string> Indexes, string? PartitionKey);

/// <summary>The action of a route without a function.</summary>
/// <param name="Name"><c>Mock</c>, <c>GetItem</c>, <c>Query</c>, <c>PutItem</c> or <c>DeleteItem</c>.</param>
internal sealed record DeclaredAction(string Name)
{
    public Type? Entity { get; init; }

    /// <summary>With placeholders: a path parameter such as <c>{id}</c>, or <c>{caller}</c>.</summary>
    public string? PartitionKey { get; init; }

    /// <inheritdoc cref="PartitionKey"/>
    public string? SortKey { get; init; }

    /// <summary>The properties that make the entity tag: a time and a version; null for no tag.</summary>
    public IReadOnlyList<string>? EntityTag { get; init; }

    public bool KeepsExisting { get; init; }

    public string? MissingDetail { get; init; }

    public string? MismatchDetail { get; init; }
}

/// <summary>A problem type of the API.</summary>
/// <param name="Members">The extension members (RFC 9457 §3.2) and their types.</param>
internal sealed record DeclaredProblem(
    string Code, int Status, string Title, string Uri, string Description, IReadOnlyList<DeclaredMember> Members)
{
    /// <summary>The field that declares the problem, such as <c>ProductProblems.StockLimit</c>.</summary>
    public required string Declaration { get; init; }

    /// <summary>The headers of these problems, apart from those of every problem.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The members of an example that differ between problems of this type, as a JSON object; null if there are none.</summary>
    public string? Example { get; init; }
}

internal sealed record DeclaredMember(string Name, Type Type);
