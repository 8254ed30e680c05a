namespace LocalGateway.Model;

/// <summary>One method of one resource: <c>GET /products/{id}</c>.</summary>
public sealed record ApiMethod
{
    /// <summary>The resource's path pattern: <c>/products/{id}</c>, <c>/files/{proxy+}</c>.</summary>
    public required string ResourcePath { get; init; }

    /// <summary>Upper case, or <c>ANY</c>.</summary>
    public required string HttpMethod { get; init; }

    /// <summary>For messages and the log.</summary>
    public MethodName Name => new(HttpMethod, ResourcePath);

    public required Integration Integration { get; init; }

    /// <summary>The name of the authorizer in <see cref="RestApi.Authorizers"/>; null leaves the method open.</summary>
    public string? Authorizer { get; init; }

    public IReadOnlyList<string> AuthorizationScopes { get; init; } = [];

    public bool ApiKeyRequired { get; init; }

    public string? OperationName { get; init; }

    /// <summary>
    /// Declared parameters: <c>method.request.header.X</c>, <c>.querystring.X</c>, <c>.path.X</c>; the value says whether it is required.
    /// </summary>
    public IReadOnlyDictionary<string, bool> RequestParameters { get; init; } = new Dictionary<string, bool>();

    /// <summary>Model names by media type.</summary>
    public IReadOnlyDictionary<string, string> RequestModels { get; init; } = new Dictionary<string, string>();

    public bool ValidateRequestBody { get; init; }

    public bool ValidateRequestParameters { get; init; }

    /// <summary>The header names that the API declares for each status.</summary>
    public IReadOnlyDictionary<int, IReadOnlySet<string>> MethodResponses { get; init; } = new Dictionary<int, IReadOnlySet<string>>();
}

/// <summary>The name of a method in messages: <c>GET /products/{id}</c>.</summary>
public readonly record struct MethodName(string HttpMethod, string ResourcePath)
{
    public override string ToString() => $"{HttpMethod} {ResourcePath}";
}
