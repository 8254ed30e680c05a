using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Routing;

namespace LocalGateway.Validation;

/// <summary>The required parameters of a request. Only their presence is checked, not their type or format.</summary>
internal sealed class RequiredParameters
{
    private readonly List<string> _headers;
    private readonly List<string> _pathParameters;
    private readonly List<string> _queryParameters;

    public RequiredParameters(ApiMethod method)
    {
        _headers = Names(method, "method.request.header.");
        _pathParameters = Names(method, "method.request.path.");
        _queryParameters = Names(method, "method.request.querystring.");
    }

    /// <returns>The missing or blank parameters: headers, then path parameters, then query strings.</returns>
    public IReadOnlyList<(string Kind, string Name)> Missing(Exchange exchange) =>
    [
        .. _headers.Where(name => exchange.Request.Headers[name].All(string.IsNullOrWhiteSpace)).Select(name => ("header", name)),
        .. _pathParameters.Where(name => exchange.Match.PathParameters.Where(parameter => parameter.Key == name)
            .All(parameter => string.IsNullOrWhiteSpace(parameter.Value))).Select(name => ("path parameter", name)),
        .. _queryParameters.Where(name => exchange.Request.QueryParameters.Where(parameter => parameter.Key == name)
            .All(parameter => parameter.Value.All(string.IsNullOrWhiteSpace))).Select(name => ("query parameter", name)),
    ];

    private static List<string> Names(ApiMethod method, string prefix) =>
    [
        .. from parameter in method.RequestParameters
           where parameter.Value && parameter.Key.StartsWith(prefix, StringComparison.Ordinal)
           select parameter.Key[prefix.Length..],
    ];
}
