namespace LocalGateway.Model;

/// <summary>The integration of a method.</summary>
public abstract record Integration
{
    /// <summary>What answers, for people: <c>DynamoDB GetItem</c>, the logical id of a function, an address.</summary>
    public abstract string Name { get; }

    /// <summary>50 ms to 29 s; API Gateway's default is 29 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(29);

    /// <summary>Declared cache keys: <c>method.request.path.id</c>, <c>method.request.querystring.limit</c>, …</summary>
    public IReadOnlyList<string> CacheKeyParameters { get; init; } = [];

    /// <summary>Null means the resource itself.</summary>
    public string? CacheNamespace { get; init; }
}

/// <summary>An integration that cannot run on this machine. Only a partial deployment has them; they answer 502 with the reason.</summary>
public sealed record UnavailableIntegration : Integration
{
    public override string Name => "not running";

    /// <summary>The end of the sentence "… cannot run on this machine:".</summary>
    public required string Reason { get; init; }
}

/// <summary><c>aws_proxy</c>: the function gets the whole request and creates the whole response.</summary>
public sealed record LambdaProxyIntegration : Integration
{
    public override string Name => Function;

    /// <summary>The logical id of the function.</summary>
    public required string Function { get; init; }

    /// <summary>The method used to call Lambda; anything but POST fails with 500, as in the service.</summary>
    public string HttpMethod { get; init; } = "POST";

    /// <summary>The function does not see them, but a mapping to a forbidden header still fails the call.</summary>
    public IReadOnlyDictionary<string, string> RequestParameters { get; init; } = new Dictionary<string, string>();
}

/// <summary><c>http_proxy</c>: the request passes through to another server.</summary>
public sealed record HttpProxyIntegration : Integration
{
    public override string Name => Uri;

    public required string Uri { get; init; }

    /// <summary><c>ANY</c> means the client's own method.</summary>
    public required string HttpMethod { get; init; }

    public IReadOnlyDictionary<string, string> RequestParameters { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// An integration whose request and response are mapped: MOCK, HTTP, an action of an AWS service, or a Lambda function with a plain event.
/// </summary>
public abstract record MappedIntegration : Integration
{
    /// <summary>Request mapping templates by media type.</summary>
    public IReadOnlyDictionary<string, string> RequestTemplates { get; init; } = new Dictionary<string, string>();

    /// <summary>From <c>integration.request.header|querystring|path.X</c> to its source.</summary>
    public IReadOnlyDictionary<string, string> RequestParameters { get; init; } = new Dictionary<string, string>();

    public PassthroughBehavior PassthroughBehavior { get; init; }

    public ContentHandling? ContentHandling { get; init; }

    /// <summary>In document order. At most one has a null <see cref="IntegrationResponse.SelectionPattern"/>; it is the default.</summary>
    public IReadOnlyList<IntegrationResponse> Responses { get; init; } = [];
}

/// <summary><c>mock</c>: answers from templates only.</summary>
public sealed record MockIntegration : MappedIntegration
{
    public override string Name => "mock";
}

/// <summary><c>http</c>: another server, with mapped request and response.</summary>
public sealed record HttpIntegration : MappedIntegration
{
    public override string Name => Uri;

    public required string Uri { get; init; }

    public required string HttpMethod { get; init; }
}

/// <summary><c>aws</c> with a Lambda function, which gets the mapped request as its event.</summary>
public sealed record LambdaIntegration : MappedIntegration
{
    public override string Name => $"{Function} (mapped)";

    /// <summary>The logical id of the function.</summary>
    public required string Function { get; init; }

    /// <summary>The method used to call Lambda; anything but POST fails with 500, as in the service.</summary>
    public string HttpMethod { get; init; } = "POST";
}

/// <summary><c>aws</c> with an action of a service; here DynamoDB.</summary>
public sealed record AwsActionIntegration : MappedIntegration
{
    public override string Name => $"{(Service == "dynamodb" ? "DynamoDB" : Service)} {Action}";

    /// <summary><c>dynamodb</c>, as in its ARN.</summary>
    public required string Service { get; init; }

    /// <summary><c>GetItem</c>, <c>Query</c>, …</summary>
    public required string Action { get; init; }

    public required string HttpMethod { get; init; }

    /// <summary>The logical id of the role in the template that signs the call.</summary>
    public required string CredentialsRole { get; init; }
}

/// <summary>How a request is handled when no template matches its Content-Type.</summary>
public enum PassthroughBehavior
{
    WhenNoMatch,
    WhenNoTemplates,
    Never,
}

/// <summary>Conversion of a payload between text and binary.</summary>
public enum ContentHandling
{
    ConvertToBinary,
    ConvertToText,
}

/// <summary>How one outcome of the integration becomes a method response.</summary>
public sealed record IntegrationResponse
{
    /// <summary>
    /// A Java regular expression over the whole status code (for Lambda: the error message); null is the default response.
    /// </summary>
    public string? SelectionPattern { get; init; }

    public required int StatusCode { get; init; }

    /// <summary>From <c>method.response.header.X</c> to its source.</summary>
    public IReadOnlyDictionary<string, string> ResponseParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Response mapping templates by media type.</summary>
    public IReadOnlyDictionary<string, string> ResponseTemplates { get; init; } = new Dictionary<string, string>();

    public ContentHandling? ContentHandling { get; init; }
}
