using System.Text.Json.Nodes;

namespace LocalGateway.Model;

/// <summary>One REST API with its single stage, after the SAM translation and the OpenAPI import. The pipeline runs this API.</summary>
public sealed record RestApi
{
    /// <summary>The logical id of the API in the template.</summary>
    public required string LogicalId { get; init; }

    /// <summary>Ten lower-case letters and digits, made from the logical id; stable between starts.</summary>
    public required string ApiId { get; init; }

    public required Stage Stage { get; init; }

    public IReadOnlyList<ApiMethod> Methods { get; init; } = [];

    public IReadOnlyDictionary<string, Authorizer> Authorizers { get; init; } = new Dictionary<string, Authorizer>();

    /// <summary>Customised gateway responses by type name (<c>DEFAULT_4XX</c>, <c>THROTTLED</c>, …).</summary>
    public IReadOnlyDictionary<string, CustomGatewayResponse> GatewayResponses { get; init; } =
        new Dictionary<string, CustomGatewayResponse>();

    /// <summary>
    /// The whole definitions (Swagger 2.0) or components.schemas (OpenAPI 3) object. Models can refer to each other in it.
    /// </summary>
    public JsonObject Models { get; init; } = [];

    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];

    /// <summary>Replies of at least this many bytes are compressed; null disables compression.</summary>
    public int? MinimumCompressionSize { get; init; }

    public ApiKeySource ApiKeySource { get; init; }

    /// <summary>
    /// The statements of the resource policy that concern requests without a signature. Null without a policy; a policy without such
    /// statements allows nothing.
    /// </summary>
    public IReadOnlyList<PolicyStatement>? ResourcePolicy { get; init; }

    /// <summary>
    /// The methods that people call, in the order of their paths: without the <c>OPTIONS</c> mocks that SAM's <c>Cors</c> adds for browsers.
    /// </summary>
    public IEnumerable<ApiMethod> MethodsForPeople => Sorted.Where(method => method is not { HttpMethod: "OPTIONS", Integration: MockIntegration });

    /// <summary>All methods in the order of their paths.</summary>
    public IEnumerable<ApiMethod> Sorted => Methods
        .OrderBy(method => method.ResourcePath, StringComparer.Ordinal)
        .ThenBy(method => method.HttpMethod, StringComparer.Ordinal);

    /// <summary>Who may call a method of this API, for people: <c>anyone</c>, <c>signed in, with an API key</c>.</summary>
    public string CallersOf(ApiMethod method)
    {
        var callers = method.Authorizer is null ? "anyone" : Authorizers[method.Authorizer] switch
        {
            CognitoAuthorizer when method.AuthorizationScopes is [] => "signed in",
            CognitoAuthorizer => $"signed in, scope {string.Join(" or ", method.AuthorizationScopes)}",
            _ => $"allowed by {method.Authorizer}",
        };
        return method.ApiKeyRequired ? $"{callers}, with an API key" : callers;
    }
}

/// <summary>Where the API key of a request comes from.</summary>
public enum ApiKeySource
{
    Header,
    Authorizer,
}

/// <summary>A stage and its settings.</summary>
public sealed record Stage
{
    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>In template order. The path <c>/*</c> with the method <c>*</c> applies to all methods.</summary>
    public IReadOnlyList<MethodSetting> MethodSettings { get; init; } = [];

    public bool CacheClusterEnabled { get; init; }

    /// <summary>Gigabytes.</summary>
    public double CacheClusterSize { get; init; } = 0.5;

    /// <summary>The access log format with its <c>$context</c> variables, or null without an access log.</summary>
    public string? AccessLogFormat { get; init; }
}

/// <summary>
/// Settings of one method of a stage, or of all (<see cref="ResourcePath"/> <c>/*</c>, <see cref="HttpMethod"/> <c>*</c>).
/// </summary>
public sealed record MethodSetting
{
    public required string ResourcePath { get; init; }

    public required string HttpMethod { get; init; }

    /// <summary>Requests a second.</summary>
    public double? ThrottlingRateLimit { get; init; }

    /// <summary>Requests at once: the capacity of the token bucket.</summary>
    public int? ThrottlingBurstLimit { get; init; }

    public bool? CachingEnabled { get; init; }

    public TimeSpan? CacheTtl { get; init; }

    public bool RequireAuthorizationForCacheControl { get; init; } = true;

    public UnauthorizedCacheControl UnauthorizedCacheControl { get; init; } = UnauthorizedCacheControl.SucceedWithResponseHeader;
}

/// <summary>How the API answers <c>Cache-Control: max-age=0</c> from a caller without the right to invalidate the cache.</summary>
public enum UnauthorizedCacheControl
{
    FailWith403,
    SucceedWithResponseHeader,
    SucceedWithoutResponseHeader,
}

/// <summary>A gateway response as customised by the API.</summary>
public sealed record CustomGatewayResponse
{
    /// <summary>Null keeps the status of the error.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Body templates by media type: plain replacement of variables, no VTL.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = new Dictionary<string, string>();

    /// <summary>Mappings from <c>gatewayresponse.header.X</c> to their source.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
