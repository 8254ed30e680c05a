using LocalGateway.Model;

namespace LocalGateway.Tests.Support;

/// <summary>Short ways to write methods with mapped integrations.</summary>
internal static class Methods
{
    /// <summary>Headers that every declared response may carry.</summary>
    public static IReadOnlySet<string> DeclaredHeaders { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Type", "ETag", "Location", "X-One", "X-Two", "Authorization", "Content-MD5", "Expect", "Host", "Max-Forwards", "Proxy-Authenticate",
        "Trailer", "Upgrade", "User-Agent", "WWW-Authenticate", "Connection", "Content-Length", "Date", "Server", "Transfer-Encoding",
    };

    private static readonly IReadOnlyDictionary<int, IReadOnlySet<string>> DeclaredResponses =
        new Dictionary<int, IReadOnlySet<string>> { [200] = DeclaredHeaders, [201] = DeclaredHeaders, [400] = DeclaredHeaders, [404] = DeclaredHeaders, [500] = DeclaredHeaders };

    public static IReadOnlyList<IntegrationResponse> Default { get; } = [new() { StatusCode = 200 }];

    public static ApiMethod Of(Integration integration, string httpMethod = "POST", string path = "/") => new()
    {
        HttpMethod = httpMethod,
        ResourcePath = path,
        Integration = integration,
        MethodResponses = DeclaredResponses,
    };

    /// <summary>A method with an HTTP integration that has these request parameters.</summary>
    public static ApiMethod Http(string uri, params (string Target, string Source)[] parameters) => Of(new HttpIntegration
    {
        Uri = uri,
        HttpMethod = "POST",
        RequestParameters = parameters.ToDictionary(parameter => parameter.Target, parameter => parameter.Source),
        Responses = Default,
    });

    /// <summary>A method with a MOCK integration whose response has these parameters and, unless it is null, this template.</summary>
    public static ApiMethod Mock(string? responseTemplate, params (string Header, string Source)[] parameters) => Of(new MockIntegration
    {
        RequestTemplates = Json("""{"statusCode": 200}"""),
        Responses = [Response(200, parameters) with { ResponseTemplates = responseTemplate is null ? Json() : Json(responseTemplate) }],
    });

    public static IntegrationResponse Response(int status, params (string Header, string Source)[] parameters) => new()
    {
        StatusCode = status,
        ResponseParameters = parameters.ToDictionary(parameter => $"method.response.header.{parameter.Header}", parameter => parameter.Source),
    };

    public static Dictionary<string, string> Json(string template) => new() { ["application/json"] = template };

    private static Dictionary<string, string> Json() => [];
}
