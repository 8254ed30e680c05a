namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>
/// Connects a function to a route of an API Gateway REST API. The path has its parameters in braces, such as <c>/products/{id}</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public class RestApiAttribute(LambdaHttpMethod method, string template) : Attribute
{
    public string Template { get; set; } = template;

    public LambdaHttpMethod Method { get; set; } = method;

    /// <summary>The ResourceName, or else the method name, of a function with <see cref="RestApiAuthorizerAttribute"/>.</summary>
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
    /// <summary>The header with the token. API Gateway refuses a request without it and does not call the function.</summary>
    public string IdentityHeader { get; set; } = "Authorization";

    public RestApiAuthorizerType Type { get; set; }

    /// <summary>How long API Gateway caches a result: 0 (no caching) to 3600 seconds.</summary>
    public int ResultTtlInSeconds { get; set; }
}

public enum RestApiAuthorizerType
{
    Token = 0,
    Request = 1,
}
