namespace Amazon.Lambda.Annotations.APIGateway;

[Obsolete(AnnotationsNotCovered.Message, error: true)]
[AttributeUsage(AttributeTargets.Method)]
public class HttpApiAttribute(LambdaHttpMethod method, string template) : Attribute
{
    public HttpApiVersion Version { get; set; } = HttpApiVersion.V2;

    public string Template { get; set; } = template;

    public LambdaHttpMethod Method { get; set; } = method;

    public string Authorizer { get; set; }
}

[Obsolete(AnnotationsNotCovered.Message, error: true)]
public enum HttpApiVersion
{
    V1 = 0,
    V2 = 1,
}

[Obsolete(AnnotationsNotCovered.Message, error: true)]
[AttributeUsage(AttributeTargets.Method)]
public class HttpApiAuthorizerAttribute : Attribute
{
    public string IdentityHeader { get; set; } = "Authorization";

    public bool EnableSimpleResponses { get; set; } = true;

    public AuthorizerPayloadFormatVersion AuthorizerPayloadFormatVersion { get; set; } = AuthorizerPayloadFormatVersion.V2;

    public int ResultTtlInSeconds { get; set; }
}

[Obsolete(AnnotationsNotCovered.Message, error: true)]
public enum AuthorizerPayloadFormatVersion
{
    V1 = 0,
    V2 = 1,
}

[Obsolete(AnnotationsNotCovered.Message, error: true)]
[AttributeUsage(AttributeTargets.Method)]
public class FunctionUrlAttribute : Attribute
{
    public FunctionUrlAuthType AuthType { get; set; }

    public string[] AllowOrigins { get; set; }

    public LambdaHttpMethod[] AllowMethods { get; set; }

    public string[] AllowHeaders { get; set; }

    public bool AllowCredentials { get; set; }

    public string[] ExposeHeaders { get; set; }

    public int MaxAge { get; set; }
}

[Obsolete(AnnotationsNotCovered.Message, error: true)]
public enum FunctionUrlAuthType
{
    NONE = 0,
    AWS_IAM = 1,
}
