namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>
/// Puts a function behind a route of an API Gateway REST API: a path, with its parameters in braces, as <c>/products/{id}</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public class RestApiAttribute(LambdaHttpMethod method, string template) : Attribute
{
    public string Template { get; set; } = template;

    public LambdaHttpMethod Method { get; set; } = method;

    /// <summary>The function with <see cref="RestApiAuthorizerAttribute"/> to ask: its ResourceName, else its method's name.</summary>
    public string Authorizer { get; set; }
}

public enum LambdaHttpMethod
{
    Any = 0,
    Get = 1,
    Post = 2,
    Put = 3,
    Patch = 4,
    Head = 5,
    Delete = 6,
    Options = 7,
}

/// <summary>Makes a function a Lambda authorizer of the REST API.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class RestApiAuthorizerAttribute : Attribute
{
    /// <summary>The header that holds the token; a request without it is refused before the function is asked.</summary>
    public string IdentityHeader { get; set; } = "Authorization";

    public RestApiAuthorizerType Type { get; set; }

    /// <summary>How long API Gateway keeps an answer: 0 (not at all) to 3600 seconds.</summary>
    public int ResultTtlInSeconds { get; set; }
}

public enum RestApiAuthorizerType
{
    Token = 0,
    Request = 1,
}
