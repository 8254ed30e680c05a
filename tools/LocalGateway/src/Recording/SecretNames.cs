using LocalGateway.Model;

namespace LocalGateway.Recording;

/// <summary>The names of the headers and query parameters whose values are secrets.</summary>
internal sealed class SecretNames
{
    private static readonly string[] AlwaysHeaders =
        ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-API-Key", "X-Amz-Security-Token"];

    private readonly HashSet<string> _headers = new(AlwaysHeaders, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _queryParameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Authorizers may read the caller's secret from another header, or from the query.</summary>
    public static SecretNames Of(RestApi api)
    {
        var names = new SecretNames();
        foreach (var authorizer in api.Authorizers.Values)
        {
            if (authorizer is CognitoAuthorizer cognito)
                names._headers.Add(cognito.Header);
            foreach (var source in (authorizer as LambdaAuthorizer)?.IdentitySources ?? [])
                names.Add(source);
        }

        return names;
    }

    public bool IsHeader(string name) => _headers.Contains(name);

    public bool IsQueryParameter(string name) => _queryParameters.Contains(name) || SecretText.IsName(name);

    private void Add(string source)
    {
        switch (source.Split('.', 4))
        {
            case ["method", "request", "header", var name]:
                _headers.Add(name);
                break;
            case ["method", "request", "querystring", var name]:
                _queryParameters.Add(name);
                break;
        }
    }
}
