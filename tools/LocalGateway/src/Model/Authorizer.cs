namespace LocalGateway.Model;

/// <summary>The authorizer that checks the caller of a method.</summary>
public abstract record Authorizer
{
    public required string Name { get; init; }
}

/// <summary><c>COGNITO_USER_POOLS</c>.</summary>
public sealed record CognitoAuthorizer : Authorizer
{
    /// <summary>The logical ids of the user pools.</summary>
    public required IReadOnlyList<string> UserPools { get; init; }

    public string Header { get; init; } = "Authorization";

    /// <summary>A regular expression on the token's <c>aud</c>.</summary>
    public string? ValidationExpression { get; init; }
}

/// <summary><c>AWS_IAM</c>. Only a partial deployment has it, because signatures cannot be checked on this machine.</summary>
public sealed record IamAuthorizer : Authorizer;

/// <summary>A Lambda authorizer of type TOKEN or REQUEST.</summary>
public sealed record LambdaAuthorizer : Authorizer
{
    /// <summary>The logical id of the function.</summary>
    public required string Function { get; init; }

    public required LambdaAuthorizerType Type { get; init; }

    /// <summary><c>method.request.header.X</c>, <c>method.request.querystring.X</c>, <c>stageVariables.X</c>, <c>context.X</c>.</summary>
    public IReadOnlyList<string> IdentitySources { get; init; } = [];

    /// <summary>The reason why the authorizer cannot run on this machine; null if it can. Only in a partial deployment.</summary>
    public string? Unavailable { get; init; }

    /// <summary>TOKEN only: if the token does not match, the answer is 401 and the function is not called.</summary>
    public string? ValidationExpression { get; init; }

    /// <summary>0 to 3600 s; zero switches caching off.</summary>
    public TimeSpan ResultTtl { get; init; } = TimeSpan.FromSeconds(300);
}

/// <summary>The kind of event that a Lambda authorizer receives.</summary>
public enum LambdaAuthorizerType
{
    Token,
    Request,
}
